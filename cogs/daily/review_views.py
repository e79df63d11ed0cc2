"""The screens of reviews: asked to read, an answer to read, the review as its author sees it."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from discord import ui

from bot.domain.daily.question import Question, Rubric
from bot.domain.daily.review import LONGEST, SHORTEST, TO_CHANGE
from bot.services.daily.requests import Request
from bot.services.daily.reviews import Desk
from bot.ui import kit, modals
from bot.ui.components import button, select
from bot.ui.text import quote
from cogs.daily import routes

# A page of an answer, and how much of texts beside others is shown, marks included.
PAGE = 1500
SENTENCE = 1200
OWN = 500
_WHOLE = 100_000

STRONGER = "stronger"
"""The field of the one sentence; the other fields are the keys of criteria."""


def request_view(request: Request, *, private: bool = True) -> ui.LayoutView:
    """Asks a member to read an answer; its author is named where only they read it."""
    review, short = request.review, request.question.short
    asks = (
        f"<@{review.author_id}> asked for a review of **{short}**."
        if private
        else f"<@{review.reviewer_id}>, an answer to **{short}** waits for you."
    )
    return kit.panel(
        kit.head(request.question.kind, "review"),
        "## One answer needs a reader",
        f"{asks} About 3 minutes: tick two things that are there, and name one that would make it "
        "stronger.",
        kit.row(
            button("Review", routes.REVIEW, **_ids(request), primary=True),
            button("Not this one", routes.PASS_ON, **_ids(request)),
        ),
        _goes_on(request),
        colour=_colour(request),
    )


def reading_view(request: Request, page: int = 0) -> ui.LayoutView:
    """The answer, page by page, and what to look for in it."""
    review, pages = request.review, pages_of(request.answer.text or "")
    page = min(max(page, 0), len(pages) - 1)
    part = (f"part {page + 1} of {len(pages)}",) if len(pages) > 1 else ()
    written = review.state == "done"
    return kit.panel(
        kit.head(request.question.kind, "review", *part),
        f"## {request.question.short}",
        f"<@{review.author_id}> · {kit.stamp(request.answer.answered_at)}",
        pages[page],
        kit.line(),
        _look_for(request.question, request.rubric),
        kit.row(
            button(
                "Edit review" if written else "Write review",
                routes.WRITE,
                **_ids(request),
                primary=True,
            ),
            None if written else button("Not this one", routes.PASS_ON, **_ids(request)),
        ),
        _turn(request, page, len(pages)),
        _until(request) if written else _goes_on(request),
        colour=_colour(request),
    )


def pages_of(text: str) -> Sequence[str]:
    """An answer as quotations of at most a page, cut between words where there are any."""
    pages: list[str] = []
    rest = text.strip()
    while rest:
        lengths = range(1, min(len(rest), PAGE) + 1)
        fits = max(1, bisect_right(lengths, PAGE, key=lambda n: len(quote(rest[:n], _WHOLE))))
        if fits < len(rest):
            gap = max(rest.rfind(mark, fits // 2, fits) for mark in (" ", "\n"))
            fits = gap if gap > 0 else fits
        pages.append(quote(rest[:fits], PAGE))
        rest = rest[fits:].strip()
    return pages or [quote("")]


def _look_for(question: Question, rubric: Rubric) -> str:
    level = question.level
    return "\n".join(
        f"- **{one.label}.** {one.question}"
        + (f" At the bar for {level}: {one.level_bar[level]}." if level in one.level_bar else "")
        for one in rubric.criteria
    )


def _turn(request: Request, page: int, pages: int) -> ui.ActionRow[Any] | None:
    if pages == 1:
        return None
    return kit.row(
        button("Next", routes.READ, **_ids(request), page=page + 1) if page + 1 < pages else None,
        button("Back", routes.READ, **_ids(request), page=page - 1) if page else None,
    )


def review_modal(request: Request) -> ui.Modal:
    """What is there, criterion by criterion, and one sentence; as it was written before."""
    review, signals = request.review, request.question.signals
    return modals.form(
        "Your review",
        routes.WRITE.id(**_ids(request)),
        *(
            modals.check_field(
                one.key,
                one.label,
                [
                    (text, n in review.signals.get(one.key, ()))
                    for n, text in enumerate(signals[one.key])
                ],
                description="What is there? Two ticks in all are enough." if first else None,
            )
            for first, one in _with_first(request.rubric)
        ),
        modals.text_field(
            STRONGER,
            "One thing that would make it stronger",
            description="About the answer, not the person.",
            long=True,
            default=review.text,
            shortest=SHORTEST,
            longest=LONGEST,
        ),
    )


def _with_first(rubric: Rubric) -> Sequence[tuple[bool, Any]]:
    return [(n == 0, one) for n, one in enumerate(rubric.criteria)]


def written_view(request: Request) -> ui.LayoutView:
    """The review is kept."""
    review = request.review
    return kit.panel(
        kit.head(request.question.kind, "review"),
        "## Thank you",
        f"<@{review.author_id}> is told what you found, without your name.",
        kit.row(
            button("What else waits", routes.DESK, page=0, guild=review.guild_id, primary=True),
            button("Edit review", routes.WRITE, **_ids(request)),
        ),
        "-# You can change it for 24 hours.",
        colour=_colour(request),
    )


def passed_on_view(request: Request) -> ui.LayoutView:
    """Somebody else reads it."""
    return kit.panel(
        kit.head(request.question.kind, "review"),
        "## Passed on",
        "It goes to someone else. Nobody is told that you said no.",
        kit.row(button("What else waits", routes.DESK, page=0, guild=request.review.guild_id)),
        "-# `/me show` has a switch for all requests.",
        colour=_colour(request),
    )


def received_view(request: Request, *, private: bool = True) -> ui.LayoutView:
    """Tells an author of a review; what it says stands there where only they read it."""
    review, short = request.review, request.question.short
    told = f"Your answer to **{short}** has a review."
    return kit.panel(
        kit.head(request.question.kind, "review"),
        "## Someone read your answer",
        told if private else f"<@{review.author_id}>, your answer to **{short}** has a review.",
        *(_found(request) if private else ()),
        kit.row(button("See it", routes.SEEN, **_ids(request), primary=True)),
        None if private else "-# Only you can open it.",
        colour=_colour(request),
    )


def review_view(request: Request) -> ui.LayoutView:
    """A review beside the answer it is about, for the author alone."""
    return kit.panel(
        kit.head(request.question.kind, "review of yours"),
        f"## {request.question.short}",
        *_found(request),
        kit.line(),
        "**Your answer**",
        quote(request.answer.text or "", OWN),
        "-# One person’s reading. `/daily mine` has your whole answer.",
        colour=_colour(request),
    )


def _found(request: Request) -> Sequence[str]:
    """What a reader ticked and wrote, each in a text of its own."""
    return (
        f"**What is there**\n{ticked(request.question, request.rubric, request.review.signals)}",
        "**What would make it stronger**",
        quote(request.review.text or "", SENTENCE),
    )


def ticked(question: Question, rubric: Rubric, signals: Mapping[str, frozenset[int]]) -> str:
    """The signals that were found, as a list in the order of the criteria."""
    return kit.bullets(
        [
            f"{one.label}: {text}"
            for one in rubric.criteria
            for n, text in enumerate(question.signals.get(one.key, ()))
            if n in signals.get(one.key, ())
        ]
    )


def desk_view(desk: Desk, guild: int, *, direct: bool = False) -> ui.LayoutView:
    """What waits for a member, or what they could take."""
    if not desk.rows:
        return _empty_desk_view(desk, guild, direct=direct)
    rows = [
        f"**{one.question.short}**\n"
        + kit.head(one.question.kind, f"passes on {kit.stamp(one.review.due_at)}")
        for one in desk.rows
    ]
    options = [kit.option(one.question.short, str(one.review.id)) for one in desk.rows]
    page, pages = desk.page, desk.pages
    return kit.panel(
        "-# Daily · reviews · only you see this",
        f"## {kit.count(desk.total, 'answer')} to read",
        *rows,
        kit.row(button("Read first", routes.REVIEW, **_ids(desk.rows[0]), primary=True)),
        kit.row(select("Open an answer", options, routes.UNREAD, page=page, guild=guild)),
        kit.row(
            button("Next", routes.DESK, page=page + 1, guild=guild) if page + 1 < pages else None,
            button("Back", routes.DESK, page=page - 1, guild=guild) if page else None,
        )
        if pages > 1
        else None,
        "-# What you do not read goes to someone else. That is fine.",
    )


def _empty_desk_view(desk: Desk, guild: int, *, direct: bool = False) -> ui.LayoutView:
    """Nothing waits, which is fine, and one thing to do; in a direct message, no list to look at."""
    why = (
        "Nobody waits for you. Other answers to questions you opened still want a reader."
        if desk.offer
        else "Nobody waits for you. Open a question, and you can read what others wrote."
    )
    step = (
        button("Take one", routes.TAKE, guild=guild, primary=True)
        if desk.offer
        else button("Past questions", routes.HISTORY, page=0, primary=True)
    )
    return kit.panel(
        "-# Daily · reviews · only you see this",
        "## Nothing to read today",
        why,
        kit.row(step) if desk.offer or not direct else None,
        None if desk.asked else "-# You are not asked to review; `/me show` changes that.",
    )


def _goes_on(request: Request) -> str:
    due_at = kit.stamp(request.review.due_at)
    return f"-# Goes to someone else {due_at}. Saying no costs nothing."


def _until(request: Request) -> str | None:
    ended_at = request.review.ended_at
    return f"-# It can be changed until {kit.stamp(ended_at + TO_CHANGE)}" if ended_at else None


def _ids(request: Request) -> dict[str, Any]:
    return {"review": request.review.id, "guild": request.review.guild_id}


def _colour(request: Request) -> int:
    return kit.KINDS[request.question.kind].colour
