"""Plans of twelve weeks: dates that do not go, and what cannot be ticked."""

from bot.errors.base import UserError


class NoPlan(UserError):
    """You have no plan here; `/plan start` begins one."""

    title = "No plan yet"


class PlanChanged(UserError):
    """Your plan changed since this was shown, perhaps on another device; `/plan show` has it as it is."""

    title = "Nothing was changed"


class StartPassed(UserError):
    """A plan begins today or later; pick a day ahead, or a group that began before you."""

    title = "That day has passed"


class StartFar(UserError):
    """A plan begins within a year from today; pick a day that is nearer."""

    title = "That is far ahead"


class InterviewPassed(UserError):
    """An interview to prepare for lies ahead; write its date, or leave it out until you know it."""

    title = "That day has passed"


class InterviewNear(UserError):
    """The last two days before an interview are free, and that leaves none to plan; begin earlier."""

    title = "No day is left to plan"


class InterviewFar(UserError):
    """That interview is more than two years ahead; leave it out until it is nearer."""

    title = "That is far ahead"


class PauseLong(UserError):
    """A pause lasts a year at most; leave the day out, and it lasts until you resume."""

    title = "That is far ahead"


class PlanBehindYou(UserError):
    """Your plan is over, so there is no week to hold up; `/plan start` begins a new one."""

    title = "Nothing to pause"


class NoSuchTask(UserError):
    """That task is not in your plan any more; `/plan show` has those that are."""

    title = "No such task"


class TicksItself(UserError):
    """That task ticks itself as soon as what it needs is there, so it takes no note."""

    title = "Nothing was ticked"


class TickedBefore(UserError):
    """That task is ticked already, so your note was not kept; `/plan show` has what is open."""

    title = "Nothing was ticked"


class NotTicked(UserError):
    """That task is open, or ticked itself, so there is no note to take back."""

    title = "Nothing was taken back"


class NoteMissing(UserError):
    """Say in one line what you did, such as whom you explained it to; a few words are enough."""

    title = "The line is empty"


class ReflectionMissing(UserError):
    """Write a line into either field; both empty says nothing."""

    title = "Nothing was kept"
