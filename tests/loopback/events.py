"""Scheduled events of a server, those that take place outside Discord."""

import datetime as dt
from dataclasses import dataclass

from tests.loopback.refusals import Refusal
from tests.loopback.wire import Json, iso

EXTERNAL, GUILD_ONLY = 3, 2
SCHEDULED, ACTIVE = 1, 2
LONGEST_NAME, LONGEST_DESCRIPTION, LONGEST_LOCATION = 100, 1000, 100


@dataclass(eq=False)
class Event:
    """`starts_at` and `ends_at` are seconds since 1970; once it has ended it is listed no more."""

    id: int
    guild_id: int
    creator_id: int
    name: str
    location: str
    starts_at: float
    ends_at: float
    description: str | None = None

    def is_over(self, now: float) -> bool:
        return self.ends_at <= now

    def change(self, settings: Json, now: float) -> None:
        """Takes what a request sets; raises what Discord answers to settings it does not take."""
        changed = self.taken(settings)
        lengths = [
            1 <= len(changed["name"]) <= LONGEST_NAME,
            len(changed["description"] or "") <= LONGEST_DESCRIPTION,
            1 <= len(changed["location"]) <= LONGEST_LOCATION,
            now < changed["starts_at"] < changed["ends_at"],
        ]
        if not all(lengths):
            raise Refusal(50035)
        for name, value in changed.items():
            setattr(self, name, value)

    def taken(self, settings: Json) -> Json:
        place = settings.get("entity_metadata") or {"location": self.location}
        return {
            "name": settings.get("name", self.name),
            "description": settings.get("description", self.description),
            "location": place["location"],
            "starts_at": seconds(settings.get("scheduled_start_time")) or self.starts_at,
            "ends_at": seconds(settings.get("scheduled_end_time")) or self.ends_at,
        }

    def payload(self, now: float) -> Json:
        return {
            "id": str(self.id),
            "guild_id": str(self.guild_id),
            "channel_id": None,
            "creator_id": str(self.creator_id),
            "name": self.name,
            "description": self.description,
            "scheduled_start_time": iso(self.starts_at),
            "scheduled_end_time": iso(self.ends_at),
            "privacy_level": GUILD_ONLY,
            "status": ACTIVE if self.starts_at <= now else SCHEDULED,
            "entity_type": EXTERNAL,
            "entity_id": None,
            "entity_metadata": {"location": self.location},
            "recurrence_rule": None,
        }


def seconds(moment: str | None) -> float | None:
    return None if moment is None else dt.datetime.fromisoformat(moment).timestamp()
