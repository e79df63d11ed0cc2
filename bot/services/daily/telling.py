"""Messages to one member about an answer: by direct message or in the question’s thread, when awake."""

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
    wishes = await me.preferences(tx, guild_id=post.guild_id, user_id=user_id)
    in_thread = wishes.reach == "thread" and post.thread_id is not None
    due_at = wishes.awake(now, usual_zone=await _usual_zone(tx, post))
    await deliveries.put_once(
        tx,
        Order(
            guild_id=post.guild_id,
            id=ids.new(now),
            kind=kind,
            ref=review_id,
            slot=_IN_THREAD if in_thread else _FIRST,
            target=Target(channel_id=post.thread_id) if in_thread else Target(user_id=user_id),
            due_at=due_at,
            expires_at=expires_at,
            priority=_PRIORITY,
        ),
    )


async def ended(tx: Tx, delivery: Delivery, state: State, _why: str | None, now: datetime) -> None:
    """Where direct messages are closed, the thread is tried.

    That is a message of its own: what stands in a thread is read by those who may not see an answer.
    """
    if state is not State.FAILED or delivery.target.user_id is None:
        return
    review = await stored.find(tx, guild_id=delivery.guild_id, id=delivery.ref)
    post = (
        await posts.find(tx, guild_id=delivery.guild_id, id=review.post_id)
        if review is not None
        else None
    )
    if post is None or post.thread_id is None:
        return
    await deliveries.put_once(
        tx,
        Order(
            guild_id=delivery.guild_id,
            id=ids.new(now),
            kind=delivery.kind,
            ref=delivery.ref,
            slot=_IN_THREAD,
            target=Target(channel_id=post.thread_id),
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
