"""The words that are typed: who may, where, how long, and when Discord is told of them."""

import json
import re
from typing import Any

import pytest
from discord import app_commands

from tests.cogs.people import Person
from tests.sim import World

MANAGING = {"setup", "series", "bank", "round", "server"}
MEMBERS = {"help", "daily", "me", "mock", "board", "plan", "progress", "start"}
_NEVER_SAID = re.compile(r"!|…|please note|\busers?\b|\binvalid\b", re.IGNORECASE)


@pytest.fixture
def words(world: World) -> dict[str, Any]:
    """Every top-level word as Discord is told of it."""
    tree = world.house.client.tree
    return {command.name: command.to_dict(tree) for command in tree.get_commands()}


def _parts(payload: dict[str, Any]) -> list[dict[str, Any]]:
    """A word with its subcommands and options."""
    return [payload, *(part for option in payload.get("options", ()) for part in _parts(option))]


def test_no_word_both_manages_and_serves_members(words: dict[str, Any]) -> None:
    assert MANAGING.isdisjoint(MEMBERS)
    assert words.keys() == MANAGING | MEMBERS


def test_managing_words_need_manage_server_and_no_other_word_needs_anything(
    words: dict[str, Any],
) -> None:
    manage_server = str(1 << 5)
    needed = {name: word["default_member_permissions"] for name, word in words.items()}
    assert {name for name, flags in needed.items() if str(flags) == manage_server} == MANAGING
    assert {name for name, flags in needed.items() if flags is None} == MEMBERS


def test_every_word_is_for_servers_alone(words: dict[str, Any]) -> None:
    assert {name: word["contexts"] for name, word in words.items()} == dict.fromkeys(words, [0])


async def test_members_see_their_words_and_managers_all(
    world: World, mia: Person, ana: Person
) -> None:
    def seen(person: Person) -> set[str]:
        return {name.split()[0] for name in person.actor.available_commands(world.hall)}

    assert seen(ana) == MEMBERS
    assert seen(mia) == MEMBERS | MANAGING
    assert ana.actor.user.available_commands() == ()
    world.promote(world.ana)
    assert seen(ana) == MEMBERS | MANAGING


def test_each_word_is_as_short_as_discord_wants_it(words: dict[str, Any]) -> None:
    assert all(len(json.dumps(word, ensure_ascii=False)) <= 8000 for word in words.values())
    assert len(words) <= 100


def test_everything_typed_has_a_description_that_reads_well(words: dict[str, Any]) -> None:
    for part in (part for word in words.values() for part in _parts(word)):
        text = part["description"]
        assert 10 <= len(text) <= 100, f"{part['name']}: {text}"
        assert text[0].isupper(), f"{part['name']}: {text}"
        assert not _NEVER_SAID.search(text), f"{part['name']}: {text}"


def test_a_commands_description_is_the_sentence_of_its_docstring(world: World) -> None:
    for command in world.house.client.tree.walk_commands():
        if isinstance(command, app_commands.Command):
            sentence = (command.callback.__doc__ or "").strip()
            assert command.description == sentence
            assert sentence.endswith(".")


def test_options_with_zones_days_or_series_suggest_what_fits(words: dict[str, Any]) -> None:
    options = [part for word in words.values() for part in _parts(word) if part.get("type") == 3]
    suggested = {option["name"] for option in options if option.get("autocomplete")}
    typed = {"zone", "days", "series", "starts", "until", "date", "interview"}
    assert suggested == typed | {"question", "topic", "words"}
    chosen = {option["name"] for option in options if option.get("choices")}
    assert chosen == {"level", "kinds", "kind", "format", "window", "scope"}
    assert {option["name"] for option in options} - suggested - chosen == {"time", "quiet", "from"}


def _told(world: World) -> int:
    """How often Discord was told of the commands."""
    return sum(
        one.method == "PUT" and one.path.endswith("/commands") for one in world.env.http_requests
    )


async def test_discord_is_told_once_and_then_only_of_a_difference(world: World) -> None:
    assert _told(world) == 1
    await world.restart()
    assert _told(world) == 1
    known = world.env.backend.commands[None]
    # Another order is no difference; another description is.
    world.env.backend.commands[None] = dict(reversed(known.items()))
    await world.restart()
    assert _told(world) == 1
    known["help", 1]["description"] = "Something else"
    await world.restart()
    assert _told(world) == 2


async def test_a_word_that_discord_lacks_is_told(world: World) -> None:
    del world.env.backend.commands[None]["me", 1]
    await world.restart()
    assert _told(world) == 2
    assert ("me", 1) in world.env.backend.commands[None]


async def test_after_a_restart_the_commands_in_texts_can_still_be_clicked(
    world: World, ana: Person
) -> None:
    id = world.env.backend.commands[None]["daily", 1]["id"]
    await world.restart()
    shown = await ana.runs("help")
    assert f"</daily today:{id}>" in str(shown.components)
