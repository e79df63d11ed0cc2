"""Twelve weeks of a server with thirty members: all that must hold, holds in each of them."""

from datetime import timedelta

from tests.services.mock import books
from tests.services.mock.acting import Acting
from tests.services.mock.circle import Circle
from tests.services.mock.lives import Lives
from tests.services.mock.meeting import join
from tests.services.mock.pairs import pair, waiting
from tests.services.mock.watching import Watch
from tests.services.study import ANA, BEN, CY, HERE, Study

WEEKS = 12
MEMBERS = 30
SEED = 6
A_WEEK = timedelta(weeks=1)
HAPPENED = (
    "accepts", "accepts late", "asks other times", "accepts alone", "cannot", "nobody answers",
    "moves", "cancels", "excused", "comes after all", "misses", "offers", "starts", "step", "hint",
    "swap", "ends", "fills cards", "card edited while sealed", "open card refused an edit",
    "thread refused", "joins", "leaves", "comes back", "pauses", "resumes", "skips", "changes hours",
    "changes one week", "never with", "asks by name", "says yes", "says no", "free now",
    "deletes all", "is gone", "left out",
)  # fmt: skip
"""Each at least once, so that no promise is kept for want of an occasion."""


async def test_twelve_weeks_of_a_server_keep_every_promise(study: Study) -> None:
    circle = Circle(study, SEED)
    watch, acting, lives = Watch(circle), Acting(circle), Lives(circle)
    circle.after += [watch.look, acting.look]
    await circle.found(MEMBERS)
    for week in range(1, WEEKS + 1):
        lives.plan(week)
        await circle.play(circle.clock() + A_WEEK)
        await books.check(circle)
    assert len(watch.rounds) == WEEKS
    # Six in the evening in Berlin is an hour earlier by the sun once its clock has changed.
    assert {round.sends_at.hour for round in watch.rounds} == {16, 17}
    assert [what for what in HAPPENED if not circle.counts[what]] == []


async def test_who_has_a_partner_in_the_new_round_does_not_wait_because_of_the_last_one(
    study: Study,
) -> None:
    last = await pair(study, state="agreed", starts_at=study.clock() + 2 * A_WEEK, sequence=3)
    study.clock.pass_by(weeks=1)
    await join(study, CY, days={3, 4, 5}, parts={"evening"})
    await pair(study, BEN, CY, joined=False)
    await study.services.agreeing.cancel(HERE, last.id, ANA, sequence=3)
    assert await waiting(study) == []
