"""`/server doctor`: everything checked, and what needs the owner."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord
from discord import app_commands, ui

from bot.client import Client
from bot.domain.daily.series import Series
from bot.domain.delivery import State
from bot.services.server import Check
from bot.ui import kit, replies
from bot.ui.components import button
from bot.ui.feature import IN_SERVERS, Feature, pressed
from bot.ui.permissions import missing, role_name
from bot.ui.routes import Interaction, guild_id
from cogs.server import routes

_SHOWN = 8


class ServerCog(Feature):
    """Checks for owners."""

    server = app_commands.Group(
        name="server",
        description="Checks for the people who run this server",
        guild_only=True,
        allowed_contexts=IN_SERVERS,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(self, client: Client) -> None:
        self.service = client.services.server

    @server.command(name="doctor")
    async def doctor(self, interaction: Interaction) -> None:
        """Check channels, permissions and the next posts."""
        await self._show(interaction)

    @pressed(routes.DOCTOR)
    async def check_again(self, interaction: Interaction) -> None:
        """Look at everything anew."""
        await self._show(interaction)

    @pressed(routes.TEST_POST)
    async def works(self, interaction: Interaction, delivery: int) -> None:
        """The button of a test post: it answers, so buttons work."""
        await replies.show(interaction, works_view())

    async def _show(self, interaction: Interaction) -> None:
        check = await self.service.check(guild_id(interaction))
        assert interaction.guild is not None
        troubles = find_troubles(interaction.guild, check.series)
        await replies.show(interaction, doctor_view(check, troubles, interaction.user.id))


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that needs the owner: what, and the path of clicks."""

    what: str
    path: str


def find_troubles(guild: discord.Guild, found: Sequence[Series]) -> list[Trouble]:
    """What keeps each running series from posting."""
    troubles: list[Trouble] = []
    role = role_name(guild)
    for series in found:
        if series.paused_at is not None:
            continue
        channel = guild.get_channel(series.channel_id)
        since = f" since {kit.stamp(series.held_at)}" if series.held_at is not None else ""
        if channel is None:
            troubles.append(
                Trouble(
                    f"The channel of “{series.plan}” is gone{since}.",
                    "`/series remove`, then `/series add` in another channel",
                )
            )
            continue
        needs = missing(channel, series.place, threads=series.threads)
        if needs:
            names = ", ".join(f"**{need.name}**" for need in needs)
            troubles.append(
                Trouble(
                    f"In <#{series.channel_id}> the role **{role}** needs {names}{since}.",
                    f"Edit channel → Permissions → {role}",
                )
            )
    return troubles


def doctor_view(check: Check, troubles: Sequence[Trouble], opener: int) -> ui.LayoutView:
    """All well, or what needs the owner first."""
    again = kit.row(button("Check again", routes.DOCTOR, opener=opener, primary=True))
    if not check.series:
        return kit.panel(
            "-# Server check",
            "## Nothing is scheduled yet",
            "`/setup` leads to the first question in about a minute.",
        )
    titles = {0: "All well", 1: "One thing needs you"}
    shown = [f"⚠️ {one.what}\n-# {one.path}" for one in troubles[:_SHOWN]]
    more = len(troubles) - _SHOWN
    return kit.panel(
        "-# ⚠️ Server check" if troubles else "-# Server check",
        f"## {titles.get(len(troubles), f'{len(troubles)} things need you')}",
        *shown,
        f"-# And {more} more." if more > 0 else None,
        kit.air() if troubles else None,
        _well(check),
        again,
        colour=kit.NEEDS_YOU if troubles else kit.HOUSE,
    )


def _well(check: Check) -> str:
    times = [one.next_run_at for one in check.series if one.next_run_at is not None]
    following = f"Next post {kit.stamp(min(times))}" if times else "Every series is paused"
    counts = check.counts
    sent = counts.get(State.DONE, 0)
    failed = counts.get(State.FAILED, 0) + counts.get(State.UNKNOWN, 0)
    # Troubles name those that still lack something; these are tried again by themselves.
    held = [
        f"➡️ <#{one.channel_id}> could not post {kit.stamp(one.held_at)}; tried again "
        f"{kit.stamp(one.next_run_at)}\n"
        for one in check.series
        if one.held_at is not None and one.next_run_at is not None
    ][:_SHOWN]
    return (
        f"✅ {following}\n{''.join(held)}"
        f"{'' if failed else '✅ '}Last 7 days: {sent:,} sent, {counts.get('late', 0):,} late, "
        f"{counts.get(State.SKIPPED, 0):,} skipped, {failed:,} failed"
    )


def works_view() -> ui.LayoutView:
    """Buttons work here."""
    return kit.panel(
        "-# Setup · test",
        "## It works",
        "Only you see this. Your answer to a question is yours alone until you reveal.",
    )
