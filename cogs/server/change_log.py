"""The log channel: each change is told there, and the owner once when that is not possible."""

from discord import ui

from bot.client import Client
from bot.delivery.parcel import Parcel
from bot.domain.changes import CHANGE, LOG_LOST
from bot.domain.delivery import Delivery
from bot.services.changes import Noted
from bot.ui import kit
from bot.ui.permissions import role_name
from bot.ui.text import snippet
from cogs.server.changes import Told, describe


def register(client: Client) -> None:
    """Say how a change and the notice about the log look."""

    async def change(delivery: Delivery) -> Parcel | None:
        noted = await client.services.changes.lookup(delivery.guild_id, delivery.ref)
        if noted is None:
            return None
        questions = await client.services.bank.questions(delivery.guild_id)
        told = describe(noted, questions)
        return Parcel(view=logged_view(noted, told), marker="")

    async def lost(delivery: Delivery) -> Parcel | None:
        guild = client.get_guild(delivery.guild_id)
        if guild is None:
            return None
        view = log_lost_view(delivery.ref, snippet(guild.name), role_name(guild))
        return Parcel(view=view, marker="")

    client.renderers.register(CHANGE, change)
    client.renderers.register(LOG_LOST, lost)


def logged_view(noted: Noted, told: Told) -> ui.LayoutView:
    """One change, for everybody who reads the log channel."""
    who = f"<@{noted.change.by}>" if noted.change.by is not None else "Someone who left"
    facts = [who, told.where, kit.stamp(noted.change.at)]
    return kit.panel(
        "-# Server changes",
        f"## {told.title}",
        " · ".join(fact for fact in facts if fact is not None),
        kit.bullets(told.lines) if told.lines else None,
    )


def log_lost_view(channel_id: int, server: str, role: str) -> ui.LayoutView:
    """The log cannot be written; sent to the owner."""
    return kit.panel(
        "-# ⚠️ Server changes",
        "## The log cannot be written",
        f"Changes in **{server}** are told in <#{channel_id}>, and Discord refuses that. "
        f"Allow **View Channel** and **Send Messages** there for the role **{role}**, "
        "or choose another channel with `/server settings`.",
        "-# Nothing is lost: `/server changes` lists them all. This is told once a month at most.",
        colour=kit.NEEDS_YOU,
    )
