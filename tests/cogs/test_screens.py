"""The rules of the screens, over every screen there is and every shipped question."""

import re

import pytest
from discord import ui

from bot.content.library import Content
from bot.ui import kit
from tests.cogs import samples
from tests.cogs.rules import as_read, broken
from tests.cogs.screens import CHECKS, Form, Screen
from tests.sim import World

SCREENS = samples.screens()


def shown_in(view: ui.LayoutView) -> list[str]:
    """All text of a screen in reading order."""
    return [item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay)]


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_keeps_the_rules(name: str) -> None:
    assert broken(SCREENS[name]()) == []


@pytest.mark.parametrize("name", SCREENS)
def test_a_title_fits_one_line_of_a_phone_and_a_questions_two(name: str) -> None:
    view = SCREENS[name]()
    if isinstance(view, ui.LayoutView):
        title = Screen(components=view.to_components()).title
        longest = 60 if title == samples.ASKED.short else 32
        assert len(as_read(title)) <= longest


def test_every_function_that_makes_a_screen_has_a_sample() -> None:
    assert {*samples.of_cogs()} == {*samples.table()}


def test_every_shipped_question_keeps_the_rules_on_every_screen(library: Content) -> None:
    found = {
        f"{id}, {name}": faults
        for id, one in library.questions.items()
        for name, sample in samples.of_question(one, library).items()
        if (faults := broken(sample(), ours=False))
    }
    assert found == {}


def test_each_kind_of_question_is_among_the_shipped_ones(library: Content) -> None:
    assert {one.kind for one in library.questions.values()} == {*kit.KINDS}


async def test_every_button_reaches_exactly_one_handler_and_every_handler_has_a_button(
    world: World,
) -> None:
    router = world.house.client.router
    pressed: set[object] = set()
    submitted: set[object] = set()
    for sample in SCREENS.values():
        view = sample()
        if isinstance(view, ui.Modal):
            submitted |= {_only(router._submits, Form.of(view.to_dict()).id)}
        else:
            screen = Screen(components=view.to_components())
            ids = [part.id for part in (*screen.buttons, *screen.selects)]
            pressed |= {_only(router._presses, id) for id in ids}
    assert pressed == {*router._presses}
    assert submitted == {*router._submits}


def _only(routes: dict[object, object], custom_id: str) -> object:
    matching = [route for route in routes if route.read(custom_id) is not None]  # type: ignore[attr-defined]
    assert len(matching) == 1, f"{custom_id} belongs to {matching}"
    return matching[0]


async def test_every_command_that_a_screen_names_exists(world: World) -> None:
    known = {command.qualified_name for command in world.house.client.tree.walk_commands()}
    views = [sample() for sample in SCREENS.values()]
    texts = [text for view in views if isinstance(view, ui.LayoutView) for text in shown_in(view)]
    named = {*re.findall(r"`/([a-z -]+)`", "\n".join(texts))}
    assert named - known == set()
    # A text that names none would make this test mean nothing.
    assert {"setup", "daily today", "server doctor"} <= named


@pytest.mark.parametrize("name", [name for name in SCREENS if "modal" in name])
def test_no_box_of_a_modal_must_be_ticked_but_those_without_which_nobody_can_be_met(
    name: str,
) -> None:
    form = Form.of(SCREENS[name]().to_dict())  # type: ignore[union-attr]
    required = [
        field for field, part in form.fields.items() if part["type"] == CHECKS and part["required"]
    ]
    # Discord asks for them before it sends anything, so that nothing ticked is lost.
    assert required == (["kinds", "days", "parts"] if "join_modal" in name else [])


def test_the_rules_see_what_is_broken() -> None:
    spoilt = {
        "a grey line of": kit.panel(f"-# {'x' * 43}", "## A title"),
        "not begin with": kit.panel("## A title", "Text"),
        "more above": kit.panel("-# Daily", "## A title", above="-# Hello"),
        "marks on a": kit.panel("-# Daily\n-# 3 hours late", "## A title"),
        "not begin": kit.panel("-# Daily\nLate", "## A title"),
        "emoji outside": kit.panel("-# Daily", "## A title", "Well done 🎉"),
        "a bar without": kit.panel("-# Daily", "## A title", "▰▰▱ some"),
        "says ['!']": kit.panel("-# Daily", "## A title", "Done!"),
        "says ['user']": kit.panel("-# Daily", "## A title", "This user did it"),
        "typewriter": kit.panel("-# Daily", "## A title", "It's done"),
        "cannot be clicked": kit.panel("-# Daily", "## A title", "See /setup for it"),
        "red without": kit.panel("-# Daily", "## A title", colour=kit.NEEDS_YOU),
        "shares its text": kit.panel("-# Daily", "## A title", "> a\nb"),
        "small print behind": kit.panel("-# Daily", "## A title", "- a\n-# b"),
        "characters": kit.panel("-# Daily", "## A title", "x" * 4000),
    }
    for sentence, view in spoilt.items():
        assert [one for one in broken(view) if sentence in one], sentence
