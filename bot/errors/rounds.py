"""Rounds of mock interviews: what owners cannot do with them."""

from bot.errors.base import UserError


class NoRounds(UserError):
    """No round is scheduled here yet; `/round schedule` with a channel sets when they are."""

    title = "No rounds yet"


class RoundUnderWay(UserError):
    """A round is being paired just now; `/round status` shows when it is out."""

    title = "One moment"


class RoundNotPaired(UserError):
    """The pairs could not be made this time; try it again in a minute."""

    title = "No pairs yet"
