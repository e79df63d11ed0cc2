"""Feedback after mock interviews: cards that come too early, too late or not at all."""

from bot.errors.base import UserError


class CardsLater(UserError):
    """Cards are filled after a session; end it in its packet, or wait until its hour is over."""

    title = "Not over yet"


class NoCards(UserError):
    """Nobody is left to grade in it, or it did not take place; `/mock history` has your other sessions."""

    title = "No cards for this one"


class NoSuchCard(UserError):
    """That card is not there for you, or no longer; `/mock history` shows your sessions."""

    title = "No such card"


class CardOpen(UserError):
    """The cards of this session are open, so yours stays as it was; you can add a line below the feedback."""

    title = "Your card is open"


class LineLength(UserError):
    """Write {shortest} to {longest} characters; the button asks again, your text stands below."""

    title = "One sentence"
