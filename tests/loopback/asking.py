"""The `data` of interactions: what Discord makes of a typed command, a press, a filled-in form."""

from collections.abc import Iterable, Mapping
from typing import Any

from tests.loopback.messages import walk
from tests.loopback.people import Member, User
from tests.loopback.permissions import channel_bits
from tests.loopback.places import Channel, Role
from tests.loopback.wire import Json

SUBCOMMAND, SUBGROUP = 1, 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, NUMBER = 3, 4, 5, 6, 7, 8, 10
ACTION_ROW, TEXT_DISPLAY, LABEL = 1, 10, 18
ONE_VALUE = {4, 21, 23}  # text input, radio group, checkbox; all others carry a list

Things = Member | User | Channel | Role


class Resolved:
    """The people, roles and channels that an interaction names by id."""

    def __init__(self, asker_id: int) -> None:
        self._asker_id = asker_id
        self.found: dict[str, dict[str, Json]] = {}

    def plain(self, value: Any) -> Any:
        """A value as it is sent: things by their id, which is then explained beside it."""
        if not isinstance(value, Things):
            return value
        key = str(value.id)
        if isinstance(value, Member):
            member = value.payload(with_user=False) | {"permissions": "0"}
            self.found.setdefault("members", {})[key] = member
            value = value.user
        if isinstance(value, User):
            self.found.setdefault("users", {})[key] = value.payload()
        elif isinstance(value, Role):
            self.found.setdefault("roles", {})[key] = value.payload()
        else:
            rights = {"permissions": str(channel_bits(value, self._asker_id))}
            self.found.setdefault("channels", {})[key] = value.payload() | rights
        return key

    def beside(self, data: Json) -> Json:
        return data | {"resolved": self.found} if self.found else data


def option_type(value: Any) -> int:
    kinds: list[tuple[type | tuple[type, ...], int]] = [
        (bool, BOOLEAN),
        (int, INTEGER),
        (float, NUMBER),
        ((Member, User), USER),
        (Channel, CHANNEL),
        (Role, ROLE),
    ]
    return next((kind for types, kind in kinds if isinstance(value, types)), STRING)


def registered(commands: Iterable[Json], name: str, member_bits: int) -> Json | None:
    """The command a person would find; None where the bot has registered none at all.

    Raises LookupError for a name that is not registered or not shown to this person.
    """
    shown = list(commands)
    if not shown:
        return None
    for command in shown:
        needed = int(command.get("default_member_permissions") or 0)
        if command["name"] == name and member_bits & needed == needed:
            return command
    names = [command["name"] for command in shown]
    raise LookupError(f"no command /{name} for this person; there is {names}")


def declared(command: Json, words: list[str]) -> list[Json]:
    """The options of a registered command or subcommand.

    Raises LookupError where there is no such subcommand.
    """
    options: list[Json] = command.get("options", [])
    for word in words[1:]:
        inside = [each for each in options if each["type"] in (SUBCOMMAND, SUBGROUP)]
        found = [each for each in inside if each["name"] == word]
        if not found:
            raise LookupError(f"no {word!r} in /{words[0]}; there is {inside}")
        options = found[0].get("options", [])
    return options


def checked(options: list[Json], given: set[str], *, typing: bool) -> dict[str, int]:
    """The type of each option by its name."""
    types = {each["name"]: each["type"] for each in options}
    needed = {each["name"] for each in options if each.get("required") and not typing}
    if given - set(types) or needed - given:
        raise LookupError(f"given are {sorted(given)}, there is {types}, needed are {needed}")
    return types


def command_data(
    command: Json | None,
    words: list[str],
    options: Mapping[str, Any],
    resolved: Resolved,
    focused: str | None = None,
) -> Json:
    """`words` is the whole name, group and subcommand included: `["series", "add"]`.

    Raises LookupError for options that the command does not have, and for missing ones unless the
    person is still typing in the one that is `focused`.
    """
    types = {name: option_type(value) for name, value in options.items()}
    if command:
        types = checked(declared(command, words), set(options), typing=focused is not None)
    leaf: list[Json] = [
        {"name": name, "type": types[name], "value": resolved.plain(value)}
        | ({"focused": True} if name == focused else {})
        for name, value in options.items()
    ]
    kinds = [SUBGROUP, SUBCOMMAND][3 - len(words) :] if len(words) > 1 else []
    for word, kind in reversed(list(zip(words[1:], kinds, strict=True))):
        leaf = [{"name": word, "type": kind, "options": leaf}]
    data: Json = {"id": command["id"] if command else "1", "name": words[0], "type": 1}
    return resolved.beside(data | {"options": leaf})


def press_data(component: Json, values: Iterable[Any] | None, resolved: Resolved) -> Json:
    data: Json = {"component_type": component["type"], "custom_id": component["custom_id"]}
    if component.get("disabled"):
        raise LookupError(f"{component['custom_id']} is disabled")
    if values is not None:
        data["values"] = [resolved.plain(value) for value in values]
    return resolved.beside(data)


def form_data(modal: Json, values: Mapping[str, Any], resolved: Resolved) -> Json:
    """A submitted modal; what `values` leaves out keeps what the form was opened with."""
    form: list[Json] = modal["components"]
    unknown = set(values) - set(fields_of(modal))
    if unknown:
        raise LookupError(f"no fields {sorted(unknown)} here; there are {fields_of(modal)}")
    numbers = iter(range(1, 1000))

    def filled(component: Json) -> Json:
        sent: Json = {"type": component["type"], "id": component.get("id") or next(numbers)}
        if component["type"] == TEXT_DISPLAY:
            return sent
        if component["type"] == LABEL:
            return sent | {"component": filled(component["component"])}
        if component["type"] == ACTION_ROW:
            return sent | {"components": [filled(each) for each in component["components"]]}
        custom_id = component["custom_id"]
        given = values[custom_id] if custom_id in values else preset(component)
        sent["custom_id"] = custom_id
        if component["type"] in ONE_VALUE:
            return sent | {"value": given}
        return sent | {"values": [resolved.plain(value) for value in given]}

    components = [filled(component) for component in form]
    return resolved.beside({"custom_id": modal["custom_id"], "components": components})


def preset(component: Json) -> Any:
    """What stands in a field before anybody touches it."""
    if component["type"] == 4:
        return component.get("value") or ""
    if component["type"] == 23:
        return bool(component.get("default"))
    chosen = [each["value"] for each in component.get("options", []) if each.get("default")]
    if component["type"] == 21:
        return chosen[0] if chosen else None
    return chosen


def fields_of(modal: Json) -> list[str]:
    """The custom ids of a modal's fields, in order."""
    return [each["custom_id"] for each in walk(modal["components"]) if "custom_id" in each]
