"""A server’s setup: the choices made so far, and what the bot must be allowed to do."""

from dataclasses import dataclass
from datetime import datetime, time

from bot.domain.daily.series import Place
from bot.domain.schedule import Plan, read_code

TEST = "setup-test"
"""The kind of the delivery that shows an owner where questions will appear."""

TEXT_NAME, FORUM_NAME, ROLE_NAME = "daily-question", "daily-questions", "Daily question"
"""What the channels and the role are called that setup creates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """The choices of the guided panel; nothing is there until it was chosen."""

    channel_id: int | None = None
    place: Place | None = None
    zone: str | None = None
    at: time | None = None
    pattern: str | None = None
    threads: bool = True
    ping_role_id: int | None = None
    opened_by: int | None = None  # who chose last
    changed_at: datetime | None = None  # empty: no setup is under way

    @property
    def plan(self) -> Plan | None:
        """The plan, once zone, time and days are chosen."""
        if self.zone is None or self.at is None or self.pattern is None:
            return None
        return Plan(zone=self.zone, at=self.at, pattern=read_code(self.pattern))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for a whole server. `version` counts the changes."""

    log_channel_id: int | None = None
    zone: str | None = None
    report_to: int | None = None
    version: int = 0
