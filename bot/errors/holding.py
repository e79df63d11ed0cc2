"""Sessions while they are held: packets, presses that come too early, partners who do not come."""

from bot.errors.base import UserError


class NoTimeYet(UserError):
    """First agree on a time; the packet opens once all of you have accepted the same one."""

    title = "There is no time yet"


class SessionOff(UserError):
    """It does not take place, so there is nothing to hold; `/mock status` shows what holds now."""

    title = "This session is off"


class NoPacket(UserError):
    """No question of this kind is switched on in this server, so bring one of your own this time."""

    title = "There is no question for you"


class StartLater(UserError):
    """It can be started from an hour before its time; until then, read the packet in peace."""

    title = "It is too early to start"


class MayStillCome(UserError):
    """Give them five minutes from the hour that was agreed; then this button helps you on."""

    title = "They may still come"


class HourOver(UserError):
    """The hour of this session is over; `/mock status` shows what holds now."""

    title = "That hour is over"


class SeatTaken(UserError):
    """Someone else said yes first, or the hour is over; nothing changes for you."""

    title = "The seat is taken"


class CardsOpen(UserError):
    """The cards of this session are open, so your note stays as they were shown it."""

    title = "The note stays as it is"


class UnderWay(UserError):
    """This session has begun, so nobody is missing from it; its packet shows where it stands."""

    title = "You have begun"
