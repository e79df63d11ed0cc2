"""The screens of a member’s own answers."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.domain.daily.question import Question, Rubric
from bot.domain.daily.review import Review
from bot.domain.daily.series import Score
from bot.services.daily.answering import Asked
from bot.services.daily.mine import Mine, Own
from bot.ui import kit
from bot.ui.components import button, select, turns
from bot.ui.text import quote
from cogs.daily import routes
from cogs.daily.archive_views import where
from cogs.daily.corrected import changed_since
from cogs.daily.views import QUOTED, WHOLE

_RETIRED = "A question that has retired"


def mine_view(mine: Mine) -> ui.LayoutView:
    """What a member wrote, newest first; there is something."""
    tally = mine.tally
    return kit.panel(
        where("Daily", mine.page, mine.pages),
        f"## {kit.count(tally.answered, 'answer')}",
        f"{tally.scored:,} scored · {tally.reviewed:,} reviewed",
        *(_row(own) for own in mine.rows),
        kit.row(
            select(
                "Open an answer",
                [kit.option(_title(own), str(own.post.id)) for own in mine.rows],
                routes.MINE_PICK,
                page=mine.page,
            )
        ),
        turns(routes.MINE, mine.page, mine.pages),
    )


def none_mine_view(newest: Asked) -> ui.LayoutView:
    """No answer of theirs is kept; the newest question is where to begin."""
    older = button("Browse older", routes.HISTORY, page=0, primary=newest.revealed)
    return kit.panel(
        "-# Daily · only you see this",
        "## No answer yet",
        "Two honest lines are enough. Here they stay, with your score and what readers said.",
        kit.row(
            None
            if newest.revealed
            else button("Answer it", routes.ANSWER, post=newest.post.id, primary=True),
            older,
        ),
        None if newest.revealed else f"-# The newest question: {newest.question.short}",
    )


def _row(own: Own) -> str:
    day = kit.stamp(own.answer.answered_at, "D")
    facts = [
        None if own.score is None else f"{own.score.hit} of {own.score.total}",
        kit.count(own.answer.hints, "hint"),
        _reviewed(own.reviewed) if own.reviewed else None,
    ]
    grey = f"-# {day}" if own.question is None else kit.head(own.question.kind, day)
    return f"**{_title(own)}**\n{grey}\n-# {' · '.join(fact for fact in facts if fact)}"


def _title(own: Own) -> str:
    return _RETIRED if own.question is None else own.question.short


def _reviewed(people: int) -> str:
    """`reviewed by one person`."""
    return "reviewed by one person" if people == 1 else f"reviewed by {people:,} people"


def own_view(own: Own, *, whole: bool = False) -> ui.LayoutView:
    """One answer with its self-score."""
    text = quote(own.answer.text or "", WHOLE)
    facts = [f"Answered {kit.stamp(own.answer.answered_at, 'D')}"]
    facts.append(kit.count(own.answer.hints, "hint"))
    if own.reviewed:
        facts.append(_reviewed(own.reviewed))
    cut = not whole and len(text) > QUOTED
    return kit.panel(
        *_head(own, "your answer"),
        " · ".join(facts),
        None if whole else changed_since(own.corrections),
        text if whole else quote(own.answer.text or "", QUOTED),
        _score(own.score, own.rubric) if own.score and own.rubric and not whole else None,
        _what_next(own),
        kit.row(
            button("Read all", routes.OWN_TEXT, post=own.post.id) if cut else None,
            button("Less", routes.OWN, post=own.post.id) if whole else None,
            button("All answers", routes.MINE, page=0),
        ),
        colour=_colour(own),
    )


def _head(own: Own, where: str) -> tuple[str, str]:
    if own.question is None:
        return f"-# Daily · {where}", f"## {_RETIRED}"
    return kit.head(own.question.kind, where), f"## {own.question.short}"


def _score(score: Score, rubric: Rubric) -> str:
    labels = {criterion.key: criterion.label for criterion in rubric.criteria}
    rows = [
        f"{kit.bar(len(score.ticked[key]), of, of)} {len(score.ticked[key])} of {of} · {labels[key]}"
        for key, of in score.of.items()
    ]
    return "\n".join([f"**You had {score.hit} of {score.total}**", *rows])


def _what_next(own: Own) -> ui.ActionRow[Any] | None:
    """On from an answer; a question that has retired leads nowhere."""
    post_id = own.post.id
    review = (
        button("See review", routes.RECEIVED, post=post_id, page=0, primary=True)
        if own.reviewed
        else None
    )
    if own.question is None:
        return kit.row(review) if review else None
    if own.answer.revealed_at is None:
        return kit.row(
            button("Reveal", routes.REVEAL, post=post_id, primary=True),
            button("Edit", routes.ANSWER, post=post_id),
        )
    score = None
    if own.score is None and review is None:
        score = button("Score mine", routes.SCORE, post=post_id, primary=True)
    return kit.row(
        review or score,
        button("Outline", routes.TAB, post=post_id, tab="outline", page=0),
        button("See others", routes.OTHERS, post=post_id, position=0),
    )


def received_view(own: Own, received: Sequence[Review], page: int) -> ui.LayoutView:
    """One of the reviews that an answer received; there is one."""
    page = min(page, len(received) - 1)
    review = received[page]
    return kit.panel(
        *_head(own, _which(page, len(received))),
        f"Read {kit.stamp(review.ended_at or review.assigned_at)}",
        *_found(review, own.question, own.rubric),
        "**One thing that would make it stronger**" if review.text else None,
        quote(review.text) if review.text else None,
        turns(routes.RECEIVED, page, len(received), post=own.post.id),
        kit.row(button("Your answer", routes.OWN, post=own.post.id)),
        "-# One reader’s view of the answer, not of you.",
        colour=_colour(own),
    )


def _which(page: int, of: int) -> str:
    return "a review" if of == 1 else f"review {page + 1} of {of}"


def _found(review: Review, question: Question | None, rubric: Rubric | None) -> Sequence[str]:
    """The signals that the reader found, criterion by criterion."""
    if question is None or rubric is None:
        return ()
    lines: list[str] = []
    for criterion in rubric.criteria:
        signals = question.signals.get(criterion.key, ())
        ticked = sorted(review.signals.get(criterion.key, ()))
        there = [signals[n] for n in ticked if n < len(signals)]
        if there:
            lines.append(f"**{criterion.label}**\n{kit.bullets(there)}")
    return lines


def _colour(own: Own) -> int:
    return kit.HOUSE if own.question is None else kit.KINDS[own.question.kind].colour
