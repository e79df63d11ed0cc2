"""The screens of `/plan show`: this week, and what stands there instead of it."""

from collections.abc import Iterator
from typing import Any

from discord import ui

from bot.domain.plan.pace import Word
from bot.services.plan.standing import Own, Standing
from bot.ui import kit
from bot.ui.components import button
from cogs.plan import routes
from cogs.plan.parts import ONLY_YOU, day, line, progress, word

_MOST_TASKS = 8
_TITLES: dict[Word, str] = {
    "ahead": "Ahead",
    "on track": "On track",
    "behind": "A little behind",
}
_RULE = "-# Ahead or behind means two or more tasks off."


def plan_view(found: Standing | None) -> ui.LayoutView:
    """Whatever there is of a plan."""
    if found is None:
        return no_plan_view()
    if found.away:
        return welcome_view(found)
    views = {
        "waiting": waiting_view,
        "paused": paused_view,
        "running": week_view,
        "resting": resting_view,
        "over": over_view,
    }
    return views[found.state](found)


def no_plan_view() -> ui.LayoutView:
    """They have none."""
    return kit.panel(
        f"-# Plan · {ONLY_YOU}",
        "## No plan yet",
        "Twelve weeks in three phases, with a few tasks a week. What can be seen here ticks itself, and "
        "you can pause or move it at any time.",
        kit.row(button("Begin", routes.BEGIN, version=0, primary=True)),
    )


def week_view(found: Standing) -> ui.LayoutView:
    """The tasks of this week, and one next step."""
    return kit.panel(
        f"-# Plan · week {found.week} of {found.plan.weeks} · {found.phase.label}",
        f"## {_TITLES[found.pace.word]}",
        _numbers(found),
        kit.line(),
        *_tasks(found),
        kit.line(),
        *_next(found),
        *_rows(found),
        _RULE,
    )


def _numbers(found: Standing) -> str:
    """How much of this week is done, and the two numbers that the title compares."""
    tasks = found.this_week
    done = sum(own.mine.is_done for own in tasks)
    of_week = (
        f"{kit.bar(done, len(tasks))} {done} of {len(tasks)} this week"
        if tasks
        else "No task belongs to this week."
    )
    pace = found.pace
    return f"{of_week}\n-# {pace.done} done in all, {pace.expected} expected by now"


def _tasks(found: Standing) -> Iterator[str]:
    shown = found.this_week[:_MOST_TASKS]
    if shown:
        yield "\n".join(line(own) for own in shown)
    more = len(found.this_week) - len(shown)
    before = len(found.open_before)
    told = [
        f"{kit.count(more, 'more task')} this week" if more else None,
        f"{kit.count(before, 'task')} open from earlier weeks" if before else None,
    ]
    if any(told):
        yield f"-# {', '.join(one for one in told if one)}, under All weeks"


def _next(found: Standing) -> Iterator[str]:
    """The one next step, and what it asks for."""
    own = found.next
    if own is None:
        yield "**Next:** nothing; every task is done."
        return
    so_far = progress(own)
    yield f"**Next:** {own.task.label}{f', {so_far}' if so_far else ''}\n-# {own.task.detail}"


def step(own: Own | None) -> ui.Item[Any] | None:
    """The button of a next step."""
    if own is None:
        return None
    if own.task.evidence == "daily":
        return button("Today’s question", routes.TODAY, primary=True)
    if own.task.evidence == "mock":
        return button("Find a partner", routes.PARTNER, primary=True)
    return button("Tick this off", routes.NOTE, task=word(own.task.id), primary=True)


def _rows(found: Standing) -> Iterator[ui.ActionRow[Any]]:
    first = step(found.next)
    if first is not None:
        yield kit.row(first)
    yield kit.row(
        button("Tick off", routes.TICK) if found.to_tick else None,
        button("All weeks", routes.PHASE, page=found.phase.number - 1),
        button("Dates", routes.DATES),
    )


def welcome_view(found: Standing) -> ui.LayoutView:
    """After a week or more away: nothing but where to go on."""
    moved = f": {kit.count(found.moved, 'task')} moved to next week" if found.moved else ""
    first = step(found.next)
    return kit.panel(
        f"-# Plan · week {found.week} of {found.plan.weeks} · {found.phase.label}",
        "## Welcome back",
        f"{kit.count(found.away, 'day')} away. Nothing is lost{moved}.",
        kit.line(),
        *_next(found),
        kit.row(first, button("This week", routes.SHOW)),
    )


def waiting_view(found: Standing) -> ui.LayoutView:
    """Before its first day."""
    first_week = found.phases[0].weeks[0]
    return kit.panel(
        f"-# Plan · {kit.count(found.plan.weeks, 'week')} · {found.phase.label}",
        f"## Starts {day(found, found.plan.start)}",
        f"**Week 1** {first_week.focus}",
        *_tasks(found),
        kit.row(button("Today’s question", routes.TODAY, primary=True)),
        kit.row(
            button("All weeks", routes.PHASE, page=0),
            button("Dates", routes.DATES),
        ),
        "-# What you answer before then is yours all the same; the plan counts from its first day.",
    )


def paused_view(found: Standing) -> ui.LayoutView:
    """No week passes."""
    until = found.plan.paused_until
    ends = "you resume" if until is None else day(found, until)
    return kit.panel(
        f"-# Plan · week {found.week} of {found.plan.weeks} · paused",
        f"## Paused until {ends}",
        "No week passes meanwhile: you go on where you are, and the dates of your weeks move with you.",
        "Your interview stays on its day, so what is open may stand closer then."
        if found.plan.interview is not None
        else None,
        kit.row(
            button("Resume now", routes.RESUME, primary=True),
            button("1 week", routes.REST, weeks=1),
            button("2 weeks", routes.REST, weeks=2),
        ),
        kit.row(
            button("All weeks", routes.PHASE, page=found.phase.number - 1),
            button("Dates", routes.DATES),
        ),
    )


def resting_view(found: Standing) -> ui.LayoutView:
    """The last two days before the interview, and its day."""
    interview = found.plan.interview
    assert interview is not None, "without one there is nothing to rest for"
    return kit.panel(
        f"-# Plan · {ONLY_YOU}",
        "## Nothing is due any more",
        f"Your interview is on {day(found, interview)}. These days are free on purpose: sleep, eat, and "
        "read what you wrote yourself.",
        kit.row(button("All weeks", routes.PHASE, page=2), button("Dates", routes.DATES)),
    )


def over_view(found: Standing) -> ui.LayoutView:
    """Behind the last week: what was done."""
    done = sum(own.mine.is_done for own in found.tasks)
    return kit.panel(
        f"-# Plan · {ONLY_YOU}",
        f"## {kit.count(found.plan.weeks, 'week')}, {kit.count(done, 'task')} done",
        "\n".join(_of_phases(found)),
        f"Your last day was {day(found, found.plan.last_day(found.plan.weeks))}. What is open stays open "
        "and can still be ticked.",
        kit.row(
            button("Start anew", routes.BEGIN, version=found.plan.version, primary=True),
            button("All weeks", routes.PHASE, page=2),
            button("Reflect", routes.REFLECT),
        ),
        "-# A new plan begins with every task open, and your lines go. Points stay.",
    )


def _of_phases(found: Standing) -> Iterator[str]:
    for phase in found.phases:
        ids = {task.id for task in phase.tasks}
        own = [one for one in found.tasks if one.task.id in ids]
        done = sum(one.mine.is_done for one in own)
        yield f"{kit.bar(done, len(own), 5)} {done} of {len(own)} · {phase.label}"
