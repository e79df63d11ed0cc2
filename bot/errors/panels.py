"""Panels, and the places they work in."""

from bot.errors.base import UserError


class NotYours(UserError):
    """Only the person who opened this panel can use it; run the command yourself for one of your own."""

    title = "This panel is not yours"


class PanelClosed(UserError):
    """A panel answers for 15 minutes; run `{command}` again to go on where you stopped."""

    title = "This panel has closed"


class ChannelMissing(UserError):
    """That channel cannot be seen from here; pick one that the role {role} may view."""

    title = "No such channel"


class WrongChannel(UserError):
    """Questions can go to a text channel or a forum; pick one of those."""

    title = "Not that channel"


class StepsLeft(UserError):
    """Run `/setup` again: it goes on at the step that is still open."""

    title = "A step is still open"


class ServersOnly(UserError):
    """This works inside a server; open the server you study in and run it there."""

    title = "Not in a direct message"
