"""How this feature’s deliveries look: the question, and the notice that a series is held."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.client import Client
from bot.delivery.parcel import Parcel
from bot.domain.daily.series import HELD, KIND, Series
from bot.domain.delivery import Delivery
from bot.ui import kit
from bot.ui.permissions import Need, missing, role_name
from bot.ui.text import snippet
from cogs.daily import routes
from cogs.daily.question import question_view


def register(client: Client) -> None:
    """Say how questions and notices are rendered."""

    async def question(delivery: Delivery) -> Parcel | None:
        # The post and its delivery share their id.
        found = await client.services.daily.to_post(delivery.guild_id, delivery.id)
        if found is None:
            return None
        post, asked = found
        forum = post.place == "forum"
        return Parcel(
            view=question_view(asked, post.id),
            marker=routes.ANSWER.id(post=post.id),
            thread_name=asked.short if forum or post.threads else None,
            forum=forum,
        )

    async def notice(delivery: Delivery) -> Parcel | None:
        series = await client.services.series.lookup(delivery.guild_id, delivery.ref)
        if series is None:
            return None
        guild = client.get_guild(delivery.guild_id)
        if guild is None:
            return None
        view = held_view(
            series, delivery.slot, snippet(guild.name), role_name(guild), _missing(guild, series)
        )
        return Parcel(view=view, marker="")

    client.renderers.register(KIND, question)
    client.renderers.register(HELD, notice)


def _missing(guild: discord.Guild, series: Series) -> Sequence[Need]:
    channel = guild.get_channel(series.channel_id)
    if channel is None:
        return ()
    return missing(channel, series.place, threads=series.threads)


def held_view(
    series: Series, subject: str, server: str, role: str, needs: Sequence[Need]
) -> ui.LayoutView:
    """What cannot be posted, and what to do about it; sent to one person."""
    title, body = _words(series, subject, server)
    listed = [f"**{need.name}**, {need.purpose}" for need in needs]
    return kit.panel(
        "-# ⚠️ Daily",
        f"## {title}",
        body,
        f"In <#{series.channel_id}>, allow these for the role **{role}**:\n{kit.bullets(listed)}"
        if listed
        else None,
        f"-# Edit channel → Permissions → {role}" if listed else None,
        "-# `/server doctor` shows whether it is mended. This is told once.",
        colour=kit.NEEDS_YOU,
    )


def _words(series: Series, subject: str, server: str) -> tuple[str, str]:
    """Title and text by what went wrong, which the first word of the subject says."""
    plan = f"The series “{series.plan}” in **{server}**"
    channel = f"<#{series.channel_id}>"
    match subject.split(":", 1)[0]:
        case "thread-cap":
            full = "the server has as many open threads as Discord allows. Close some old ones."
            return "A question has no thread", f"{plan} was posted; {full}"
        case why if why.startswith("thread"):
            return "A question has no thread", f"{plan} was posted; its thread could not be made."
        case "unknown":
            unsure = "may or may not have been posted: Discord did not answer, and it cannot be looked up."
            return "One post may be missing", f"{plan} {unsure} It is not sent again to {channel}."
        case "channel":
            advice = "Set it up in another one with `/series add`, and remove this one."
            return "The channel is gone", f"{plan} has no channel to post in. {advice}"
        case "tag":
            waits = f"waits: the forum {channel} asks for a tag on every post."
            advice = "Switch that off in its settings; it is tried again at its next time."
            return "A question could not be posted", f"{plan} {waits} {advice}"
        case _:
            waits = (
                f"waits: Discord refused the post in {channel}. It is tried again at its next time."
            )
            return "A question could not be posted", f"{plan} {waits}"
