"""The pretend members follow plans and are seen on boards, so that a newcomer sees how that looks."""

from datetime import timedelta

from bot.demo import plans, story
from bot.demo.host.world import STUDY_HALL
from tests.demo.circle import ZONE, Circle


async def test_some_follow_a_plan_and_are_seen_and_the_newcomer_is_neither(circle: Circle) -> None:
    guild = circle.world.guild.id
    await plans.begin(circle.world, circle.services, ZONE)
    ids = {member.user.global_name: member.id for member in circle.world.members}
    weeks = {
        name: standing.week
        for name, id in ids.items()
        if (standing := await circle.services.plan.look(guild, id)) is not None
    }
    assert weeks == {"Ben": 1, "Cy": 1, "Dee": 3}
    seen = {
        name for name, id in ids.items() if (await circle.services.boards.look(guild, id)).is_seen
    }
    assert seen == {"Ben", "Cy", "Dee", "Eli"}


async def test_a_demo_that_is_started_again_leaves_what_was_chosen_since(circle: Circle) -> None:
    guild = circle.world.guild.id
    await plans.begin(circle.world, circle.services, ZONE)
    ben = circle.world.members[1].id
    await circle.services.boards.leave(guild, ben)
    await plans.begin(circle.world, circle.services, ZONE)
    assert not (await circle.services.boards.look(guild, ben)).is_seen


async def test_after_a_week_with_answers_the_digest_is_in_the_study_hall(circle: Circle) -> None:
    await plans.begin(circle.world, circle.services, ZONE)
    await story.set_up(circle.world, circle.passing.by, ZONE)
    await circle.press("answers")
    await circle.passing.until(circle.world.env.now() + timedelta(days=8))
    titles = [one.title for one in circle.screens(circle.world.guild.channels[STUDY_HALL].id)]
    assert "What you did together" in titles
