"""What a round tells: everybody in the channel, and each who has no partner alone."""

import discord
from discord import ui

from bot.client import Client
from bot.delivery.parcel import Parcel
from bot.domain.daily.question import KINDS
from bot.domain.delivery import Delivery
from bot.domain.mock import explaining, messages
from bot.domain.mock.round import LeftOut
from bot.domain.mock.rounds import RoundSettings
from bot.services.mock.previewing import Told
from bot.ui import kit
from bot.ui.components import button
from bot.ui.permissions import missing_for_rounds, role_name
from bot.ui.text import snippet
from cogs.mock import routes
from cogs.mock.round_views import Lacks, hours


def register(client: Client) -> None:
    """Say how these deliveries look."""
    service, settings = client.services.previewing, client.services.round_settings

    async def notice(delivery: Delivery) -> Parcel | None:
        told = await service.told(delivery.guild_id, delivery.ref)
        if told is None:
            return None
        return Parcel(view=notice_view(told), marker=routes.JOIN.id())

    async def invitation(delivery: Delivery) -> Parcel | None:
        held = await settings.of(delivery.guild_id)
        if held is None or held.next_at is None:
            return None
        return Parcel(view=invitation_view(held), marker=routes.JOIN.id())

    async def left_out(delivery: Delivery) -> Parcel | None:
        guild, member = client.get_guild(delivery.guild_id), delivery.target.user_id
        if guild is None or member is None:
            return None
        out = await service.left_out(delivery.guild_id, delivery.ref, member)
        if out is None:
            return None
        return Parcel(
            view=left_out_view(out, snippet(guild.name), guild.id),
            marker=routes.SOLO.id(guild=guild.id),
        )

    async def held(delivery: Delivery) -> Parcel | None:
        guild, found = client.get_guild(delivery.guild_id), await settings.of(delivery.guild_id)
        if guild is None or found is None:
            return None
        view = held_view(delivery.slot, found, snippet(guild.name), _needs(guild, found))
        return Parcel(view=view, marker="")

    client.renderers.register(messages.ROUND, notice)
    client.renderers.register(messages.ROUND_HELD, held)
    client.renderers.register(messages.INVITATION, invitation)
    client.renderers.register(messages.LEFT_OUT, left_out)


def notice_view(told: Told) -> ui.LayoutView:
    """How many have a partner, and in which kinds; no names."""
    kinds = [
        f"{kit.KINDS[kind].emoji} {told.kinds[kind]} {kit.KINDS[kind].label.lower()}"
        for kind in KINDS
        if kind in told.kinds
    ]
    verb = "has" if told.placed == 1 else "have"
    following = (
        f"-# Round {told.round.number + 1} {kit.stamp(told.next_at)}. Sign-up closes "
        f"{hours(told.closes)} before."
        if told.next_at is not None
        else None
    )
    return kit.panel(
        f"-# Mock interviews · round {told.round.number}",
        "## Pairs are set" if told.placed else "## No pairs this time",
        f"{told.placed} of {kit.count(told.members, 'member')} {verb} a partner this week. Say yes to "
        "a time, and it is agreed."
        if told.placed
        else "A pair needs two members with a free hour and a language in common.",
        " · ".join(kinds) or None,
        kit.line(),
        kit.row(
            button("My session", routes.STATUS, primary=True),
            button("Free now", routes.NOW),
            button("Join", routes.JOIN),
        ),
        following,
    )


def invitation_view(settings: RoundSettings) -> ui.LayoutView:
    """What mock interviews are, and how to take part."""
    assert settings.next_at is not None, "rounds are on"
    return kit.panel(
        "-# Mock interviews",
        "## Practise with a partner",
        "You say what you would like to practise and when you are free. You get a partner who is free "
        "as well, three times to choose from, and feedback that only the two of you read.",
        f"Next pairs {kit.stamp(settings.next_at)}. Sign-up closes {hours(settings.closes)} before.",
        kit.row(button("Join", routes.JOIN, primary=True), button("Free now", routes.NOW)),
        "-# About a minute. You can skip a round, pause or leave at any time.",
    )


def left_out_view(out: LeftOut, server: str, guild: int) -> ui.LayoutView:
    """To one member alone, in a direct message: why, what would help, and what now."""
    return kit.panel(
        f"-# Mock interviews · {server[:20]}",
        "## First in line next time",
        f"No partner this round. {explaining.told(out)}",
        "You are on the waiting list of this week: if somebody becomes free, you are told. In the "
        "server, `/mock times` adds hours and `/mock now` finds who is free this minute.",
        kit.row(button("Solo drill", routes.SOLO, guild=guild, primary=True)),
        "-# Only you read this.",
    )


def _needs(guild: discord.Guild, settings: RoundSettings) -> Lacks:
    channel = guild.get_channel(settings.channel_id)
    if channel is None:
        return Lacks(role=role_name(guild), is_gone=True)
    needs = missing_for_rounds(channel, events=False)
    return Lacks(role=role_name(guild), needs=needs)


def held_view(trouble: str, settings: RoundSettings, server: str, lacks: Lacks) -> ui.LayoutView:
    """To one who can mend it: what of a round could not be told, and what to do."""
    title, body = (
        ("Pairs have no threads", "get direct messages instead of a private thread")
        if trouble == "threads"
        else ("A round was not announced", "are set and were told; only the notice was refused")
    )
    return kit.panel(
        "-# ⚠️ Rounds",
        f"## {title}",
        f"The pairs of the newest round in **{server}** {body}.",
        *lacks.lines(settings.channel_id),
        "-# `/server doctor` shows whether it is mended. This is told once a round.",
        colour=kit.NEEDS_YOU,
    )
