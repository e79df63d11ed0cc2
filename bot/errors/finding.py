"""Looking for a partner outside the rounds: right away, or by name."""

from bot.errors.base import UserError


class AskedAlready(UserError):
    """You asked <@{member}> within the last seven days, so ask somebody else or wait for the next round."""

    title = "You asked already"


class EnoughAsked(UserError):
    """You wait for {most} answers and no more can be open at once; `/mock with` takes one back."""

    title = "Enough questions for now"


class MeetsAlready(UserError):
    """You have a session with <@{member}> already; `/mock status` shows it."""

    title = "You two have a session"


class OnYourList(UserError):
    """<@{member}> is on your own list; take them off it first with `/mock never`."""

    title = "You would rather not"


class NoSuchQuestion(UserError):
    """This question is no longer open, so there is nothing to answer; `/mock with` asks a new one."""

    title = "That is over"


class RestingNow(UserError):
    """You take no part just now, so `/mock status` first, where you can go on; then say yes again."""

    title = "You are resting"
