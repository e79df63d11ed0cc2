"""The screens around a question: saved, hints, closed, score, others, today, history."""

from collections.abc import Mapping, Sequence
from typing import Any

from discord import ui

from bot.domain.board.points import LATE, SHORTEST, Why
from bot.domain.daily.review import may_take
from bot.domain.daily.series import Post, Score
from bot.services.daily.answering import Asked, Others
from bot.ui import kit, modals
from bot.ui.components import button, select
from bot.ui.links import post_link, thread_link
from bot.ui.text import quote
from cogs.daily import routes
from cogs.daily.corrected import changed_since
from cogs.daily.question import question_row

ANSWER_LONGEST = 3000
QUOTED = 900
# What “Read all” shows: a whole answer, as far as one message holds it.
WHOLE = kit.MOST_TEXT - 300


def answer_modal(asked: Asked) -> ui.Modal:
    """Where an answer is written or changed."""
    written = asked.answer.text if asked.answer is not None else None
    return modals.form(
        "Your answer",
        routes.ANSWER.id(post=asked.post.id),
        ui.TextDisplay(f"-# {asked.question.short}"),
        modals.text_field(
            "text",
            "Answer",
            description="From 200 characters it earns up to 10 points. Only you see it until you reveal.",
            placeholder="Start anywhere. Bullets are fine.",
            long=True,
            default=written,
            longest=ANSWER_LONGEST,
        ),
        modals.box_field(
            "review",
            "Ask a peer to review it",
            ticked=asked.answer is None or asked.answer.review is not None,
        ),
    )


def saved_view(asked: Asked) -> ui.LayoutView:
    """The answer is kept."""
    text = (asked.answer.text if asked.answer is not None else None) or ""
    facts = [kit.count(len(text), "character"), kit.count(asked.hints, "hint")]
    if asked.worth is not None and asked.worth.points:
        facts.append(f"**{kit.count(asked.worth.points, 'point')}**")
    return kit.panel(
        kit.head(asked.question.kind, "your answer"),
        "## Saved",
        " · ".join(facts),
        _why_fewer(asked, len(text)),
        "You can edit it until you reveal.",
        kit.row(
            button("Reveal", routes.REVEAL, post=asked.post.id, primary=True),
            button("Edit", routes.ANSWER, post=asked.post.id),
        ),
        "-# Once you reveal, others who tried can read it.",
        colour=_colour(asked),
    )


_FEWER: Mapping[Why, str] = {
    "day": "Answers earn 10 points a day at most.",
    "week": "The five of this week are full.",
    "whole day": "The 50 points of this day are full.",
    "whole week": "The 120 points of this week are full.",
}


def _why_fewer(asked: Asked, characters: int) -> str | None:
    """Why an answer earned less than 10 points; nothing where it earned them."""
    if asked.worth is None:
        if characters < SHORTEST:
            return f"From {SHORTEST} characters it earns up to 10 points."
        return "A question of more than a week ago earns no points."
    if asked.worth.why is not None:
        return _FEWER.get(asked.worth.why)
    return "4 for a late answer." if asked.worth.points == LATE else None


def hint_view(asked: Asked) -> ui.LayoutView:
    """The newest hint at full size, the earlier ones small."""
    hints, opened = asked.question.hints, asked.hints
    earlier = [f"-# {n}. {hint}" for n, hint in enumerate(hints[: opened - 1], 1)]
    closed = [f"**{n}**" for n in range(opened + 1, len(hints) + 1)]
    last = "is" if len(closed) == 1 else "are"
    left = " and ".join([", ".join(closed[:-1]), closed[-1]] if len(closed) > 1 else closed)
    return kit.panel(
        kit.head(asked.question.kind, f"hint {opened} of {len(hints)}"),
        f"## {asked.question.short}",
        hints[opened - 1],
        kit.line() if earlier or closed else None,
        "\n".join(earlier) or None,
        f"-# {left} {last} still closed" if closed else None,
        kit.row(
            None
            if asked.revealed
            else button("Answer", routes.ANSWER, post=asked.post.id, primary=True),
            button(f"Hint {opened + 1}", routes.HINT_STEP, post=asked.post.id, step=opened + 1)
            if closed
            else None,
        )
        if closed or not asked.revealed
        else None,
        "-# The number of hints is noted beside your answer.",
        colour=_colour(asked),
    )


def closed_view(asked: Asked) -> ui.LayoutView:
    """The outline stays closed until something was tried."""
    return kit.panel(
        kit.head(asked.question.kind, "outline"),
        "## Answer first, then compare",
        "Two honest lines are enough. Trying before looking is what makes it stick.",
        kit.row(
            button("Answer", routes.ANSWER, post=asked.post.id, primary=True),
            button("I tried, show me", routes.TRIED, post=asked.post.id),
        ),
        "-# “I tried, show me” opens everything and closes your answer.",
        colour=_colour(asked),
    )


def score_modal(asked: Asked, ticked: dict[str, frozenset[int]]) -> ui.Modal:
    """The signals of each criterion, to be ticked where they were in the answer."""
    signals = asked.question.signals
    return modals.form(
        "Score your answer",
        routes.SCORE.id(post=asked.post.id),
        ui.TextDisplay("-# Tick what was in your answer. Nobody else sees this."),
        *(
            modals.check_field(
                criterion.key,
                criterion.label,
                [
                    (text, position in ticked.get(criterion.key, ()))
                    for position, text in enumerate(signals[criterion.key])
                ],
            )
            for criterion in asked.rubric.criteria
        ),
    )


def scored_view(asked: Asked, score: Score) -> ui.LayoutView:
    """How much was there, criterion by criterion, and where to look next."""
    labels = {criterion.key: criterion.label for criterion in asked.rubric.criteria}
    rows = [
        f"{kit.bar(len(score.ticked[key]), of, of)} {len(score.ticked[key])} of {of} · {labels[key]}"
        for key, of in score.of.items()
    ]
    gap = score.widest_gap
    advice = (
        f"Most is left in **{labels[gap].lower()}**. Read those points of the outline once more."
        if gap is not None
        else "Everything that was listened for was there."
    )
    return kit.panel(
        kit.head(asked.question.kind, "your score"),
        f"## You had {score.hit} of {score.total}",
        "\n".join(rows),
        kit.air(),
        advice,
        kit.row(
            button("See others", routes.OTHERS, post=asked.post.id, position=0, primary=True),
            button("Outline", routes.TAB, post=asked.post.id, tab="outline", page=0),
        ),
        colour=_colour(asked),
    )


def others_view(others: Others, *, whole: bool = False) -> ui.LayoutView:
    """One answer at a time; the member’s own comes last."""
    asked, answer = others.asked, others.answer
    if answer is None or answer.text is None:
        return _nobody_view(asked)
    text = quote(answer.text, WHOLE)
    own = asked.answer is not None and asked.answer.user_id == answer.user_id
    author = "**Yours**" if own else f"<@{answer.user_id}>"
    return kit.panel(
        kit.head(asked.question.kind, f"answer {others.position + 1} of {others.total}"),
        f"## {asked.question.short}",
        f"{author} · {kit.count(answer.hints, 'hint')} · {kit.stamp(answer.answered_at)}",
        text if whole else quote(answer.text, QUOTED),
        _turn(others, cut=not whole and len(text) > QUOTED),
        kit.row(
            button("Outline", routes.TAB, post=asked.post.id, tab="outline", page=0),
            button("Review", routes.VOLUNTEER, post=asked.post.id, author=answer.user_id)
            if not own and may_take(answer)
            else None,
        ),
        "-# Reviewed by one person" if answer.review == "done" else None,
        "-# Nobody else has answered yet. Look again later." if own and others.total == 1 else None,
        colour=_colour(asked),
    )


def _turn(others: Others, *, cut: bool) -> ui.ActionRow[Any] | None:
    """To the next answer, back to the one before, or on to the end of this one."""
    post_id, position = others.asked.post.id, others.position
    turns = (
        button("Next", routes.OTHERS, post=post_id, position=position + 1, primary=True)
        if position + 1 < others.total
        else None,
        button("Back", routes.OTHERS, post=post_id, position=position - 1) if position else None,
        button("Read all", routes.WHOLE, post=post_id, position=position) if cut else None,
    )
    return kit.row(*turns) if any(turns) else None


def _nobody_view(asked: Asked) -> ui.LayoutView:
    return kit.panel(
        kit.head(asked.question.kind, "answers"),
        "## No other answer yet",
        "You are early. Look again later, or compare yours with the outline.",
        kit.row(
            button("Outline", routes.TAB, post=asked.post.id, tab="outline", page=0, primary=True)
        ),
        colour=_colour(asked),
    )


def today_view(asked: Asked, others: Sequence[Asked]) -> ui.LayoutView:
    """The newest question with what the member did so far, and the day’s other ones."""
    post = asked.post
    return kit.panel(
        kit.head(asked.question.kind, asked.question.level, f"{asked.question.minutes} min"),
        f"## {asked.question.short}",
        changed_since(asked.corrections),
        asked.question.prompt,
        kit.line(),
        f"{state(asked).capitalize()} · asked {kit.stamp(post.posted_at or post.due_at)} in <#{post.channel_id}>",
        _what_next(asked),
        kit.row(
            select(
                "Another question of today",
                [kit.option(one.question.short, str(one.post.id)) for one in others[:25]],
                routes.PICK,
                page=0,
            )
        )
        if others
        else None,
        _where(post),
        colour=_colour(asked),
    )


def _where(post: Post) -> str | None:
    """The way to the thread of a question, else to its message."""
    if thread := thread_link(post):
        return f"-# Talk about it in [its thread]({thread})."
    link = post_link(post)
    return f"-# [Go to the question]({link})" if link else None


def _what_next(asked: Asked) -> ui.ActionRow[Any]:
    post_id = asked.post.id
    if asked.revealed:
        return kit.row(
            button("Outline", routes.TAB, post=post_id, tab="outline", page=0, primary=True),
            button("See others", routes.OTHERS, post=post_id, position=0),
        )
    if asked.answer is not None:
        return kit.row(
            button("Reveal", routes.REVEAL, post=post_id, primary=True),
            button("Edit", routes.ANSWER, post=post_id),
            button("Hint", routes.HINT, post=post_id),
        )
    return question_row(post_id)


def state(asked: Asked) -> str:
    """Where the member stands with a question, in words."""
    if asked.answer is None:
        return (
            f"{kit.count(asked.hints, 'hint')}, no answer yet" if asked.hints else "no answer yet"
        )
    if asked.answer.text is None:
        return "looked at"
    if asked.answer.scored_at is not None:
        return "answered and scored"
    return "answered and revealed" if asked.revealed else "answered"


def _colour(asked: Asked) -> int:
    return kit.KINDS[asked.question.kind].colour
