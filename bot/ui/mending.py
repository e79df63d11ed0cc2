"""Held series and rounds: whether what was missing is there again; then what waits is tried again."""

from collections.abc import Callable, Sequence

import discord

from bot.domain.daily.series import Series
from bot.services import Services
from bot.ui.permissions import missing
from bot.ui.tags import lacks_tag


def can_post(guild: discord.Guild, series: Series) -> bool:
    """Whether a series has all that its message needs; a thread that cannot be made holds none up."""
    channel = guild.get_channel(series.channel_id)
    if channel is None or lacks_tag(channel, series.kinds):
        return False
    return not missing(channel, series.place, threads=False)


async def mend(
    services: Services,
    guild: discord.Guild,
    concerns: Callable[[Series], bool] = lambda _: True,
) -> Sequence[Series]:
    """Try the held series again that can post now, of those that this concerns; which they are.

    Two reads where a server has no such series and no notice of a round that was refused. What waits is
    sent at the sender’s next beat.
    """
    await _mend_round(services, guild)
    able = [
        series
        for series in await services.series.of(guild.id)
        if series.held_at is not None and concerns(series) and can_post(guild, series)
    ]
    if not able:
        return ()
    ids = [series.id for series in able]
    waiting = await services.posting.retry(guild.id, ids, services.clock())
    retried = {delivery.ref for delivery in waiting}
    return [series for series in able if series.id in retried]


async def _mend_round(services: Services, guild: discord.Guild) -> None:
    """Try the notice of the newest round again where it was refused and can be told now."""
    round = await services.round_troubles.held(guild.id)
    channel = guild.get_channel(round.channel_id) if round is not None else None
    if round is None or channel is None:
        return
    granted = channel.permissions_for(guild.me)
    if granted.view_channel and granted.send_messages:
        await services.round_troubles.retry(guild.id, round.id)
