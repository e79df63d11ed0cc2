"""What the buttons of `/progress` are called. A day is its ordinal number."""

from bot.ui.routes import Route

PROGRESS = Route("plan:progress")
AS_TEXT = Route("plan:progress-text")
SHARE = Route("plan:share:{scores:word}")
SHARE_IT = Route("plan:share-it:{scores:word}")
MAKE_UP = Route("plan:make-up:{day}")
