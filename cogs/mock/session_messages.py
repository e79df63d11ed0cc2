"""How what is sent about a session looks: its thread, the times in it, reminders, its event."""

from collections.abc import Sequence

from bot.client import Client
from bot.delivery.parcel import (
    EventRemoval,
    Parcel,
    PrivateThread,
    Render,
    ScheduledEvent,
    ThreadMember,
)
from bot.domain.delivery import Delivery
from bot.domain.mock import messages, votes
from bot.domain.mock.session import OPEN, Session
from bot.services.mock import letting_go, threads
from bot.services.mock.reminding import is_right
from bot.ui import kit
from cogs.mock import agreed_views, routes
from cogs.mock import agreeing_views as views
from cogs.mock.session_parts import called, ids, listed, names

_A_WEEK = 10_080
_AGREED = "agreed"
_SOMEWHERE = "Study group"


def register(client: Client) -> None:
    """Say how these deliveries look."""
    looks = Looks(client)
    by_kind: dict[str, Render] = {
        messages.THREAD: looks.thread,
        messages.ENTRY: looks.entry,
        messages.PICK: looks.pick,
        messages.NUDGE: looks.nudge,
        messages.MOVED: looks.moved,
        messages.RELEASED: looks.released,
        messages.CANCELLED: looks.cancelled,
        messages.REMINDER: looks.reminder,
        messages.EVENT: looks.event,
        messages.EVENT_OFF: looks.event_off,
    }
    for kind, render in by_kind.items():
        client.renderers.register(kind, render)


class Looks:
    """Each reads the session again: what holds no longer is not sent."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.service = client.services.agreeing
        self.clock = client.services.clock

    async def thread(self, delivery: Delivery) -> PrivateThread | None:
        """Named by its kind and its members; only they and the bot read it."""
        session = await self._find(delivery)
        if session is None or session.state not in OPEN:
            return None
        known = await names(self.client, session.guild_id, session.members)
        label = kit.KINDS[session.kind].label
        name = f"{label} · {listed(known.values())}" if known else label
        return PrivateThread(name=name, tag=threads.tag(session), archive_minutes=_A_WEEK)

    async def entry(self, delivery: Delivery) -> ThreadMember | None:
        """A member of the session."""
        session, user_id = await self._find(delivery), delivery.target.user_id
        if session is None or session.thread_id is None or user_id is None:
            return None
        if session.state not in OPEN or session.seat(user_id) is None:
            return None
        return ThreadMember(thread_id=session.thread_id, user_id=user_id)

    async def pick(self, delivery: Delivery) -> Parcel | None:
        """The session as it stands; the news that it is agreed, only while that is so."""
        session = await self._find(delivery)
        if session is None or session.state not in ("proposing", "agreed"):
            return None
        marker = routes.WHY.id(set=session.set_number, **ids(session))
        if delivery.slot.startswith(_AGREED):
            slot = f"{_AGREED}-{session.sequence}"
            if session.state != "agreed" or delivery.slot.split(":")[0] != slot:
                return None
            marker = routes.MOVE.id(sequence=session.sequence, **ids(session))
            if session.begun_at is not None:
                return None
        return Parcel(
            view=views.session_view(session, self.clock()),
            marker=marker,
            mentions=called(_whom(delivery, session)),
        )

    async def nudge(self, delivery: Delivery) -> Parcel | None:
        """To who has accepted nothing yet."""
        session, user_id = await self._find(delivery), delivery.target.user_id
        if session is None or session.state != "proposing" or user_id in votes.answered(session):
            return None
        return self._times(delivery, session, "nudge")

    async def moved(self, delivery: Delivery) -> Parcel | None:
        """Another time is looked for."""
        session = await self._find(delivery)
        if session is None or session.state != "proposing":
            return None
        if delivery.slot.split(":")[0] != str(session.sequence):
            return None
        return self._times(delivery, session, "moved")

    async def released(self, delivery: Delivery) -> Parcel | None:
        """No time was found."""
        session = await self._find(delivery)
        if session is None:
            return None
        view = views.released_view(session, await self._after(delivery))
        return Parcel(
            view=view,
            marker=routes.SOLO.id(guild=session.guild_id),
            mentions=called(_whom(delivery, session)),
        )

    async def cancelled(self, delivery: Delivery) -> Parcel | None:
        """It was called off."""
        session = await self._find(delivery)
        if session is None:
            return None
        gone = delivery.slot.startswith(letting_go.GONE)
        return Parcel(
            view=views.cancelled_view(session, await self._after(delivery), gone=gone),
            marker=routes.SOLO.id(guild=session.guild_id),
            mentions=called(_whom(delivery, session)),
        )

    async def reminder(self, delivery: Delivery) -> Parcel | None:
        """Of the time that is agreed, and of no earlier one."""
        session = await self._find(delivery)
        if session is None or not is_right(delivery, session) or session.begun_at is not None:
            return None
        return Parcel(
            view=agreed_views.reminder_view(session),
            marker=routes.MOVE.id(sequence=session.sequence, **ids(session)),
            mentions=called(_whom(delivery, session)),
        )

    async def event(self, delivery: Delivery) -> ScheduledEvent | None:
        """Without names: the whole server reads it."""
        session = await self._find(delivery)
        if session is None or session.state != "agreed" or delivery.slot != str(session.sequence):
            return None
        assert session.starts_at is not None
        assert session.ends_at is not None
        guild = self.client.get_guild(session.guild_id)
        channel = guild.get_channel(session.channel_id or 0) if guild is not None else None
        return ScheduledEvent(
            name=f"Mock interview: {kit.KINDS[session.kind].label.lower()}",
            description="Two members of this server practise an interview with one another.",
            tag=f"{threads.tag(session)}-{session.sequence}",
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            location=f"#{channel.name}" if channel is not None else _SOMEWHERE,
        )

    async def event_off(self, delivery: Delivery) -> EventRemoval:
        """The slot names the event."""
        return EventRemoval(event_id=int(delivery.slot))

    async def _find(self, delivery: Delivery) -> Session | None:
        return await self.service.find(delivery.guild_id, delivery.ref)

    async def _after(self, delivery: Delivery) -> views.After:
        user_id = delivery.target.user_id
        if user_id is None:
            return "out"
        return await self.service.after(delivery.guild_id, user_id)

    def _times(self, delivery: Delivery, session: Session, why: views.Why) -> Parcel:
        return Parcel(
            view=views.pick_view(session, self.clock(), why),
            marker=routes.OTHER_TIMES.id(set=session.set_number, **ids(session)),
            mentions=called(_whom(delivery, session)),
        )


def _whom(delivery: Delivery, session: Session) -> Sequence[int]:
    user_id = delivery.target.user_id
    return session.members if user_id is None else [user_id]
