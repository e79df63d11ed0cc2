"""How far a member is, from what is kept: with a plan and without."""

from bot.domain.plan.progress import Step
from bot.services.plan.progress import REMEMBERED
from tests.services.plan.test_streaks import studies
from tests.services.study import ANA, HERE, Study


async def test_without_a_plan_there_is_what_there_is(study: Study) -> None:
    await studies(study)
    found = (await study.services.progress.look(HERE, ANA)).progress
    assert (found.state, found.phases, found.total) == (None, (), 1)
    assert found.step == Step(what="begin")
    assert [one.days for one in found.columns] == [1] + [None] * 11
    assert [one.raters for one in found.skills] == [0, 0, 0, 0]


async def test_with_a_plan_its_phases_and_its_next_step_are_there(study: Study) -> None:
    today = study.clock().date()
    await study.services.plan_starting.begin(HERE, ANA, level="L5", start=today)
    await studies(study)
    stands = await study.services.plan.look(HERE, ANA)
    assert stands is not None
    assert stands.next is not None
    found = (await study.services.progress.look(HERE, ANA)).progress
    assert (found.state, found.word, found.week, found.weeks) == ("running", "on track", 1, 12)
    assert [one.label for one in found.phases] == [phase.label for phase in stands.phases]
    assert sum(one.of for one in found.phases) == len(stands.tasks)
    assert [one.is_now for one in found.phases] == [True, False, False]
    assert found.step == Step(what="task", task=stands.next.task.label)
    await study.services.plan.pause(HERE, ANA)
    assert (await study.services.progress.look(HERE, ANA)).progress.step == Step(what="resume")


async def test_pictures_that_are_kept_are_few(study: Study) -> None:
    service = study.services.progress
    of = (await service.look(HERE, ANA)).progress

    class Counting:
        drawn = 0

        async def carry_out(self, *given: object) -> bytes:
            self.drawn += 1
            return str(self.drawn).encode()

    worker = Counting()
    object.__setattr__(service, "worker", worker)
    for n in range(REMEMBERED + 1):
        await service.draw(of, f"Ana {n}")
    assert len(service._drawn) == REMEMBERED
    assert await service.draw(of, f"Ana {REMEMBERED}") == str(REMEMBERED + 1).encode()
    await service.draw(of, "Ana 0")
    assert worker.drawn == REMEMBERED + 2
