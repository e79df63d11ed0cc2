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
TAKE_OVER = Route("setup:take-over:u{opener}", panel=_COMMAND)
ANEW = Route("setup:anew:u{opener}", panel=_COMMAND)
ROLE = Route("setup:role:u{opener}", panel=_COMMAND)

CREATE = Route("setup:create:u{opener}", panel=_COMMAND)
CREATE_CHANNEL = Route("setup:channel-of:{place:word}:u{opener}", panel=_COMMAND)
CREATE_ROLE = Route("setup:create-role:u{opener}", panel=_COMMAND)
NOW = Route("setup:now:{series}:u{opener}", panel=_COMMAND)

# The series that the setup began, or 0; one change alone comes from the list of changes.
UNDO = Route("setup:undo:{series}:u{opener}", panel=_COMMAND)
DELETE = Route("setup:delete:{series}:u{opener}", panel=_COMMAND)
DELETE_ONE = Route("setup:delete-one:{change}:u{opener}", panel="/server changes")
KEEP = Route("setup:keep:u{opener}", panel=_COMMAND)

DOCTOR = Route("server:doctor:u{opener}", panel="/server doctor")
TEST_POST = Route("setup:test-post:{delivery}")

_SETTINGS = "/server settings"
# Each names the version that its panel shows: an older one changes nothing and shows the newest.
SETTINGS = Route("server:settings:u{opener}", panel=_SETTINGS)
LOG_CHANNEL = Route("server:log:v{version}:u{opener}", panel=_SETTINGS)
NO_LOG = Route("server:no-log:v{version}:u{opener}", panel=_SETTINGS)
USUAL_ZONE = Route("server:zone:v{version}:u{opener}", panel=_SETTINGS)
USUAL_ZONE_NAME = Route("server:zone-name:v{version}:u{opener}", panel=_SETTINGS)
REPORT_MODE = Route("server:report-to:v{version}:u{opener}", panel=_SETTINGS)
REPORT_TIMES = Route("server:report-times:u{opener}", panel=_SETTINGS)
REPORT_DAY = Route("server:report-day:v{version}:u{opener}", panel=_SETTINGS)
REPORT_TIME = Route("server:report-time:v{version}:u{opener}", panel=_SETTINGS)
SETTINGS_UNDO = Route("server:unset:{change}:u{opener}", panel=_SETTINGS)

_CHANGES = "/server changes"
CHANGES = Route("server:changes:{page}:u{opener}", panel=_CHANGES)
ASK_UNDO = Route("server:undo:{change}:u{opener}", panel=_CHANGES)
UNDO_CHANGE = Route("server:undo-now:{change}:u{opener}", panel=_CHANGES)

_REPORT = "/server report"
REPORT = Route("server:report:{week}:{page}:u{opener}", panel=_REPORT)
SEND_REPORT = Route("server:report-me:u{opener}", panel=_REPORT)

_BOARDS = "/server boards"
BOARDS = Route("server:boards:u{opener}", panel=_BOARDS)
EXCLUDE = Route("server:left-out:v{version}:u{opener}", panel=_BOARDS)
DIGEST_CHANNEL = Route("server:digest:v{version}:u{opener}", panel=_BOARDS)
NO_DIGEST = Route("server:no-digest:v{version}:u{opener}", panel=_BOARDS)
DIGEST_TIMES = Route("server:digest-times:u{opener}", panel=_BOARDS)
DIGEST_DAY = Route("server:digest-day:v{version}:u{opener}", panel=_BOARDS)
DIGEST_TIME = Route("server:digest-time:v{version}:u{opener}", panel=_BOARDS)
# Of boards and of roles: the change says which panel to show.
BOARDS_UNDO = Route("server:unboard:{change}:u{opener}", panel=_BOARDS)

_ROLES = "/server roles"
PHASE_ROLES = Route("server:roles:u{opener}", panel=_ROLES)
PHASE_ROLE = Route("server:role:{phase}:v{version}:u{opener}", panel=_ROLES)
