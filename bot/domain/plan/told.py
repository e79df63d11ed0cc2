"""How far a member is, in words: the same for the picture, what stands for it, and the text beside it."""

from collections.abc import Mapping, Sequence

from bot.domain.daily.question import Kind
from bot.domain.mock.overall import Overall
from bot.domain.plan.progress import Column, Progress, Step

KIND_NAMES: Mapping[Kind, str] = {
    "system-design": "System design",
    "technical-depth": "Technical depth",
    "behavioral": "Behavioural",
    "coding": "Coding",
}
_WORDS: Mapping[str, str] = {"ahead": "Ahead", "on track": "On track", "behind": "A little behind"}


def where(of: Progress) -> str:
    """Which week it is: `Week 5 of 12`."""
    if of.state is None:
        return (
            f"{counted(of.total, 'study day')} so far"
            if of.total
            else "Nothing yet, and that is fine"
        )
    if of.state == "waiting":
        return "Not begun yet"
    if of.state in ("resting", "over"):
        return counted(of.weeks, "week") + ", done"
    return f"Week {of.week} of {of.weeks}"


def standing(of: Progress) -> str:
    """How that compares with the plan: `On track`; nothing where it does not."""
    if of.state == "running":
        return _WORDS[of.word]
    return {"paused": "Paused", "resting": "Rest before the day"}.get(of.state or "", "")


def step(found: Step) -> str:
    """What to do next, in a line."""
    if found.kind is not None:
        return f"A mock in {KIND_NAMES[found.kind].lower()}, which nobody has seen yet"
    if found.task is not None:
        return found.task
    return {
        "begin": "A plan of twelve weeks, if you like",
        "resume": "Your plan waits until you go on",
        "answer": "One question: two honest lines are enough",
    }[found.what]


def days(of: Progress) -> str:
    """What the study days come to: `3 active weeks · longest 5 · 41 days in all`."""
    if not of.total:
        return "An answer, a mock or a task makes a study day"
    weeks = counted(of.current, "active week")
    return f"{weeks} · longest {of.longest} · {counted(of.total, 'day')} in all"


def seen(one: Overall) -> str:
    """What peers saw of a kind: `2.8 of 4 at L5, 2.3 to 3.2, 3 people`."""
    if not one.raters:
        return "no mock yet"
    if not one.is_sure:
        return f"{counted(one.raters, 'person', 'people')}: too few to say"
    near = f"{one.low:.1f} to {one.high:.1f}"
    return f"{one.mean:.1f} of 4 at {one.level}, {near}, {one.raters} people"


def by_week(columns: Sequence[Column]) -> str:
    """Study days by week, those to come left out: `1: 5, 2: away, 3: 4`."""
    return ", ".join(
        f"{one.number}: {'away' if one.is_away else one.days}"
        for one in columns
        if one.is_away or one.days is not None
    )


def alt(of: Progress, name: str | None) -> str:
    """What stands for the picture, with the same facts; at most 1,024 characters."""
    parts = [", ".join(part for part in (where(of), standing(of)) if part)]
    if of.phases:
        parts.append(", ".join(f"{one.label} {one.percent}%" for one in of.phases))
    if of.skills:
        told = "; ".join(f"{KIND_NAMES[one.kind]}: {seen(one)}" for one in of.skills)
        parts.append(f"What peers saw, where 3 is at the bar: {told}")
    parts.append(f"Study days by week: {by_week(of.columns)}. {days(of)}")
    if of.step is not None:
        parts.append(f"Next: {step(of.step)}")
    return f"{title(name)}. " + ". ".join(parts) + "."


def title(name: str | None) -> str:
    """`Ana’s progress`; without a name, `Progress`."""
    return f"{name}’s progress" if name else "Progress"


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 day`, `2 days`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
