"""What the buttons, selects and modals of setup and check are called."""

from bot.ui.routes import Route

_COMMAND = "/setup"

CHANNEL = Route("setup:channel:u{opener}", panel=_COMMAND)
ZONE = Route("setup:zone:u{opener}", panel=_COMMAND)
ZONE_NAME = Route("setup:zone-name:u{opener}", panel=_COMMAND)
DAYS = Route("setup:days:u{opener}", panel=_COMMAND)
TIME = Route("setup:time:u{opener}", panel=_COMMAND)
OTHER_TIME = Route("setup:other-time:u{opener}", panel=_COMMAND)
CHECK = Route("setup:check:u{opener}", panel=_COMMAND)
NO_THREADS = Route("setup:no-threads:u{opener}", panel=_COMMAND)
BACK = Route("setup:back:u{opener}", panel=_COMMAND)
TEST = Route("setup:test:u{opener}", panel=_COMMAND)
FINISH = Route("setup:finish:u{opener}", panel=_COMMAND)
STOP = Route("setup:stop:u{opener}", panel=_COMMAND)

DOCTOR = Route("server:doctor:u{opener}", panel="/server doctor")
TEST_POST = Route("setup:test-post:{delivery}")
