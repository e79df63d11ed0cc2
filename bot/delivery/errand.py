"""One delivery from its claim to its end: which place next, send or look first, then the thread.

due → sending → sent → done        the message, then its thread
      sending → done               the message, where no thread is wanted; whatever is no message
      sending → sending            nobody can tell: again after a while, with the same nonce or a look
      sending → failed             refused by the last place it could go to
      sending → removed            was posted, and deleted by someone since
      sending → unknown            may have been made, and cannot be looked up
      sending → skipped            its time is over, or nothing is wanted any more
      sent → done                  the thread too, or it was refused
      sent → removed               the message was deleted before its thread was made
"""

from functools import partial

from bot.delivery import events, once, post, recovery, threads
from bot.delivery.hold import Hold
from bot.delivery.line import Line
from bot.delivery.outcome import Made, Refused, Removed, Sent, Unsure
from bot.delivery.parcel import (
    EventRemoval,
    Parcel,
    PrivateThread,
    Render,
    ScheduledEvent,
    ThreadMember,
    Wanted,
)
from bot.delivery.recovery import Absent, Found, Unreadable
from bot.domain.delivery import State


class Errand:
    """Carries out one delivery; whatever it raises leaves the delivery to be tried again."""

    def __init__(self, hold: Hold, line: Line, render: Render) -> None:
        self._hold = hold
        self._line = line
        self._render = render

    async def run(self) -> None:
        """Go as far as possible and record how far that was."""
        delivery = self._hold.delivery
        wanted = await self._render(delivery)
        if delivery.state is State.SENT and delivery.channel_id and delivery.message_id:
            await self._open_thread(Sent(delivery.channel_id, delivery.message_id), wanted)
            return
        outcome = await self._carry_out(wanted)
        if isinstance(outcome, Sent) and isinstance(wanted, Parcel):
            await self._keep_sent(outcome, wanted)
        else:
            await self._conclude(outcome)

    async def _carry_out(self, wanted: Wanted | None) -> Found:
        match wanted:
            case None:
                return Absent()
            case Parcel():
                return await self._deliver(wanted)
            case PrivateThread():
                return await threads.open_private(self._line, self._hold, wanted)
            case ThreadMember():
                return await threads.put_in(self._line, self._hold, wanted)
            case ScheduledEvent():
                return await events.schedule(self._line, self._hold, wanted)
            case EventRemoval():
                return await events.remove(self._line, self._hold, wanted)

    async def _deliver(self, parcel: Parcel) -> Found:
        """Try one place after the other until one does not refuse."""
        while True:
            stop, stops = self._hold.delivery.stop, self._hold.delivery.target.stops
            if stop >= len(stops):
                return Refused("closed")  # whoever was meant is no longer kept here
            outcome = await self._at_stop(*stops[stop], parcel)
            if not isinstance(outcome, Refused) or stop + 1 == len(stops):
                return outcome
            await self._hold.write(stop=stop + 1, first_sent_at=self._hold.clock())

    async def _at_stop(self, place: str, id: int, parcel: Parcel) -> Found:
        line, hold, private = self._line, self._hold, place == "dm"
        if hold.is_over() and hold.is_first:
            return Absent()
        channel_id = await post.direct_channel(line, id) if private else id
        if not isinstance(channel_id, int):
            return channel_id
        look = partial(recovery.look, line, hold, channel_id, parcel, private=private)
        if parcel.forum:
            return await once.make(hold, look, partial(post.forum_post, line, channel_id, parcel))
        send = partial(post.message, line, channel_id, parcel, hold.delivery.nonce)
        if hold.is_nonce_known() and not hold.is_over():
            return await send()
        return await once.make(hold, look, send)

    async def _conclude(self, outcome: Found) -> None:
        match outcome:
            case (
                Sent(channel_id, message_id, thread_id)
                | Made(channel_id=channel_id, message_id=message_id, thread_id=thread_id)
            ):
                await self._hold.end(
                    State.DONE, channel_id=channel_id, message_id=message_id, thread_id=thread_id
                )
            case Refused(why):
                await self._hold.end(State.FAILED, why)
            case Removed():
                await self._hold.end(State.REMOVED)
            case Unreadable():
                await self._hold.end(State.UNKNOWN)
            case Absent():
                await self._hold.end(State.SKIPPED)
            case Unsure(retry_after):
                await self._hold.back_off(retry_after)

    async def _keep_sent(self, sent: Sent, parcel: Parcel) -> None:
        place, _ = self._hold.delivery.target.stops[self._hold.delivery.stop]
        if parcel.forum or parcel.thread_name is None or place == "dm":
            await self._conclude(sent)
            return
        await self._hold.write(
            state=State.SENT,
            channel_id=sent.channel_id,
            message_id=sent.message_id,
            lease_until=self._hold.clock() + self._hold.timings.lease,
        )
        await self._open_thread(sent, parcel)

    async def _open_thread(self, sent: Sent, wanted: Wanted | None) -> None:
        """A thread that is refused does not undo the message."""
        if not isinstance(wanted, Parcel) or wanted.thread_name is None:
            await self._hold.end(State.DONE)
            return
        outcome = await post.thread(self._line, sent, wanted)
        match outcome:
            case Sent():
                await self._hold.end(State.DONE, thread_id=outcome.thread_id)
            case Removed() | Refused("channel"):
                await self._hold.end(State.REMOVED)
            case Refused(why):
                await self._hold.end(State.DONE, f"thread-{why.removeprefix('thread-')}")
            case Unsure(retry_after):
                await self._hold.back_off(retry_after)
