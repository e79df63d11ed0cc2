"""What a post shows beside its question: how late it is, when it was last asked, how the one before went."""

from dataclasses import dataclass
from datetime import date

from bot.clock import Clock
from bot.domain.daily.lateness import Lateness, lateness
from bot.domain.daily.question import Question
from bot.domain.daily.series import Earlier, Post
from bot.domain.daily.thread import archive_minutes
from bot.domain.delivery import Delivery
from bot.services.library import Library
from bot.storage import ids
from bot.storage.daily import posts, showing
from bot.storage.daily import series as stored
from bot.storage.database import Database

_DAY = 1440


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A question as it is posted. `archive_minutes` are those of its thread."""

    post: Post
    question: Question
    lateness: Lateness | None = None
    last_asked: date | None = None
    earlier: Earlier | None = None
    ping_role_id: int | None = None
    archive_minutes: int = _DAY


@dataclass(frozen=True, slots=True)
class Showing:
    """What the renderer of posts needs to know."""

    database: Database
    library: Library
    clock: Clock

    async def of(self, delivery: Delivery) -> Shown | None:
        """A post as everybody sees it now; nothing where it was withdrawn, or its question retired."""
        async with self.database.reading() as tx:
            # The post and its delivery share their id.
            post = await posts.find(tx, guild_id=delivery.guild_id, id=delivery.id)
            if post is None:
                return None
            bank = await self.library.of(tx, post.guild_id)
            question = bank.questions.get(post.question_id)
            if question is None:
                return None
            series = await stored.find(tx, guild_id=post.guild_id, id=post.series_id)
            earlier = await showing.earlier(tx, post)
            last_asked = await showing.last_asked(tx, post) if post.cycle > 1 else None
        return Shown(
            post=post,
            question=question,
            lateness=lateness(
                delivery.due_at,
                ids.moment(delivery.id),
                self.clock(),
                delivery.why,
                tried=delivery.attempt > 1,
            ),
            last_asked=last_asked,
            earlier=earlier,
            ping_role_id=series.ping_role_id if series is not None else None,
            archive_minutes=archive_minutes(series.plan.pattern, post.slot)
            if series is not None
            else _DAY,
        )
