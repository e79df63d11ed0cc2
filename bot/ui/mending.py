"""Held series: whether what was missing is there again, and then what waits of them is tried again."""

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

    One read where a server has no such series. What waits is sent at the sender’s next beat.
    """
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
