"""When the pretend members are free and what they practise: whatever a newcomer ticks, somebody fits."""

from dataclasses import dataclass
from datetime import time, timedelta
from zoneinfo import ZoneInfo

from bot.demo.host.world import MOCKS, OWNER, World
from bot.domain.daily.question import KINDS
from bot.domain.mock.joining import Choices
from bot.domain.mock.week import PARTS, Part
from bot.services import Services
from bot.services.mock.round_settings import Wanted

_AT = time(18)
_AHEAD = timedelta(days=2)
_CLOSES = 12  # hours; so that who joins today is in the first round
_LOCALE = "en-GB"
_EVERY_DAY = frozenset(range(1, 8))
_WORKDAYS = frozenset(range(1, 6))


@dataclass(frozen=True, slots=True)
class Habit:
    """On which days and in which parts of them somebody is free, and what they would like."""

    days: frozenset[int]
    parts: tuple[Part, ...]
    choices: Choices


_ANY = frozenset(KINDS)
_HABITS = {
    "Ben": Habit(
        _EVERY_DAY, ("afternoon", "evening"), Choices(kinds=_ANY, level="L6", wish="swap")
    ),
    "Cy": Habit(_EVERY_DAY, tuple(PARTS), Choices(kinds=_ANY, level="L5", wish="swap")),
    "Dee": Habit(
        _WORKDAYS,
        ("morning", "evening"),
        Choices(
            kinds=frozenset({"system-design", "behavioral"}), level="L6", wish="be interviewed"
        ),
    ),
    "Eli": Habit(
        _EVERY_DAY,
        ("morning", "afternoon"),
        Choices(kinds=frozenset({"coding", "technical-depth"}), level="L5", wish="swap"),
    ),
    "Fay": Habit(_EVERY_DAY, ("evening",), Choices(kinds=_ANY, level="L7", wish="interview")),
    "Gus": Habit(
        frozenset({2, 4, 6, 7}),
        ("morning", "evening"),
        Choices(kinds=frozenset({"coding", "behavioral"}), level="L4", wish="swap"),
    ),
}


async def gather(world: World, services: Services, zone: str) -> None:
    """Let the pretend members join the mock interviews, and the owner plan rounds, unless they did."""
    guild_id = world.guild.id
    for member in world.members:
        habit = _HABITS.get(member.user.global_name or "")
        if habit is None:
            continue
        if (await services.mock.status(guild_id, member.id)).entry is not None:
            continue
        await services.me.set_zone(guild_id, member.id, zone)
        await services.mock.join(
            guild_id,
            member.id,
            habit.choices,
            days=habit.days,
            parts=habit.parts,
            locale=_LOCALE,
        )
    if await services.round_settings.of(guild_id) is None:
        await schedule(world, services, zone)
        await services.previewing.invite(guild_id)


async def schedule(world: World, services: Services, zone: str) -> None:
    """Rounds every week, the first one the day after tomorrow, told in the channel made for them."""
    first = world.env.now().astimezone(ZoneInfo(zone)) + _AHEAD
    wanted = Wanted(
        channel_id=world.guild.channels[MOCKS].id,
        day=first.isoweekday(),
        weeks=1,
        at=_AT,
        zone=zone,
        closes_hours=_CLOSES,
        is_on=True,
    )
    owner = next(one for one in world.members if one.user.global_name == OWNER)
    await services.round_settings.choose(world.guild.id, wanted, by=owner.id)
