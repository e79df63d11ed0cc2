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

ROUND_PREVIEW = Route("round:preview:{page}:u{opener}", panel="/round preview")
ROUND_ASK = Route("round:ask:u{opener}", panel="/round send")
ROUND_SEND = Route("round:send:{number}:u{opener}", panel="/round send")
ROUND_STATUS = Route("round:status:u{opener}", panel="/round status")
ROUND_OFF = Route("round:off:{version}:u{opener}", panel="/round schedule")
ROUND_ON = Route("round:on:{version}:u{opener}", panel="/round schedule")
ROUND_INVITE = Route("round:invite:u{opener}", panel="/round schedule")
ROUND_UNDO = Route("round:undo:{change}:u{opener}", panel="/round schedule")

# On what a round tells, and wherever somebody is without a partner.
NOW = Route("mock:now")
SOLO = Route("mock:solo:g{guild}")

# After a session: cards are filled by the half whose candidate they are about. Grades that wait for
# their moment stand in the id, one digit a criterion and the recommendation last; 0 where none wait.
CARD = Route("mock:card:{session}:g{guild}")
EDIT_CARD = Route("mock:edit:{session}:g{guild}")
GRADES = Route("mock:grades:{session}:{half}:g{guild}")
TEXTS = Route("mock:texts:{session}:{half}:{grades}:g{guild}")
FEEDBACK = Route("mock:fb:{session}:{page}:g{guild}")
OPENED = Route("mock:opened:{card}:{place}:g{guild}")
VAGUE = Route("mock:vague:{card}:g{guild}")
RATE = Route("mock:rate:{card}:{mark}:g{guild}")
SAY = Route("mock:say:{card}:g{guild}")
HISTORY = Route("mock:history:{page}:g{guild}")
PAST = Route("mock:past:{page}:g{guild}")
GROWTH = Route("mock:growth:{page}:g{guild}")

# A session, from the search for a time to its hour. A set of times and a sequence name what was seen.
CHOICES = Route("mock:choices")
SESSIONS = Route("mock:sessions:g{guild}")
SESSION = Route("mock:session:{session}:g{guild}")
ACCEPT = Route("mock:accept:{session}:{set}:{n}:g{guild}")
OTHER_TIMES = Route("mock:other:{session}:{set}:g{guild}")
CANNOT = Route("mock:cannot:{session}:g{guild}")
WHY = Route("mock:why:{session}:{set}:g{guild}")
CALENDAR = Route("mock:calendar:{session}:g{guild}")
MOVE = Route("mock:move:{session}:{sequence}:g{guild}")
CANCEL = Route("mock:cancel:{session}:g{guild}")
CALL_OFF = Route("mock:off:{session}:{sequence}:g{guild}")
PACKET = Route("mock:packet:{session}:g{guild}")
ABSENT = Route("mock:absent:{session}:g{guild}")

# While it is held. A press names what was seen, so that the same press twice is one.
PAGE = Route("mock:pk:{session}:{page:word}:{leaf}:g{guild}")
START = Route("mock:start:{session}:g{guild}")
STEP = Route("mock:step:{session}:{half}:{place}:g{guild}")
HINT = Route("mock:hint:{session}:{half}:{n}:g{guild}")
SWAP = Route("mock:swap:{session}:g{guild}")
END = Route("mock:end:{session}:g{guild}")
MET = Route("mock:met:{session}:g{guild}")
NOT_MET = Route("mock:unmet:{session}:g{guild}")
SIGHT = Route("mock:sight:{session}:{page:word}:g{guild}")
NOTE = Route("mock:note:{session}:g{guild}")

# Somebody does not come.
MISSING = Route("mock:missing:{session}:{place}:g{guild}")
OFFER = Route("mock:offer:{session}:g{guild}")
TAKE = Route("mock:take:{session}:g{guild}")
GO_ON = Route("mock:two:{session}:g{guild}")
EXCUSE = Route("mock:excuse:{session}:g{guild}")
COME = Route("mock:come:{session}:g{guild}")

SOLO_KIND = Route("mock:solo:{kind:word}:g{guild}")
INSTEAD = Route("mock:drill:{session}:g{guild}")
DRILL_PAGE = Route("mock:dr:{session}:{page:word}:{leaf}:g{guild}")
DRILL_STEP = Route("mock:drill-step:{session}:{place}:g{guild}")
DRILL_HINT = Route("mock:drill-hint:{session}:{n}:g{guild}")
DRILL_END = Route("mock:drill-end:{session}:g{guild}")
DRILL_TICK = Route("mock:drill-tick:{session}:g{guild}")
DRILL_NOTE = Route("mock:drill-note:{session}:g{guild}")

# Free now, and asking somebody by name.
NOW_FOR = Route("mock:now-for:{minutes}")
NOW_LOOK = Route("mock:now-look")
NOW_STOP = Route("mock:now-stop")
ASK = Route("mock:ask:{member}")
ASKS = Route("mock:asks:g{guild}")
ASK_SHOW = Route("mock:ask-show:{session}:g{guild}")
ASK_BACK = Route("mock:ask-back:{session}:g{guild}")
ASK_YES = Route("mock:ask-yes:{session}:g{guild}")
ASK_NO = Route("mock:ask-no:{session}:g{guild}")
