"""Which deeds follow from what members did: answers, reviews by peers, mock interviews."""

from collections.abc import Collection, Sequence

from bot.domain.board.deed import Deed
from bot.domain.board.points import IN_BY, RULES, answer_full
from bot.domain.daily.review import Review
from bot.domain.daily.series import Answer, Post
from bot.domain.mock.absence import PAIR
from bot.domain.mock.feedback import Filled, awaited, is_in
from bot.domain.mock.session import Session


def of_answer(post: Post, answer: Answer) -> Deed:
    """An answer of any length; it counts from the moment of its first version."""
    waited = answer.answered_at - (post.posted_at or post.due_at)
    return Deed(
        guild_id=post.guild_id,
        user_id=answer.user_id,
        kind="answer",
        thing=str(post.id),
        at=answer.answered_at,
        full=answer_full(len(answer.text or ""), waited),
    )


def of_review(review: Review) -> Deed:
    """A review that is written."""
    assert review.reviewer_id is not None, "somebody wrote it"
    assert review.ended_at is not None, "it is written"
    return Deed(
        guild_id=review.guild_id,
        user_id=review.reviewer_id,
        kind="review",
        thing=f"{review.post_id}:{review.author_id}",
        at=review.ended_at,
        full=RULES["review"].full,
        other_id=review.author_id,
    )


def of_mock(session: Session, cards: Collection[Filled], days: int) -> Sequence[Deed]:
    """A deed of each of the pair whose cards came in time; it is worth points once both did.

    `days`: for how long it lowers what the next mock of the two earns.
    """
    if session.begun_at is None or session.ended_at is None or session.state != "over":
        return []
    latest = session.ended_at + IN_BY
    in_time = [card for card in cards if card.sent_at is not None and card.sent_at <= latest]
    came = awaited(session)
    pair = [seat.user_id for seat in session.seats if seat.place < PAIR and seat.user_id in came]
    done = [user_id for user_id in pair if is_in(session, in_time, user_id)]
    both = len(done) == PAIR
    return [
        Deed(
            guild_id=session.guild_id,
            user_id=user_id,
            kind="mock",
            thing=str(session.id),
            at=session.begun_at,
            full=RULES["mock"].full if both else 0,
            other_id=next((one for one in pair if one != user_id), None),
            span=days,
        )
        for user_id in done
    ]
