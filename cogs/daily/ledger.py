"""What became of each slot of a series: when it was planned, when it came, and why not."""

from collections.abc import Mapping

from discord import ui

from bot.client import Client
from bot.domain.daily.ledger import Entry, Page
from bot.domain.daily.series import Series
from bot.domain.delivery import State
from bot.ui import kit, replies
from bot.ui.components import button, turns
from bot.ui.feature import Feature, pressed
from bot.ui.lateness import late, reason
from bot.ui.links import post_link
from bot.ui.routes import Interaction, guild_id
from cogs.daily import routes

# Why a slot was skipped; anything else is what it was held for.
_SKIPPED = {
    None: "not sent before the next one came",
    "next": "not sent before the next one came",
    "asked": "asked for with `/series skip`",
    "away": "the bot was away, and only the newest was sent",
    "questions": "no question suits its level and kinds",
    "paused": "the series was paused",
    "removed": "the series was removed",
    "edited": "the series was changed",
}


class LedgerCog(Feature):
    """The pages that the screen of a series opens."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.ledger

    @pressed(routes.LEDGER)
    async def turn(self, interaction: Interaction, series: int, page: int) -> None:
        """One page of the past."""
        found, shown = await self.service.of(guild_id(interaction), series, page)
        await replies.show(interaction, ledger_view(found, shown, interaction.user.id))


def ledger_view(series: Series, page: Page, opener: int) -> ui.LayoutView:
    """The slots of a series, newest first."""
    back = button("Series", routes.SHOW, series=series.id, opener=opener)
    if not page.entries:
        following = series.next_run_at
        return kit.panel(
            "-# Series · the past",
            "## Nothing planned yet",
            f"A question is planned when its time comes: {kit.stamp(following, 'F')}."
            if following is not None
            else "A question is planned when its time comes.",
            kit.row(back),
            f"-# {series.plan}",
        )
    return kit.panel(
        f"-# Series · page {page.page + 1} of {page.pages}",
        "## What became of each question",
        f"<#{series.channel_id}> · {series.plan}",
        kit.line(),
        *(_row(entry, page.titles) for entry in page.entries),
        turns(routes.LEDGER, page.page, page.pages, series=series.id, opener=opener),
        kit.row(back),
        "-# Each stands under the time it was planned for, shown in your own.",
    )


def _row(entry: Entry, titles: Mapping[str, str]) -> str:
    what, detail = outcome(entry)
    facts = [detail] if detail else []
    post = entry.post
    if post is not None and post.posted_at is not None:
        facts.append(_titled(entry, titles))
    small = f"\n-# {' · '.join(facts)}" if facts else ""
    return f"{kit.stamp(entry.due_at, 'f')} · **{what}**{small}"


def _titled(entry: Entry, titles: Mapping[str, str]) -> str:
    post = entry.post
    assert post is not None
    title = titles.get(post.question_id, "a question that was retired")
    link = post_link(post) if entry.state is not State.REMOVED else None
    again = ", asked before" if post.cycle > 1 else ""
    return f"{title if link is None else f'[{title}]({link})'}{again}"


def outcome(entry: Entry) -> tuple[str, str]:
    """What became of a slot, in a word or two, and what there is to say about it."""
    match entry.state:
        case State.DONE | State.SENT:
            found = entry.lateness
            when = "on time" if found is None else late(found)
            bare = entry.state is State.DONE and entry.why is not None
            return "Posted", f"{when}, without its thread" if bare else when
        case State.REMOVED:
            return "Posted, then deleted", ""
        case State.UNKNOWN:
            return "May be posted", "Discord did not answer, and it cannot be looked up"
        case State.FAILED:
            return "Held", reason(entry.why or "")
        case State.SKIPPED:
            held = f"held until the next one came: {reason(entry.why or '')}"
            return "Skipped", _SKIPPED.get(entry.why, held)
        case State.DUE | State.SENDING:
            return "On its way", f"held before: {reason(entry.why)}" if entry.why else ""
