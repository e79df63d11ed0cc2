"""What the buttons and modals of plans and of the first visit are called.

A task is named by the last two parts of its id. Days are their ordinal numbers, 0 for none.
"""

from bot.ui.routes import Route

SHOW = Route("plan:show")
BEGIN = Route("plan:begin:{version}")
ANEW = Route("plan:anew")

TICK = Route("plan:tick")
PICK = Route("plan:pick")
NOTE = Route("plan:note:{task:text}")
TAKE_BACK = Route("plan:undo:{task:text}")

PHASE = Route("plan:phase:{page}")
TASK = Route("plan:task:{page}")

DATES = Route("plan:dates")
MOVE = Route("plan:move")
APPLY = Route("plan:apply:{version}:{start}:{interview}:{level:text}")
PAUSE = Route("plan:pause")
REST = Route("plan:rest:{weeks}")
RESUME = Route("plan:resume")
REFLECT = Route("plan:reflect")

# The first visit: what was picked and is not kept yet stands in each id.
ZONE = Route("start:zone:{picked:text}")
LEVEL = Route("start:level:{picked:text}")
DAY = Route("start:day:{picked:text}")
MOCKS = Route("start:mocks:{picked:text}")
BOARDS = Route("start:boards:{picked:text}")
RECAP = Route("start:recap:{picked:text}")
DONE = Route("start:done:{picked:text}")

# Where other features answer.
TODAY = Route("daily:today")
PARTNER = Route("mock:status")
JOIN_MOCKS = Route("mock:join")
