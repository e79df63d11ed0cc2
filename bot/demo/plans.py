"""Who among the pretend members follows a plan and is seen on boards, and where the digest goes."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.demo.host.world import OWNER, STUDY_HALL, World
from bot.domain.daily.question import Level
from bot.domain.plan.dates import monday
from bot.services import Services

_PLANS: dict[str, tuple[Level, int]] = {"Ben": ("L6", 0), "Cy": ("L5", 0), "Dee": ("L6", 2)}
"""What they aim at, and how many weeks ago they began."""
_ON_BOARDS = ("Ben", "Cy", "Dee", "Eli")
_THANKED = "Ben"


async def begin(world: World, services: Services, zone: str) -> None:
    """Let some begin their plans and be seen on boards, and the owner choose a digest, once."""
    guild_id = world.guild.id
    if (await services.board_settings.of(guild_id)).version:
        return
    ids = {member.user.global_name: member.id for member in world.members}
    today = world.env.now().astimezone(ZoneInfo(zone)).date()
    for name, (level, weeks) in _PLANS.items():
        start = monday(today) - timedelta(weeks=weeks)
        await services.plan_starting.begin(guild_id, ids[name], level=level, start=start)
    for name in _ON_BOARDS:
        await services.boards.join(guild_id, ids[name], ())
    await services.boards.thank(guild_id, ids[_THANKED], thanked=True)
    hall = world.guild.channels[STUDY_HALL].id
    await services.board_settings.post_digest(guild_id, hall, by=ids[OWNER], version=0)
