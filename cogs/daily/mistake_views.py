"""The screens of mistakes in questions: reporting one, and what owners see of it."""

from typing import Any

from discord import ui

from bot import VERSION
from bot.domain.daily.corrections import since
from bot.domain.daily.mistake import LONGEST, SHORTEST, State, upstream
from bot.services.daily.answering import Asked
from bot.services.daily.mistakes import Reported, Reports
from bot.ui import kit, modals
from bot.ui.components import button, select, turns
from bot.ui.text import quote, snippet
from cogs.daily import routes
from cogs.daily.corrected import changed_since

_GONE = "No longer in the bank"
_QUOTED = 1700


def report_modal(asked: Asked) -> ui.Modal:
    """Where a member says what is wrong."""
    return modals.form(
        "Report a mistake",
        routes.MISTAKE.id(post=asked.post.id),
        ui.TextDisplay(f"-# {asked.question.short}"),
        modals.text_field(
            "mistake",
            "What is wrong?",
            description="The owners of this server read it, with your name. A source helps.",
            placeholder="The second point says … but …",
            long=True,
            shortest=SHORTEST,
            longest=LONGEST,
        ),
    )


def reported_view(asked: Asked) -> ui.LayoutView:
    """The report is kept."""
    return kit.panel(
        kit.head(asked.question.kind, "report"),
        "## Thank you",
        "The owners of this server look at it and pass it on. Once the question is corrected, "
        "it says so when you open it.",
        kit.row(button("Outline", routes.TAB, post=asked.post.id, tab="outline", page=0)),
        colour=kit.KINDS[asked.question.kind].colour,
    )


def mistakes_view(reports: Reports, opener: int) -> ui.LayoutView:
    """What members reported and nobody has dealt with."""
    if not reports.rows:
        return kit.panel(
            "-# Bank · mistakes",
            "## No open reports",
            "Under an opened outline, members find **Report a mistake**. What they write comes here.",
        )
    page, pages = reports.page, reports.pages
    return kit.panel(
        "-# Bank · mistakes" + (f" · page {page + 1} of {pages}" if pages > 1 else ""),
        f"## {kit.count(reports.total, 'open report')}",
        *(_row(one) for one in reports.rows),
        kit.row(
            select(
                "Open a report",
                [kit.option(_title(one), str(one.mistake.id)) for one in reports.rows],
                routes.MISTAKE_PICK,
                page=page,
                opener=opener,
            )
        ),
        turns(routes.MISTAKES, page, pages, opener=opener),
        "-# Those that wait longest come first.",
    )


def _row(one: Reported) -> str:
    mistake = one.mistake
    facts = f"revision {mistake.revision} · {kit.stamp(mistake.at)}"
    return f"**{_title(one)}**\n“{snippet(mistake.text, 100)}”\n-# {facts}"


def mistake_view(one: Reported, opener: int) -> ui.LayoutView:
    """One report, and what can be done with it."""
    ids: dict[str, Any] = {"mistake": one.mistake.id, "opener": opener}
    return kit.panel(
        *_head(one, "report"),
        f"<@{one.mistake.user_id}> · {kit.stamp(one.mistake.at)} · {_revision(one)}",
        quote(one.mistake.text, _QUOTED),
        _corrected(one),
        "This question is your server’s own: mend it in your file and bring it in with "
        "`/bank import`."
        if one.own
        else None,
        kit.line(),
        None
        if one.own
        else kit.row(button("Text for upstream", routes.UPSTREAM, **ids, primary=True)),
        kit.row(
            None if one.own else button("Passed on", routes.PASSED_ON, **ids),
            button("Close", routes.CLOSE, **ids),
            button("All reports", routes.MISTAKES, page=0, opener=opener),
        ),
        f"-# `{one.mistake.question_id}`",
        colour=_colour(one),
    )


def _revision(one: Reported) -> str:
    revision = f"revision {one.mistake.revision}"
    if one.question is None or one.question.revision == one.mistake.revision:
        return revision
    return f"{revision}, by now {one.question.revision}"


def _corrected(one: Reported) -> str | None:
    """What became otherwise since the report: perhaps just that."""
    if one.question is None:
        return None
    return changed_since(since(one.question, one.mistake.revision), "**Corrected since**")


def upstream_view(one: Reported, opener: int) -> ui.LayoutView:
    """A text that is ready to be copied."""
    ids: dict[str, Any] = {"mistake": one.mistake.id, "opener": opener}
    text = upstream(one.mistake, one.question, VERSION)
    # Three backticks would end the block.
    plain = text.replace("```", "'''")
    return kit.panel(
        *_head(one, "report"),
        "Copy this to who looks after the questions: into an issue of the project, or to the person "
        "who runs your bot. It names no member.",
        f"```\n{plain}\n```",
        kit.row(
            button("Passed on", routes.PASSED_ON, **ids, primary=True),
            button("Report", routes.MISTAKE_OPEN, **ids),
        ),
        colour=_colour(one),
    )


def ended_view(one: Reported, state: State, opener: int) -> ui.LayoutView:
    """A report is dealt with; it can be taken up again."""
    return kit.panel(
        "-# Bank · mistakes",
        "## Passed on" if state == "passed on" else "## Closed",
        f"The report on **{_title(one)}** is no longer listed.",
        kit.row(
            button("All reports", routes.MISTAKES, page=0, opener=opener, primary=True),
            button("Undo", routes.REOPEN, mistake=one.mistake.id, opener=opener),
        ),
        "-# Who wrote it is told nothing. A corrected question says what changed.",
    )


def _title(one: Reported) -> str:
    return _GONE if one.question is None else one.question.short


def _head(one: Reported, where: str) -> tuple[str, str]:
    if one.question is None:
        return f"-# Bank · {where}", f"## {_GONE}"
    return kit.head(one.question.kind, where), f"## {one.question.short}"


def _colour(one: Reported) -> int:
    return kit.HOUSE if one.question is None else kit.KINDS[one.question.kind].colour
