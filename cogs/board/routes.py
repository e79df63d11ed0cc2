"""What the buttons of boards, of the digest and of the owners’ panels for both are called."""

from bot.ui.routes import Route

BOARD = Route("board:see:{window:word}:{scope:word}")
TOP = Route("board:top:{window:word}:{scope:word}")
SHOW_HERE = Route("board:here:{window:word}:{scope:word}")
JOIN = Route("board:join")
GROUP = Route("board:group")
LEAVE = Route("board:leave")
THANK = Route("board:thank:{choice:word}")

# On a digest, which it names: its message is found by it.
MY_WEEK = Route("board:week:{digest}")

# Of other features.
MY_PLAN = Route("plan:show")
JOIN_MOCKS = Route("mock:join")
