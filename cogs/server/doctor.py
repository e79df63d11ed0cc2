"""`/server doctor`: everything checked, and what needs the owner first."""

from collections.abc import Sequence

from discord import ui

from bot.domain.daily.series import Series
from bot.domain.delivery import State
from bot.services.doctor import Check
from bot.ui import kit, replies
from bot.ui.components import button
from bot.ui.feature import Feature, pressed
from bot.ui.mending import mend
from bot.ui.routes import Interaction, guild_id, slow
from cogs.server import routes
from cogs.server.findings import Trouble, find_departed, find_troubles, mended, notes

# Of each, so that a server in which all 50 series are broken fits one screen.
_TROUBLES, _LINES = 8, 4


async def examine(interaction: Interaction) -> None:
    """Look at everything, send what waits where nothing is missing any more, and show it all."""
    services, guild = interaction.client.services, interaction.guild
    assert guild is not None
    await mend(services, guild)
    check = await services.doctor.check(guild_id(interaction))
    departed = await find_departed(guild, check)
    view = doctor_view(
        check,
        find_troubles(guild, check),
        interaction.user.id,
        mended(guild, check),
        notes(check, departed),
    )
    await replies.show(interaction, view)


class DoctorCog(Feature):
    """The presses of the check; its command stands in the group of `/server`."""

    @pressed(routes.DOCTOR)
    @slow
    async def check_again(self, interaction: Interaction) -> None:
        """Look at everything anew."""
        await examine(interaction)


def doctor_view(
    check: Check,
    troubles: Sequence[Trouble],
    opener: int,
    mended: Sequence[Series] = (),
    notes: Sequence[str] = (),
) -> ui.LayoutView:
    """All well, or what needs the owner first."""
    if not check.series and not troubles:
        return kit.panel(
            "-# Server check",
            "## Nothing is scheduled yet",
            "`/setup` leads to the first question in about a minute.",
        )
    titles = {0: "All well", 1: "One thing needs you"}
    more = len(troubles) - _TROUBLES
    return kit.panel(
        "-# ⚠️ Server check" if troubles else "-# Server check",
        f"## {titles.get(len(troubles), f'{len(troubles)} things need you')}",
        *(f"⚠️ {one.what}\n-# {one.path}" for one in troubles[:_TROUBLES]),
        f"-# And {more} more." if more > 0 else None,
        kit.air() if troubles else None,
        _cut([_mended(one) for one in mended]),
        _well(check),
        _cut([f"-# {note}" for note in notes]),
        kit.row(
            button("Check again", routes.DOCTOR, opener=opener, primary=True),
            button("Report", routes.REPORT, week=0, page=0, opener=opener),
        ),
        colour=kit.NEEDS_YOU if troubles else kit.HOUSE,
    )


def _mended(series: Series) -> str:
    following = f", the next {kit.stamp(series.next_run_at)}" if series.next_run_at else ""
    return f"✅ <#{series.channel_id}> is mended: what waits goes out at once{following}"


def _cut(lines: Sequence[str]) -> str | None:
    """The first of these lines, and how many more there are."""
    more = len(lines) - _LINES
    rest = [f"-# And {more} more."] if more > 0 else []
    return "\n".join([*lines[:_LINES], *rest]) or None


def _well(check: Check) -> str:
    times = [one.next_run_at for one in check.series if one.next_run_at is not None]
    following = f"Next post {kit.stamp(min(times))}" if times else "Every series is paused"
    counts = check.counts
    sent = counts.get(State.DONE, 0)
    failed = counts.get(State.FAILED, 0) + counts.get(State.UNKNOWN, 0)
    return (
        f"✅ {following}\n"
        f"{'' if failed else '✅ '}Last 7 days: {sent:,} sent, {counts.get('late', 0):,} late, "
        f"{counts.get(State.SKIPPED, 0):,} skipped, {failed:,} failed"
    )
