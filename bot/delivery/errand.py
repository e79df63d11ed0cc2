"""One delivery from its claim to its end: which place next, send or look first, then the thread.

due → sending → sent → done        the message, then its thread (none wanted: straight to done)
      sending → sending            nobody can tell: again after a while, with the same nonce
      sending → failed             refused by the last place it could go to
      sending → removed            was posted, and deleted by someone since
      sending → unknown            may have been posted, and cannot be looked up
      sending → skipped            its time is over, or there is nothing to send any more
"""

from bot.delivery import post, recovery
from bot.delivery.hold import Hold
from bot.delivery.line import Line
from bot.delivery.outcome import Refused, Removed, Sent, Unsure
from bot.delivery.parcel import Parcel, Render
from bot.delivery.recovery import Absent, Found, Unreadable
from bot.domain.delivery import State


class Errand:
    """Carries out one delivery; whatever it raises leaves the delivery to be tried again."""

    def __init__(self, hold: Hold, line: Line, render: Render) -> None:
        self._hold = hold
        self._line = line
        self._render = render
        # Only a first attempt can be sure that nothing was sent before it.
        self._untried = hold.delivery.attempt == 1

    async def run(self) -> None:
        """Go as far as possible and record how far that was."""
        delivery = self._hold.delivery
        parcel = await self._render(delivery)
        if delivery.state is State.SENT and delivery.channel_id and delivery.message_id:
            await self._open_thread(Sent(delivery.channel_id, delivery.message_id), parcel)
        elif parcel is None:
            await self._hold.end(State.SKIPPED)
        else:
            await self._conclude(await self._deliver(parcel), parcel)

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
        over = self._hold.is_over()
        if over and self._untried:
            return Absent()
        channel_id = await post.direct_channel(self._line, id) if place == "dm" else id
        if not isinstance(channel_id, int):
            return channel_id
        if not self._untried and (over or parcel.forum or not self._hold.is_nonce_known()):
            found = await recovery.look(
                self._line, self._hold, channel_id, parcel, private=place == "dm"
            )
            if over or not isinstance(found, Absent):
                return found
            await self._hold.write(first_sent_at=self._hold.clock())
        if parcel.forum:
            return await post.forum_post(self._line, channel_id, parcel)
        return await post.message(self._line, channel_id, parcel, self._hold.delivery.nonce)

    async def _conclude(self, outcome: Found, parcel: Parcel) -> None:
        match outcome:
            case Sent():
                await self._keep_sent(outcome, parcel)
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
            await self._hold.end(
                State.DONE,
                channel_id=sent.channel_id,
                message_id=sent.message_id,
                thread_id=sent.thread_id,
            )
            return
        await self._hold.write(
            state=State.SENT,
            channel_id=sent.channel_id,
            message_id=sent.message_id,
            lease_until=self._hold.clock() + self._hold.timings.lease,
        )
        await self._open_thread(sent, parcel)

    async def _open_thread(self, sent: Sent, parcel: Parcel | None) -> None:
        """A thread that is refused does not undo the message."""
        if parcel is None or parcel.thread_name is None:
            await self._hold.end(State.DONE)
            return
        outcome = await post.thread(self._line, sent, parcel)
        match outcome:
            case Sent():
                await self._hold.end(State.DONE, thread_id=outcome.thread_id)
            case Removed() | Refused("channel"):
                await self._hold.end(State.REMOVED)
            case Refused(why):
                await self._hold.end(State.DONE, f"thread-{why.removeprefix('thread-')}")
            case Unsure(retry_after):
                await self._hold.back_off(retry_after)
