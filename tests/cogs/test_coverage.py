"""Every line of the track is reached by a command, or by one that is still to come."""

from dataclasses import replace

from discord import app_commands

from bot.content import Content
from bot.content.coverage import coverage, uncovered
from tests.sim import World

# Commands that come with a later feature. The list may only shrink: whoever adds one takes it out.
LATER = {
    "/cards review",
    "/career about",
    "/career culture",
    "/career first-six-months",
    "/career fit",
    "/career growth",
    "/career offer",
    "/career outreach",
    "/career stack",
}


def test_all_165_lines_of_the_track_are_covered_by_an_item(library: Content) -> None:
    assert len(library.seed) == 165
    assert uncovered(library) == []
    covered = {id for ids in coverage(library).values() for id in ids}
    assert covered == library.seed.keys()


async def test_a_line_is_reached_by_a_command_that_is_there_or_named_as_to_come(
    world: World, library: Content
) -> None:
    there = {
        f"/{command.qualified_name}"
        for command in world.house.client.tree.walk_commands()
        if isinstance(command, app_commands.Command)
    }
    assert coverage(library).keys() - there == LATER
    assert "/daily search" in there


def test_what_nothing_goes_back_to_is_told(library: Content) -> None:
    lost = dict(library.career.panels)
    del lost["panel.closing"]
    without = replace(library, career=replace(library.career, panels=lost))
    assert uncovered(without) == ["seed.closing"]
    assert coverage(without)["/career about"] == sorted(
        line.seed_ref for line in lost["panel.overview"].lines
    )
