"""Messages to one member: by direct message or in the thread of a question, when awake."""

from datetime import datetime

from bot.domain.daily.series import Post
from bot.domain.delivery import Delivery, Order, State, Target
from bot.storage import deliveries, ids, me, server
from bot.storage.daily import posts, series
from bot.storage.daily import reviews as stored
from bot.storage.database import Tx

_PRIORITY = 6
_FIRST, _IN_THREAD = "first", "thread"


async def tell(
    tx: Tx,
    post: Post,
    *,
    kind: str,
    review_id: int,
    user_id: int,
    now: datetime,
    expires_at: datetime | None = None,
) -> None:
    """Put a message about a review on the outbox; quiet hours hold it back."""
    await tell_one(
        tx,
        guild_id=post.guild_id,
        kind=kind,
        ref=review_id,
        user_id=user_id,
        thread_id=post.thread_id,
        usual_zone=await _usual_zone(tx, post),
        now=now,
        expires_at=expires_at,
    )


async def tell_one(
    tx: Tx,
    *,
    guild_id: int,
    kind: str,
    ref: int,
    user_id: int,
    thread_id: int | None,
    usual_zone: str,
    now: datetime,
    expires_at: datetime | None = None,
) -> None:
    """Put a message to one member on the outbox, in this thread if there is one and they want that."""
    wishes = await me.preferences(tx, guild_id=guild_id, user_id=user_id)
    in_thread = wishes.reach == "thread" and thread_id is not None
    await deliveries.put_once(
        tx,
        Order(
            guild_id=guild_id,
            id=ids.new(now),
            kind=kind,
            ref=ref,
            slot=_IN_THREAD if in_thread else _FIRST,
            target=Target(channel_id=thread_id) if in_thread else Target(user_id=user_id),
            due_at=wishes.awake(now, usual_zone=usual_zone),
            expires_at=expires_at,
            priority=_PRIORITY,
        ),
    )


async def ended(tx: Tx, delivery: Delivery, state: State, _why: str | None, now: datetime) -> None:
    """Where direct messages are closed, the thread is tried.

    That is a message of its own: what stands in a thread is read by those who may not see an answer.
    """
    if not is_closed(delivery, state):
        return
    review = await stored.find(tx, guild_id=delivery.guild_id, id=delivery.ref)
    post = (
        await posts.find(tx, guild_id=delivery.guild_id, id=review.post_id)
        if review is not None
        else None
    )
    if post is not None:
        await try_thread(tx, delivery, post.thread_id, now)


def is_closed(delivery: Delivery, state: State) -> bool:
    """Whether a direct message was refused."""
    return state is State.FAILED and delivery.target.user_id is not None


async def try_thread(tx: Tx, delivery: Delivery, thread_id: int | None, now: datetime) -> None:
    """Tell the same in a thread, if there is one."""
    if thread_id is None:
        return
    await deliveries.put_once(
        tx,
        Order(
            guild_id=delivery.guild_id,
            id=ids.new(now),
            kind=delivery.kind,
            ref=delivery.ref,
            slot=_IN_THREAD,
            target=Target(channel_id=thread_id),
            due_at=now,
            expires_at=delivery.expires_at,
            priority=_PRIORITY,
        ),
    )


async def _usual_zone(tx: Tx, post: Post) -> str:
    """The zone in which quiet hours hold for who chose none: the series’, else the server’s."""
    found = await series.find(tx, guild_id=post.guild_id, id=post.series_id)
    if found is not None:
        return found.plan.zone
    settings = await server.settings(tx, guild_id=post.guild_id)
    return settings.zone or "UTC"
