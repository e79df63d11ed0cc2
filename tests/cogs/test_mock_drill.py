"""A drill by oneself, from the choice of a kind to one’s own score."""

from cogs.mock import routes
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.cogs.test_mock import joins
from tests.sim import World


async def solo(world: World, person: Person) -> Screen:
    """What a person sees who presses Solo."""
    somewhere = await person.runs("help")
    return await person.presses_late(somewhere, routes.SOLO.id(guild=world.guild.id))


async def test_a_kind_is_chosen_among_those_of_the_member(world: World, ana: Person) -> None:
    everything = await solo(world, ana)
    assert everything.title == "Practise by yourself"
    assert everything.labels == ["System design", "Technical depth", "Behavioural", "Coding"]
    await joins(ana)
    assert len((await solo(world, ana)).labels) < 4


async def test_a_drill_runs_with_hints_and_ends_with_the_outline(world: World, ana: Person) -> None:
    shown = await ana.presses(await solo(world, ana), "Coding")
    assert shown.text.splitlines()[2].startswith("**Now: set-up**, until <t:")
    assert "Outline" not in shown.labels
    hint = await ana.presses(shown, "Hint 1")
    assert "1. " in hint.text
    assert "Hint 2" in hint.labels
    assert (await ana.presses_late(shown, "Hint 1")).text == hint.text
    step = await ana.presses(hint, "Next: restate")
    assert step.text.splitlines()[2].startswith("**Now: restate**")
    assert (await solo(world, ana)).title == shown.title, "it is gone on with"
    await world.restart()
    while any(label.startswith("Next: ") for label in step.labels):
        step = await ana.presses(step, step.labels[0])
    outline = await ana.presses(step, "Open outline")
    assert outline.grey.startswith("🟪 Coding · solo · outline")
    assert "1 hint" in outline.text
    form = await ana.opens(outline, "Score mine")
    keys = list(form.fields)
    scored = await ana.submits(form, **{key: ["0"] for key in keys})
    assert f"**You had {len(keys)} of " in scored.text
    again = await ana.opens(scored, "Score again")
    assert again.ticked() == {key: ["0"] for key in keys}
    noted = await ana.submits(await ana.opens(scored, "Write a note"), note="*Slower*.")
    assert "**Your note** \\*Slower\\*." in noted.text
    assert (await solo(world, ana)).title == "Practise by yourself"


async def test_a_drill_is_nobody_elses(world: World, ana: Person, ben: Person) -> None:
    shown = await ana.presses(await solo(world, ana), "Coding")
    somewhere = await ben.runs("help")
    for label in ("Hint 1", "Open outline", "Hints"):
        refusal = await ben.presses_late(somewhere, shown.id(label))
        assert refusal.title == "Not your session"
    forged = shown.id("Hints").replace(":hints:", ":all:")
    assert (await ana.presses_late(shown, forged)).title == "That button has retired"
    kind = routes.SOLO_KIND.id(kind="chess", guild=world.guild.id)
    assert (await ana.presses_late(shown, kind)).title == "That button has retired"
