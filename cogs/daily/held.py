"""The notice that a series cannot post: what to do about it, once, to one person."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.client import Client
from bot.delivery.parcel import Parcel
from bot.domain.daily.series import HELD, Series
from bot.domain.delivery import Delivery
from bot.ui import kit
from bot.ui.permissions import TAGS_PATH, Need, channel_path, missing, role_name
from bot.ui.text import snippet

_FULL = "the server has as many open threads as Discord allows."
_AGAIN = "It goes out once that is mended, or else at its next time."


def register(client: Client) -> None:
    """Say how the notice is rendered."""

    async def notice(delivery: Delivery) -> Parcel | None:
        series = await client.services.series.lookup(delivery.guild_id, delivery.ref)
        guild = client.get_guild(delivery.guild_id)
        if series is None or guild is None:
            return None
        view = held_view(
            series, delivery.slot, snippet(guild.name), role_name(guild), _missing(guild, series)
        )
        return Parcel(view=view, marker="")

    client.renderers.register(HELD, notice)


def _missing(guild: discord.Guild, series: Series) -> Sequence[Need]:
    channel = guild.get_channel(series.channel_id)
    if channel is None:
        return ()
    return missing(channel, series.place, threads=series.threads)


def held_view(
    series: Series, subject: str, server: str, role: str, needs: Sequence[Need]
) -> ui.LayoutView:
    """What cannot be posted, and what to do about it; in a direct message or the log channel."""
    why = subject.split(":", 1)[0]
    title, body = _words(why, series, server)
    listed = [f"**{need.name}**, {need.purpose}" for need in needs]
    path = channel_path(role) if listed else None
    if why == "tag":
        path = TAGS_PATH
    return kit.panel(
        "-# ⚠️ Daily",
        f"## {title}",
        body,
        f"In <#{series.channel_id}>, allow these for the role **{role}**:\n{kit.bullets(listed)}"
        if listed
        else None,
        f"-# {path}" if path is not None else None,
        "-# `/server doctor` shows whether it is mended. This is told once.",
        colour=kit.NEEDS_YOU,
    )


def _words(why: str, series: Series, server: str) -> tuple[str, str]:
    """Title and text by what went wrong."""
    plan = f"The series “{series.plan}” in **{server}**"
    channel = f"<#{series.channel_id}>"
    match why:
        case "thread-cap" if series.place == "forum":
            waits = f"waits: {_FULL} Close some old ones, and it goes out at its next time."
            return "A question could not be posted", f"{plan} {waits}"
        case "thread-cap":
            return "A question has no thread", f"{plan} was posted; {_FULL} Close some old ones."
        case why if why.startswith("thread"):
            return "A question has no thread", f"{plan} was posted; its thread could not be made."
        case "unknown":
            unsure = "may or may not have been posted: Discord did not answer, and it cannot be looked up."
            return "One post may be missing", f"{plan} {unsure} It is not sent again to {channel}."
        case "channel":
            advice = "Pick another one with `/series edit`, and it goes out there."
            return "The channel is gone", f"{plan} has no channel to post in. {advice}"
        case "tag":
            names = [f"“{kit.KINDS[kind].label}”" for kind in series.kinds or kit.KINDS]
            tags = f"a tag for each kind of question: {', '.join(names)}"
            waits = f"waits: the forum {channel} asks for a tag on every post, and none fits."
            advice = f"Add {tags}. Or let posts do without a tag."
            return "A question could not be posted", f"{plan} {waits} {advice} {_AGAIN}"
        case "questions":
            lacks = "has nothing to ask: no question suits its level and kinds any more."
            return "No question fits", f"{plan} {lacks} Pick others with `/series edit`."
        case _:
            waits = f"waits: Discord refused the post in {channel}. {_AGAIN}"
            return "A question could not be posted", f"{plan} {waits}"
