"""Questions that members suggest."""

from bot.errors.base import UserError


class SuggestionsWait(UserError):
    """{most} suggestions of yours wait for an owner; send the next one once they have looked at one."""

    title = "Three are waiting already"


class EnoughSuggestions(UserError):
    """You suggested {most} questions within a day; keep the next one for tomorrow."""

    title = "Enough for today"


class EmptySuggestion(UserError):
    """A suggestion needs a title and the question itself; run `/daily suggest` and write a little of each."""

    title = "Something is missing in it"


class NoSuchSuggestion(UserError):
    """This suggestion is no longer kept; `/daily suggest` shows the ones that are."""

    title = "No such suggestion"


class SuggestionTakenUp(UserError):
    """An owner works on it already, so it stays as it was sent; tell them what else you have in mind."""

    title = "It was taken up meanwhile"


class SuggestionEnded(UserError):
    """Someone has dealt with it by now, or it was taken back; `/bank suggestions` shows what waits."""

    title = "It waits no more"


class ReasonMissing(UserError):
    """Write the member a sentence on why; press Decline to go on."""

    title = "A reason is missing"


class NotSoundYet(UserError):
    """Something was changed meanwhile that does not fit yet; open it anew with `/bank suggestions`."""

    title = "It is not complete yet"
