"""Every button, select and modal that can be reached is used twice, and each time somebody answers."""

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from bot.content.own import examples, write_table
from bot.services.board import listing
from bot.ui.routes import Route
from cogs.mock import routes
from tests.cogs.asking import post_id
from tests.cogs.conftest import Circle
from tests.cogs.held import agreed, packet, presses
from tests.cogs.pairs import EVENINGS
from tests.cogs.people import Person
from tests.cogs.queueing import fill
from tests.cogs.screens import (
    BOX,
    CHANNEL_SELECT,
    CHECKS,
    RADIO,
    STRING_SELECT,
    Form,
    Screen,
    walk,
)
from tests.cogs.test_board import earns
from tests.cogs.test_board_digest import digests
from tests.cogs.test_me_ledger import done
from tests.cogs.test_mock import joins
from tests.cogs.test_mock_absent import is_free
from tests.cogs.test_mock_history import receives
from tests.cogs.test_progress import studies
from tests.cogs.test_reviews import at_home, told
from tests.sessions import session, stored
from tests.sim import World
from tests.suggesting import cells, idea

WORDS = {
    "zone": "Berln",
    "time": "10:15",
    "days": "Mon, Wed",
    "starts": "in 2 weeks",
    "text": "A second thought.",
    "hours": "Tue 18-20, Sat 9:30-12",
    "quiet_from": "22",
    "quiet_until": "7:00",
    "interview": "in 8 weeks",
    "stronger": "Say what breaks first, and with which number you would notice it.",
}
ANYTHING = "Something that was typed here, and it is long enough to be kept."
# What ends a thing is pressed when everything else was.
LAST = (
    *("daily:tried", "setup:finish", "setup:test:", "setup:now", "setup:undo", "setup:keep"),
    *("setup:delete", "series:remove", "series:clear", "me:delete"),
    *("bank:decline", "daily:withdraw", "mock:leave", "mock:back"),
    *("mock:move", "mock:cannot", "mock:off", "round:send", "round:undo"),
    *("mock:end:", "mock:two:", "mock:drill-end:", "mock:drill-tick:", "mock:drill-note:"),
    *("board:join", "board:leave"),
    *("plan:anew", "plan:begin:", "start:done:"),
)
# More than a page of a queue holds.
BEYOND = [f"sd.retired-{n}" for n in range(7)]


@dataclass
class Walk:
    """One person’s walk from screen to screen, over everything that leads on."""

    person: Person
    screens: deque[Screen]
    within: tuple[str, ...] = ("",)
    used: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)

    async def go(self) -> None:
        """Use all there is, what ends things last."""
        for late in (False, True):
            open_ = self.screens.copy()
            while open_:
                screen = open_.popleft()
                for id, values in _leads(screen):
                    key = f"{_unversioned(id)} {values}"
                    due = id.startswith(LAST) == late and id.startswith(self.within)
                    if due and key not in self.seen:
                        self.seen.add(key)
                        self.used.add(id)
                        found = await self._use(screen, id, values)
                        open_ += found
                        self.screens += found

    async def _use(self, screen: Screen, id: str, values: list[str] | None) -> list[Screen]:
        """Twice; the screens that came."""
        found: list[Screen] = []
        for _ in range(2):
            result = await self.person.world.send_press(
                self.person.actor, screen.message, screen.components, id, values
            )
            assert result.acknowledged, f"nobody answered {id}"
            if result.modal is not None:
                form = Form.of(result.modal, result)
                self.used.add(form.id)
                found.append(await self.person.submits(form, **_filled(form)))
            else:
                found += [Screen.of(m) for m in (result.response, *result.followups) if m]
        assert found
        self.titles |= {screen.title for screen in found}
        return found


def _unversioned(id: str) -> str:
    """The same whatever the version of the thing: each press on a panel makes a new one.

    And whichever change is taken back, since that makes a new one; and whichever page is turned to,
    of the bank also whatever is looked for there.
    """
    id = re.sub(r"(mock:undo):.*", r"\1", id)
    id = re.sub(r"(bank:(?:list|kind|level|pick|see|leaf|off|on)):.*", r"\1", id)
    id = re.sub(r"(round:(?:on|off|send|undo)):\d+", r"\1", id)
    id = re.sub(r"(start:[a-z]+|plan:(?:apply|begin)):.*", r"\1", id)
    return re.sub(r":v\d+|(server:(?:un[a-z-]+|changes|report)):\d+", r"\1", id)


def _leads(screen: Screen) -> Iterable[tuple[str, list[str] | None]]:
    for button in screen.buttons:
        if not button.disabled:
            yield button.id, None
    for part in walk(screen.components):
        for option in (part.get("options") or ())[-2:]:
            yield part["custom_id"], [option["value"]]


def _filled(form: Form) -> dict[str, Any]:
    return {
        name: [option["value"] for option in part["options"]]
        if part["type"] == CHECKS
        else True
        if part["type"] == BOX
        else [part["options"][0]["value"]]
        if part["type"] == STRING_SELECT
        else part["options"][0]["value"]
        if part["type"] == RADIO
        else WORDS.get(name, ANYTHING)[: part.get("max_length")]
        for name, part in form.fields.items()
    }


def _reached(routes: Iterable[Route], walks: Iterable[Walk]) -> set[Route]:
    used = {id for walk in walks for id in walk.used}
    return {route for route in routes if any(route.read(id) is not None for id in used)}


async def test_whatever_is_pressed_twice_answers_twice(
    world: World, circle: Circle, mia: Person, ana: Person, ben: Person, cy: Person
) -> None:
    before = await cy.runs("daily today")
    question = await circle.question()
    for _ in range(5):
        await world.pass_time(days=1)
    for person, text in ((ben, "A long answer. " * 150), (mia, "A short one.")):
        saved = await person.submits(await person.opens(question, "Answer"), text=text)
        await person.presses(saved, "Reveal")
    peers = await _review_each_other(world, question, ben, mia)
    member = Walk(ana, deque([question]))
    for commands in (
        ("help", "daily today", "daily history", "daily search", "daily mine", "daily suggest"),
        ("daily mine", "me show", "me export", "me delete"),
    ):
        member.screens += [await ana.runs(command) for command in commands]
        await member.go()
    assert {"Saved", "Questions so far", "Everything is deleted"} <= member.titles

    looker = Walk(cy, deque([before, await cy.presses(question, "Reveal")]))
    await looker.go()

    authors = [
        Walk(one, deque([await one.runs("daily mine")]), ("daily:mine", "daily:own", "daily:rec"))
        for one in (ben, mia)
    ]
    for author in authors:
        await author.go()

    board = await _stand_on_boards(world, cy, mia)
    planning = await _follow_a_plan(world)
    looking = await _look_back(world)
    meeting = await _join_the_mocks(world, cy, ben)
    finding = await _find_partners(world, ana, mia)
    agreeing = await _agree_on_times(world, ana, ben)
    feedback = await _give_feedback(world, ben, cy)
    holding = await _hold_sessions(world, ben, cy, ana)
    absence = await _miss_somebody(world, ana, ben, cy, mia)
    await _speak_of_questions(world, question, ben)
    owner = Walk(mia, deque())
    edit = await mia.runs("series edit")
    role = world.guild.create_role("Circle")
    for name, chosen in (("Channel", world.daily), ("Role to ping: none", role)):
        owner.used.add(edit.id(name))
        owner.screens.append(await mia.picks(edit, name, chosen))
    listed = await mia.runs("series list")
    series = listed.selects[0].options[0]["value"]
    owner.screens.append(await mia.picks(listed, "Open a series", series))
    await fill(world, "sd.retired", "cd.graphs.rollout-waves", "sd.web.url-shortener", *BEYOND)
    for command in (
        *("series list", "series edit", "series skip", "series now", "series pause"),
        "series queue",
        *("bank browse", "bank mistakes", "bank suggestions"),
        *("series remove", "server doctor"),
        *("server settings", "server changes", "server report", "setup"),
    ):
        owner.screens.append(await mia.runs(command))
    panel = owner.screens[-1]
    assert any(part["type"] == CHANNEL_SELECT for part in walk(panel.components))
    owner.used.add(panel.selects[0].id)
    owner.screens.append(await mia.picks(panel, "Pick a text channel or forum", world.hall))
    await owner.go()
    assert "Removed" in owner.titles
    await _set_up_without_threads(owner)
    await _create_and_take_back(owner)
    await _two_at_once(owner, cy)
    await _set_all_there_is(owner)
    await _set_boards(owner)
    await _import_and_export(owner)
    rounds = await _hold_rounds(world, mia)

    await world.tick()
    answered = Walk(ben, deque(_in_threads(world)), ("daily:suggestion",))
    await answered.go()
    assert "Not taken up" in answered.titles

    (test, *_) = [Screen.of(m) for m in world.hall.history() if "Works" in str(m.components)]
    member.screens = deque([test])
    await member.go()
    router = world.house.client.router
    known = {*router._presses, *router._submits}
    assert (
        known
        - _reached(
            known,
            (
                member,
                looker,
                board,
                planning,
                *looking,
                *authors,
                owner,
                *peers,
                answered,
                meeting,
                rounds,
                agreeing,
                *feedback,
                *holding,
                *absence,
                *finding,
            ),
        )
        == set()
    )


async def _speak_of_questions(world: World, question: Screen, member: Person) -> None:
    """A mistake is reported, and two questions are suggested, one of them complete."""
    services, guild = world.house.services, world.guild.id
    await services.me.choose(guild, member.id, reach="thread")
    await services.mistakes.report(guild, post_id(question), member.id, ANYTHING)
    await services.suggestions.suggest(guild, member.id, idea())
    complete = await services.suggestions.suggest(guild, member.id, idea())
    await services.completing.write(guild, complete.suggestion.id, cells())


async def _stand_on_boards(world: World, member: Person, owner: Person) -> Walk:
    """Onto the boards and off again, with a cohort; and from a digest to one’s own week."""
    await earns(world, member)
    async with world.house.database.transaction() as tx:
        await listing.set_cohort(tx, world.guild.id, member.id, world.now().date())
    await owner.picks(await owner.runs("server boards"), "Channel of the weekly digest", world.hall)
    await world.pass_time(days=7)
    (digest,) = digests(world)[-1:]
    first = await member.runs("board")
    walk = Walk(member, deque([first, await member.presses(first, "Join"), digest]), ("board:",))
    await walk.go()
    assert {"You’re not on a board", "Together", "Top ten", "All time on the board"} <= walk.titles
    return walk


async def _look_back(world: World) -> list[Walk]:
    """How far somebody is, their points, days off, and the recap, on a screen and as a message."""
    world.fay = world.guild.add_member(world.env.create_user("fay"))  # type: ignore[attr-defined]
    member = Person(world, "fay")
    await studies(world, member, 0, 3)
    for n in range(8):
        await done(world, member, "answer", n, days=n)
    screens = [
        await member.runs("me ledger"),
        await member.runs("progress"),
        await member.runs("me vacation", **{"from": "in 9 days"}),
        await member.runs("me recap"),
    ]
    within = ("plan:progress", "plan:share", "plan:make-up", "me:recap", "me:vacation")
    within += ("me:ledger", "me:counts")
    walk = Walk(member, deque(screens), within)
    await walk.go()
    assert {"Share your progress?", "No vacation is planned"} <= walk.titles
    await receives(world, member, world.mia.id)
    walk.screens = deque([await member.runs("progress")])
    walk.seen.clear()
    await walk.go()
    await world.house.services.me.choose(world.guild.id, member.id, recap=True)
    for _ in range(8):
        await studies(world, member, 0)
        await world.pass_time(days=1)
    message = Walk(at_home(member), deque(told(member)), within)
    await message.go()
    assert "No more recaps" in message.titles
    return [walk, message]


async def _set_boards(owner: Walk) -> None:
    """The panels of boards and roles, with what can only be picked."""
    mia, world = owner.person, owner.person.world
    role = world.guild.create_role("Phase")
    screen = await mia.runs("server boards")
    owner.used.add(screen.id("Roles that boards leave out"))
    screen = await mia.picks_all(screen, "Roles that boards leave out", role)
    owner.used.add(screen.id("Channel of the weekly digest"))
    screen = await mia.picks(screen, "Channel of the weekly digest", world.daily)
    roles = await mia.runs("server roles")
    owner.used.add(roles.id("Role of phase 1"))
    roles = await mia.picks(roles, "Role of phase 1", role)
    await world.forbid_everywhere("manage_roles")
    blocked = await mia.picks(roles, "Role of phase 2", world.guild.create_role("Other"))
    await world.forbid_everywhere()
    owner.screens = deque([screen, await mia.runs("server boards"), roles, blocked])
    await owner.go()
    assert {"Boards and digest", "A role for each phase"} <= owner.titles


async def _follow_a_plan(world: World) -> Walk:
    """Somebody who comes later: a first visit, twelve weeks, a pause, and other dates."""
    world.eve = world.guild.add_member(world.env.create_user("eve"))  # type: ignore[attr-defined]
    member = Person(world, "eve")
    screens = [await member.runs("start"), await member.runs("plan show")]
    today = world.now().date()
    await world.house.services.plan_starting.begin(
        world.guild.id, member.id, level="L6", start=today - timedelta(days=today.weekday())
    )
    walk = Walk(member, deque([*screens, await member.runs("plan show")]), ("start:", "plan:"))
    await walk.go()
    form = await member.opens_command("plan move")
    walk.used.add(form.id)
    diff = await member.submits(form, level=["L7"], starts="in 3 days", interview="in 9 weeks")
    walk.screens = deque([diff, await member.runs("plan pause"), await member.runs("plan start")])
    await walk.go()
    assert {"You’re set", "✅ Ticked off", "⬜ Open again", "Begin anew?"} <= walk.titles
    assert {"Your dates", "Kept for next week", "Paused until you resume"} <= walk.titles
    return walk


async def _join_the_mocks(world: World, member: Person, other: Person) -> Walk:
    """Into the mock interviews by the time zone, through all of it, and out again."""
    first = await member.runs("mock join")
    walk = Walk(member, deque(), ("mock:",))
    walk.used.add(first.id("Pick a city near you"))
    form = await member.picks_to_open(first, "Pick a city near you", "Europe/Berlin")
    walk.used.add(form.id)
    walk.screens.append(await member.submits(form, **_filled(form)))
    listed = await member.runs("mock never")
    walk.used.add(listed.id("Pick members"))
    walk.screens.append(await member.picks_all(listed, "Pick members", other.actor))
    walk.screens.append(await member.runs("mock never", member=other.actor))
    for command in ("mock times", "mock pause", "mock status"):
        walk.screens.append(await member.runs(command))
    await walk.go()
    assert {"You’re in", "You have left", "Friday", "Your languages"} <= walk.titles
    return walk


async def _hold_rounds(world: World, owner: Person) -> Walk:
    """Rounds that are set, looked at, turned off and on, changed back, and sent by hand."""
    await owner.runs("round schedule", channel=world.hall, day=7)
    walk = Walk(owner, deque([await owner.runs("round schedule", events=True)]), ("round:",))
    for command in ("round schedule", "round preview", "round status"):
        walk.screens.append(await owner.runs(command))
    await walk.go()
    assert {"Rounds are off", "Everybody is invited", "Send the round now?"} <= walk.titles
    return walk


async def _agree_on_times(world: World, member: Person, other: Person) -> Walk:
    """Two sessions of the same two, one of them half agreed, from the first look to the end."""
    await joins(member, **EVENINGS)
    await joins(other, **EVENINGS)
    pair = (world.guild.id, world.now(), member.id, other.id)
    made = [session(*pair, origin="with", kind=kind) for kind in ("coding", "behavioral")]
    for one in made:
        await stored(world.house.database, one)
    for n in (1, 2, 3):
        await world.house.services.agreeing.accept(
            world.guild.id, made[0].id, other.id, set_number=1, n=n
        )
    within = tuple(
        f"mock:{verb}:"
        for verb in (
            *("sessions", "session", "accept", "other", "cannot", "why"),
            *("calendar", "move", "cancel", "off"),
        )
    )
    status = await member.runs("mock status")
    walk = Walk(member, deque([status]), (*within, "mock:choices"))
    await walk.go()
    assert {"✅ It’s agreed", "Why you were paired", "For your calendar"} <= walk.titles
    assert {"Cancel this session?", "No session this week", "You’re in"} <= walk.titles
    return walk


async def _find_partners(world: World, *people: Person) -> Sequence[Walk]:
    """Nobody is free now; two are asked by name, of whom one says no, then yes."""
    one, other = people
    third = world.guild.add_member(world.env.create_user("dan"))
    for person, kinds in ((one, ["0", "1"]), (other, ["2"])):
        await joins(person, kinds=kinds, **EVENINGS)
    first = [await one.runs("mock with"), await one.runs("mock now")]
    walks = [Walk(one, deque(first), ("mock:now",))]
    asked: list[Screen] = []
    for actor in (other.actor, third):
        kind = await one.runs("mock with", member=actor)
        walks[0].used.add(kind.id("Pick a kind"))
        asked.append(await one.picks(kind, "Pick a kind", "system-design"))
    listed = await one.runs("mock with")
    walks.append(Walk(one, deque([listed, asked[0]]), ("mock:asks:", "mock:ask-show:")))
    walks.append(Walk(one, deque([asked[1]]), ("mock:ask-back:",)))
    for verb in ("ask-no", "ask-yes"):
        screen = await other.runs("mock with")
        walks.append(Walk(other, deque([screen]), ("mock:asks:", f"mock:{verb}:")))
    for each in walks:
        await each.go()
    titles = {title for each in walks for title in each.titles}
    assert {"Looking for a partner", "You are not waiting", "You asked no more"} <= titles
    assert {"Somebody asks for you", "Nobody is told", "Pick a time"} <= titles
    services, server = world.house.services, world.guild.id
    (made,) = await services.agreeing.mine(server, one.id)
    await services.agreeing.cannot(server, made.id, one.id)
    return walks


async def _give_feedback(world: World, *pair: Person) -> Sequence[Walk]:
    """Two who swapped fill their cards, and read and rate them once they are open."""
    now = world.now()
    given: dict[str, Any] = {"state": "over", "swap": True, "starts_at": now, "begun_at": now}
    ids = [person.id for person in pair]
    made = session(world.guild.id, now, *ids, **given, ended_at=now)
    await stored(world.house.database, made)
    verbs = ("card", "edit", "grades", "texts", "fb", "vague", "rate", "say", "opened")
    within = tuple(f"mock:{verb}:" for verb in (*verbs, "history", "past", "growth"))
    walks: list[Walk] = []
    for person in pair:
        walks.append(Walk(person, deque([await person.runs("mock history")]), within))
        await walks[-1].go()
    await world.pass_time(hours=48)
    for person in pair:
        message = next(one for one in told(person)[::-1] if one.title == "The cards are open")
        await at_home(person).presses(message, "See it")
        screens = [await person.runs("mock history"), await person.runs("mock feedback")]
        walks.append(Walk(person, deque(screens), within, used={message.id("See it")}))
        await walks[-1].go()
    titles = {title for one in walks for title in one.titles}
    assert {"🔒 Your card is sealed", "What would you change?", "What was missing?"} <= titles
    return walks


async def _hold_sessions(world: World, first: Person, second: Person, third: Person) -> list[Walk]:
    """One that swaps and is observed, one that nobody started, and a drill."""
    held = await agreed(world, first, second, third, swap=True, minutes=5)
    pressed = ("packet", "pk", "start", "step", "hint", "swap", "end")
    walks = [
        Walk(first, deque([await packet(first, held)]), _verbs(*pressed)),
        Walk(third, deque([await packet(third, held)]), _verbs("packet", "sight", "note")),
    ]
    for one in walks:
        await one.go()
    assert {"You answer in this half", "This session is over"} & walks[0].titles
    for _ in range(2):
        await agreed(world, first, second, minutes=5)
    await world.pass_time(hours=2)
    asked = [one for one in told(first) if one.title == "Did you meet?"]
    for message, verb in zip(asked, ("met", "unmet"), strict=True):
        walks.append(Walk(at_home(first), deque([message]), _verbs(verb)))
        await walks[-1].go()
    noted = walks[-1].screens[-1]
    walks.append(Walk(at_home(first), deque([noted]), ("mock:solo:", "mock:dr:", "mock:drill-")))
    await walks[-1].go()
    assert "Practise by yourself" in walks[-1].titles
    return walks


async def _miss_somebody(world: World, *people: Person) -> list[Walk]:
    """Somebody does not come: the observer says who, the seat is offered, the absent one is excused."""
    first, second, third, free_one = people
    await joins(first, level=["L5"])
    await joins(third, level=["L5"])
    await is_free(world, free_one)
    missed = await agreed(world, first, second, third, minutes=-6)
    verbs = _verbs("packet", "absent", "missing", "offer", "two", "drill")
    walks = [Walk(third, deque([await packet(third, missed)]), (*verbs, "mock:drill:"))]
    other = await agreed(world, first, second, minutes=-6)
    await presses(first, other, routes.ABSENT)
    await presses(first, other, routes.OFFER)
    await world.tick()
    asked = next(one for one in told(second)[::-1] if one.title == "Are you on your way?")
    seat = next(one for one in told(free_one)[::-1] if one.title == "A seat is free now")
    walks.append(Walk(at_home(second), deque([asked]), _verbs("excuse", "come")))
    walks.append(Walk(at_home(free_one), deque([seat]), _verbs("take")))
    for one in walks:
        await one.go()
    titles = {title for one in walks for title in one.titles}
    assert {"Who is missing?", "You are excused", "You have a session"} <= titles
    return walks


def _verbs(*verbs: str) -> tuple[str, ...]:
    return tuple(f"mock:{verb}:" for verb in verbs)


async def _at_the_channel(mia: Person) -> Screen:
    """The first step of setup, wherever the setup stood."""
    screen = await mia.runs("setup")
    while screen.title != "Where should questions go?":
        screen = await mia.presses(screen, "Back")
    return screen


async def _when(mia: Person, screen: Screen) -> Screen:
    """The step after zone and time."""
    if screen.title == "Which time zone is it?":
        screen = await mia.picks(screen, "Pick a time zone", "Asia/Tokyo")
    if screen.title == "When should questions come?":
        screen = await mia.picks(screen, "Time of day", "09:00")
    return screen


async def _set_up_without_threads(owner: Walk) -> None:
    """A setup in the study hall, where the bot may not make threads, up to its test."""
    mia, hall = owner.person, owner.person.world.hall
    await mia.world.forbid(hall, "create_public_threads")
    panel = await _at_the_channel(mia)
    screen = await _when(mia, await mia.picks(panel, "Pick a text channel or forum", hall))
    assert screen.title == "One permission is missing"
    owner.used.add(screen.id("Skip threads"))
    screen = await mia.presses(screen, "Skip threads")
    assert screen.title == "Post a test?"
    owner.screens = deque([await mia.presses(screen, "Post a test")])
    await owner.go()


async def _review_each_other(
    world: World, question: Screen, reader: Person, author: Person
) -> Sequence[Walk]:
    """One reads what the other wrote, unasked, and the other is told in the thread."""
    await world.house.services.me.choose(world.guild.id, author.id, reach="thread")
    within = tuple(
        f"daily:{verb}:"
        for verb in ("review", "read", "write", "pass", "seen", "desk", "unread", "take", "offer")
    )
    others = await reader.presses(await reader.presses(question, "Reveal"), "See others")
    screens = deque([await reader.runs("daily review"), others])
    walks = [Walk(reader, screens, within)]
    await walks[0].go()
    assert {"Thank you", "Nothing to read today"} <= walks[0].titles
    await world.pass_time(minutes=1)
    listed = await author.runs("daily review")
    walks.append(Walk(author, deque([listed, *_in_threads(world)]), within))
    await walks[1].go()
    assert "Passed on" in walks[0].titles | walks[1].titles
    return walks


def _in_threads(world: World) -> list[Screen]:
    threads = world.daily.threads
    return [Screen.of(m) for thread in threads for m in thread.history() if m.components]


async def _with_a_new_forum(mia: Person) -> Screen:
    """A setup whose forum was just created."""
    if "daily-questions" in mia.world.guild.channels:
        await mia.world.delete(mia.world.guild.channels["daily-questions"])
    screen = await mia.presses(await _at_the_channel(mia), "Create channel")
    return await mia.presses(screen, "Forum")


async def _create_and_take_back(owner: Walk) -> None:
    """A setup with a channel and a role of its own, up to where all of it is deleted."""
    mia = owner.person
    screen = await _when(mia, await _with_a_new_forum(mia))
    owner.used.add(screen.id("Ping a role (optional)"))
    screen = await mia.picks_all(screen, "Ping a role (optional)")
    screen = await mia.presses(screen, "Create role")
    owner.screens = deque([await mia.presses(screen, "Start without")])
    await owner.go()
    assert {"Delete what was created?", "It is deleted"} <= owner.titles


async def _set_all_there_is(owner: Walk) -> None:
    """The settings with a log channel and a weekly report: each brings further buttons."""
    mia = owner.person
    screen = await mia.runs("server settings")
    owner.used.add(screen.id("Log channel"))
    screen = await mia.picks(screen, "Log channel", mia.world.hall)
    screen = await mia.picks(screen, "Weekly report", "dm")
    times = await mia.presses(screen, "Report time")
    owner.screens = deque([times, await mia.runs("server settings")])
    await owner.go()
    assert {"Settings", "When should the report come?"} <= owner.titles


async def _import_and_export(owner: Walk) -> None:
    """More questions of the server’s own than fit a page, imported, undone and handed out."""
    mia = owner.person
    many = [{**examples()[0], "id": f"own.many-{n}"} for n in range(9)]
    file = ("ours.csv", write_table(many).encode())
    owner.screens = deque([await mia.runs("bank import", file=file), await mia.runs("bank export")])
    await owner.go()
    assert {"Imported", "Undone", "Nothing was undone"} <= owner.titles


async def _two_at_once(owner: Walk, second: Person) -> None:
    """Another owner comes to a setup that was begun."""
    mia = owner.person
    mia.world.promote(second.actor)
    await _with_a_new_forum(mia)
    asked = await mia.presses(await mia.runs("server changes"), "Undo mine")
    for label in ("Go on", "Begin anew"):
        screen = await second.runs("setup")
        owner.used.add(screen.id(label))
        await second.presses(screen, label)
        await mia.presses(await mia.runs("setup"), "Go on")
    owner.screens = deque([asked])
    await owner.go()


async def test_every_managing_button_answers_its_opener_alone_and_for_a_quarter_of_an_hour(
    world: World, mia: Person, ana: Person
) -> None:
    panels = [route for route in world.house.client.router.routes if route.panel]
    ids = [_id_of(route, mia) for route in panels]
    theirs, own = await ana.runs("help"), await mia.runs("help")
    for id in ids:
        assert (await ana.presses_late(theirs, id)).title == "This panel is not yours"
    await world.sleep(minutes=16)
    for id in ids:
        assert (await mia.presses_late(own, id)).title == "This panel has closed"


def _id_of(route: Route, opener: Person) -> str:
    """An id of a panel’s route, about things that need not exist."""
    given = {
        name: "word" if f"{{{name}:word}}" in route.template else 1
        for name in route.pattern.groupindex
    }
    return route.id(**given | {"opener": opener.id})


def test_every_button_of_a_managing_word_belongs_to_a_panel(world: World) -> None:
    free = [route.template for route in world.house.client.router.routes if not route.panel]
    managing = [
        template for template in free if template.startswith(("setup", "series", "bank", "server"))
    ]
    # The button of a test post proves that members may press it.
    assert managing == ["setup:test-post:{delivery}"]


@pytest.mark.parametrize(
    "command",
    [
        *("daily today", "daily history", "daily search", "daily mine", "daily suggest"),
        *("me show", "me ledger", "help"),
        *(
            f"mock {word}"
            for word in (
                *("join", "times", "skip", "pause", "resume", "leave", "never", "status"),
                *("history", "feedback"),
            )
        ),
    ],
)
async def test_what_a_member_asks_for_is_theirs_alone(
    ana: Person, question: Screen, command: str
) -> None:
    assert (await ana.runs(command)).private
