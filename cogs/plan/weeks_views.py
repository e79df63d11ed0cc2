"""All weeks of a plan by phase, one task, and ticking one off."""

from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord import ui

from bot.domain.plan.evidence import NOTE_LENGTH, takes_note
from bot.domain.plan.track import Milestone, Phase, Task
from bot.services.plan.standing import Own, Standing
from bot.ui import kit, modals
from bot.ui.components import button, select, turns
from bot.ui.text import quote
from cogs.plan import routes
from cogs.plan.parts import DONE, OPEN, PHASES, line, span_of, weeks, word

_MOST_OPTIONS = 25


def phase_view(found: Standing, page: int) -> ui.LayoutView:
    """The tasks and milestones of a phase; a page past the last is the last."""
    page = min(max(page, 0), PHASES - 1)
    phase = found.phases[page]
    tasks = _of_phase(found, phase)
    options = [_option(own) for own in tasks]
    return kit.panel(
        f"-# Plan · phase {phase.number} of {PHASES}",
        f"## {phase.label}",
        phase.aim,
        kit.line(),
        "\n".join(f"{line(own)}\n-# {weeks(span_of(own))}" for own in tasks),
        kit.line(),
        *(_milestone(one, found) for one in phase.milestones),
        kit.row(select("Open a task", options, routes.TASK, page=page)) if options else None,
        turns(routes.PHASE, page, PHASES),
        kit.row(button("This week", routes.SHOW)),
    )


def _of_phase(found: Standing, phase: Phase) -> Sequence[Own]:
    ids = {task.id for task in phase.tasks}
    return [own for own in found.tasks if own.task.id in ids]


def _milestone(one: Milestone, found: Standing) -> str:
    # In a plan that is packed closer the weeks of the track are others.
    when = "" if found.plan.is_packed else f"By the end of week {one.week}: "
    return f"**{when}{one.label}**\n{kit.bullets(one.done_when)}"


def _option(own: Own) -> discord.SelectOption:
    state = "done" if own.mine.is_done else weeks(span_of(own))
    return kit.option(own.task.label, own.task.id, description=state)


def task_view(found: Standing, own: Own) -> ui.LayoutView:
    """One task: what it asks for, and how it was ticked."""
    phase = next(one for one in found.phases if own.task in one.tasks)
    note = own.mine.note
    return kit.panel(
        f"-# Plan · {weeks(span_of(own))}",
        f"## {DONE} Done" if own.mine.is_done else f"## {OPEN} Open",
        f"**{own.task.label}**\n{own.task.detail}",
        *_ticked(own),
        quote(note) if note else None,
        kit.row(
            *_of_task(own),
            button("All weeks", routes.PHASE, page=phase.number - 1),
            button("This week", routes.SHOW),
        ),
    )


def _ticked(own: Own) -> Iterator[str]:
    """How it was ticked, or will be."""
    mine = own.mine
    if mine.done_at is not None:
        by = "It ticked itself" if mine.how == "evidence" else "You ticked it"
        yield f"{by} {kit.stamp(mine.done_at)}."
    elif takes_note(own.task):
        yield "It takes one line of yours."
    elif own.task.needs is not None:
        yield f"It ticks itself: {own.seen} of {own.task.needs.count} so far."


def _of_task(own: Own) -> Iterator[ui.Item[Any]]:
    if own.takes_note:
        yield button("Tick off", routes.NOTE, task=word(own.task.id), primary=True)
    elif own.mine.how == "note":
        yield button("Take back", routes.TAKE_BACK, task=word(own.task.id))


def tick_view(found: Standing) -> ui.LayoutView:
    """Which task is done."""
    options = [_option(own) for own in found.to_tick[:_MOST_OPTIONS]]
    if not options:
        return nothing_to_tick_view()
    return kit.panel(
        "-# Plan · tick off",
        "## Which one is done?",
        "Say in one line what you did. Tasks with questions and mocks are not here: they tick themselves.",
        kit.row(select("Pick a task", options, routes.PICK)),
        kit.row(button("This week", routes.SHOW)),
    )


def nothing_to_tick_view() -> ui.LayoutView:
    """All that takes a note has one."""
    return kit.panel(
        "-# Plan · tick off",
        "## Nothing to tick off",
        "What is still open ticks itself, with your answers and your mocks.",
        kit.row(button("This week", routes.SHOW, primary=True)),
    )


def note_modal(task: Task) -> ui.Modal:
    """One line on what was done."""
    return modals.form(
        "Tick it off",
        routes.NOTE.id(task=word(task.id)),
        ui.TextDisplay(f"**{task.label}**\n-# {task.detail}"),
        modals.text_field(
            "note",
            "What did you do?",
            description="One line, for yourself.",
            placeholder="Explained our cache to Ben; he asked what happens when it is cold.",
            longest=NOTE_LENGTH,
        ),
    )


def ticked_view(task: Task, note: str) -> ui.LayoutView:
    """It is ticked, and can be taken back."""
    return kit.panel(
        "-# Plan · tick off",
        f"## {DONE} Ticked off",
        f"**{task.label}**",
        quote(note),
        kit.row(
            button("This week", routes.SHOW, primary=True),
            button("Take back", routes.TAKE_BACK, task=word(task.id)),
        ),
        "-# A task earns its points the first time. Taking it back leaves them.",
    )


def taken_back_view(task: Task) -> ui.LayoutView:
    """It is open again."""
    return kit.panel(
        "-# Plan · tick off",
        f"## {OPEN} Open again",
        f"**{task.label}**\nYour line is gone. Its points stay, and do not come a second time.",
        kit.row(button("This week", routes.SHOW, primary=True)),
    )
