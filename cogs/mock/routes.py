"""What the buttons and modals of mock interviews are called.

A week is the day number of its Monday, 1 for every week.
"""

from bot.ui.routes import Route

JOIN = Route("mock:join")
ZONE = Route("mock:zone")
STATUS = Route("mock:status")
SKIP = Route("mock:skip")
UNSKIP = Route("mock:unskip")
PAUSE = Route("mock:pause")
REST = Route("mock:rest:{weeks}")
RESUME = Route("mock:resume")
LEAVE = Route("mock:leave")
COME_BACK = Route("mock:back")
LANGUAGES = Route("mock:languages")
SPEAK = Route("mock:speak")

TIMES = Route("mock:times:{week}")
WRITE = Route("mock:write:{week}")
DAY = Route("mock:day:{week}:{day}")
HALF = Route("mock:half:{week}:{day}:{half}")
COPY = Route("mock:copy:{week}")
AS_USUAL = Route("mock:as-usual:{week}")
UNDO = Route("mock:undo:{version}")

NEVER = Route("mock:never")
NEVER_NOT = Route("mock:never-not:{member}")
