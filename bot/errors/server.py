"""What was changed for the whole server, and cannot be now."""

from bot.errors.base import UserError


class ChangedMeanwhile(UserError):
    """Someone changed it again since; look at the values as they are now and change them from there."""

    title = "It was changed meanwhile"


class NoSuchChange(UserError):
    """This change is no longer kept; `/server changes` shows the ones that are."""

    title = "No such change"


class NotYourChange(UserError):
    """You can take back your own changes; ask whoever made this one, or set it anew yourself."""

    title = "Not your change"


class CannotUndo(UserError):
    """What was posted stays posted; delete its message in Discord if it should go."""

    title = "This one stays"


class ReportElsewhere(UserError):
    """The report went to another person before, and only they can ask for it again."""

    title = "This one stays"


class LogChannelFirst(UserError):
    """Pick a log channel first; the report goes there."""

    title = "No log channel yet"
