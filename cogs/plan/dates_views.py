"""Beginning a plan, its dates, and what moving them would change."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import discord
from discord import ui

from bot.domain.daily.question import LEVELS, Level
from bot.domain.plan.dates import monday
from bot.domain.plan.pace import TAPER, Plan
from bot.domain.plan.packing import Moved
from bot.domain.plan.track import DAYS, WEEKS
from bot.services.plan.standing import Standing
from bot.services.plan.starting import Change, Cohort, Openings
from bot.ui import kit, modals
from bot.ui.components import button
from cogs.plan import routes
from cogs.plan.parts import ONLY_YOU, day, spelt, weeks

USUAL_LEVEL: Level = "L6"
"""What is preset; the track is written for it and the one above."""
_A_WEEK = timedelta(days=DAYS)
_TWELVE = WEEKS * _A_WEEK
_MOST_MOVED = 12


def first_days(openings: Openings) -> Sequence[tuple[str, date]]:
    """The Mondays that are offered: those of groups that began, this one and the next."""
    this = monday(openings.today)
    found = {cohort.monday: _with(cohort, openings.today) for cohort in openings.cohorts}
    found.setdefault(this, f"This Monday, {this.day} {this:%B}")
    found.setdefault(this + _A_WEEK, f"Next {spelt(this + _A_WEEK)}")
    return [(label, day) for day, label in sorted(found.items(), reverse=True)]


def usual_day(openings: Openings) -> date:
    """What is preset: this Monday where today is one, else the next."""
    this = monday(openings.today)
    return this if openings.today == this else this + _A_WEEK


def _with(cohort: Cohort, today: date) -> str:
    members = kit.count(cohort.members, "member")
    begin = "began" if cohort.monday <= today else "begin"
    return f"With those who {begin} on {spelt(cohort.monday)} ({members})"


def begin_modal(openings: Openings, version: int) -> ui.Modal:
    """Level, first day and interview; what a former plan had is preset."""
    level = openings.plan.level if openings.plan else USUAL_LEVEL
    usual = usual_day(openings)
    days = [(label, str(day.toordinal()), day == usual) for label, day in first_days(openings)]
    return modals.form(
        "Your twelve weeks",
        routes.BEGIN.id(version=version),
        modals.select_field("level", "Target level", _levels(level)),
        modals.radio_field("start", "First day", days),
        modals.text_field(
            "starts",
            "Another first day",
            description="What you write here counts, whatever is picked above.",
            placeholder="Friday, 2 March, in 2 weeks",
            required=False,
        ),
        _interview_field(None),
    )


def move_modal(found: Standing) -> ui.Modal:
    """The dates of a plan as they are, to be changed."""
    plan = found.plan
    return modals.form(
        "Move your plan",
        routes.MOVE.id(),
        modals.select_field("level", "Target level", _levels(plan.level)),
        modals.text_field(
            "starts",
            "First day",
            placeholder="Friday, 2 March, in 2 weeks",
            default=plan.start.isoformat(),
        ),
        _interview_field(plan.interview),
    )


def _levels(chosen: Level) -> list[discord.SelectOption]:
    return [kit.option(level, level, chosen=level == chosen) for level in LEVELS]


def _interview_field(interview: date | None) -> ui.Item[Any]:
    return modals.text_field(
        "interview",
        "Interview, if you know the date",
        description="A near one packs the tasks closer; the two days before it stay free.",
        placeholder="2 March, in 8 weeks",
        default=interview and interview.isoformat(),
        required=False,
    )


def dates_view(found: Standing, begun: bool = False) -> ui.LayoutView:
    """What is set, and ways to change it; `begun` right after it began."""
    paused = found.state == "paused"
    pause = button("Resume", routes.RESUME) if paused else button("Pause", routes.PAUSE)
    over = found.state in ("resting", "over")
    return kit.panel(
        f"-# Plan · dates · {ONLY_YOU}",
        "## Your twelve weeks" if begun else "## Your dates",
        _dates(found),
        *_explained(found),
        kit.row(
            button("This week", routes.SHOW, primary=begun),
            button("Change" if begun else "Move", routes.MOVE),
            None if begun or over else pause,
        ),
        None if begun else kit.row(button("Reflect", routes.REFLECT)),
        "-# Nothing that is done ever moves.",
    )


def _dates(found: Standing) -> str:
    plan = found.plan
    interview = "not set" if plan.interview is None else day(found, plan.interview)
    return "\n".join(
        (
            f"**First day** {day(found, plan.start)}",
            f"**Last day** {day(found, plan.last_day(plan.weeks))}",
            f"**Interview** {interview}",
            f"**Level** {plan.level}",
        )
    )


def _explained(found: Standing) -> Iterator[str]:
    """What the interview makes of the weeks, and what a late start does."""
    plan = found.plan
    if plan.from_week > 1:
        yield (
            f"You came in week {plan.from_week}. What the weeks before held is open, and nobody counts "
            "it as late."
        )
    if plan.interview is None:
        return
    if plan.is_packed:
        yield (
            f"The interview leaves {kit.count(plan.weeks, 'week')}, so the tasks stand closer. The two "
            "days before it are free."
        )
    elif plan.interview - TAPER - plan.ends >= _A_WEEK:
        latest = plan.interview - TAPER - _TWELVE
        yield (
            f"The interview is further off than twelve weeks. To end right before it, begin on "
            f"{day(found, latest)}."
        )


def diff_view(change: Change) -> ui.LayoutView:
    """What would move, before anything does."""
    now = change.now
    return kit.panel(
        "-# Plan · before anything moves",
        f"## {_title(change)}",
        "\n".join(_changes(change)) or "The dates stay as they are.",
        *_shifted(change),
        "\n".join(_moved(one, change.standing) for one in change.moved[:_MOST_MOVED]) or None,
        _rest(change),
        kit.row(
            button(
                "Move them" if change.moved else "Save",
                routes.APPLY,
                version=now.version,
                start=now.start.toordinal(),
                interview=now.interview.toordinal() if now.interview else 0,
                level=now.level.lower(),
                primary=True,
            ),
            button("Leave it", routes.DATES),
        ),
    )


def _title(change: Change) -> str:
    number = len(change.moved)
    if not number:
        return "No task changes its week"
    return f"{kit.count(number, 'task')} {'moves' if number == 1 else 'move'}"


def _changes(change: Change) -> Iterator[str]:
    found = change.standing

    def told(of: date | None) -> str:
        return "not set" if of is None else day(found, of)

    pairs = (
        ("First day", change.was.start, change.now.start),
        ("Last day", _last(change.was), _last(change.now)),
        ("Interview", change.was.interview, change.now.interview),
    )
    for name, was, now in pairs:
        if was != now:
            yield f"**{name}** {told(was)} → {told(now)}"
    if change.was.level != change.now.level:
        yield f"**Level** {change.was.level} → {change.now.level}"


def _last(plan: Plan) -> date:
    return plan.last_day(plan.weeks)


def _shifted(change: Change) -> Iterator[str]:
    shift = (change.now.start - change.was.start).days
    if shift:
        way = "later" if shift > 0 else "earlier"
        yield f"Each week begins {kit.count(abs(shift), 'day')} {way}."


def _moved(one: Moved, found: Standing) -> str:
    own = found.own(one.id)
    label = own.task.label if own else one.id
    return f"{label}\n-# {weeks(one.was)} → {weeks(one.now)}"


def _rest(change: Change) -> str | None:
    more = len(change.moved) - _MOST_MOVED
    told = [
        f"{kit.count(more, 'more task')} in the same way." if more > 0 else None,
        f"{kit.count(change.stays, 'done task')} stay as they are." if change.stays > 1 else None,
        "What is done stays as it is." if change.stays == 1 else None,
    ]
    return "-# " + " ".join(one for one in told if one) if any(told) else None


def there_is_one_view(found: Standing) -> ui.LayoutView:
    """They have a plan already."""
    return kit.panel(
        f"-# Plan · {ONLY_YOU}",
        "## You have a plan",
        _dates(found),
        kit.row(
            button("This week", routes.SHOW, primary=True),
            button("Move dates", routes.MOVE),
        ),
        kit.row(button("Start anew", routes.ANEW)),
    )


def anew_view(found: Standing) -> ui.LayoutView:
    """Asks before the ticks of a plan go."""
    done = sum(own.mine.is_done for own in found.tasks)
    return kit.panel(
        f"-# ⚠️ Plan · {ONLY_YOU}",
        "## Begin anew?",
        f"{kit.count(done, 'tick')} of this plan, your lines beside them and what you wrote about its weeks "
        "go. Points stay.",
        kit.row(
            button("Keep it", routes.SHOW),
            button("Start anew", routes.BEGIN, version=found.plan.version, danger=True),
        ),
        colour=kit.NEEDS_YOU,
    )
