"""Private threads, and who is put into them.

Discord checks no nonce for a thread. One that may exist is looked for among the active threads: under
its channel, by the bot, with its tag at the end of its name. Its maker is in it, so the bot sees it
wherever it sees the channel. A person put into a thread twice is in it once.
"""

from functools import partial

from discord import ChannelType
from discord.http import Route

from bot.delivery import once, recovery
from bot.delivery.hold import Hold
from bot.delivery.line import Line
from bot.delivery.outcome import Made, Refused, Removed, Unsure, leave_it
from bot.delivery.parcel import PrivateThread, ThreadMember
from bot.delivery.recovery import Absent, Found, Unreadable

_ARCHIVED = Refused("archived")


async def open_private(line: Line, hold: Hold, thread: PrivateThread) -> Found:
    """Open a private thread under the delivery’s channel."""
    channel_id = hold.delivery.target.channel_id
    if channel_id is None:
        return Refused("channel")
    return await once.make(
        hold,
        partial(_look, line, hold, channel_id, thread),
        partial(_create, line, channel_id, thread),
    )


async def _create(
    line: Line, channel_id: int, thread: PrivateThread
) -> Made | Refused | Removed | Unsure:
    body = {
        "name": thread.full_name,
        "type": ChannelType.private_thread.value,
        "auto_archive_duration": thread.archive_minutes,
        "invitable": False,
    }
    route = Route("POST", "/channels/{channel_id}/threads", channel_id=channel_id)

    async def create() -> Made:
        made = await line.client.http.request(route, json=body, raise_for_status=leave_it)
        return Made(channel_id=channel_id, thread_id=int(made["id"]))

    return await line.ask(create)


async def _look(line: Line, hold: Hold, channel_id: int, thread: PrivateThread) -> Found:
    hindrance = await recovery.hindrance(line, hold, channel_id, "view_channel")
    if hindrance is not None:
        return hindrance
    threads = await recovery.own_threads(line, hold, channel_id)
    if not isinstance(threads, list):
        return threads
    for each in threads:
        private = each["type"] == ChannelType.private_thread.value
        if private and each["name"].split()[-1:] == [thread.tag]:
            return Made(channel_id=channel_id, thread_id=int(each["id"]))
    return Unreadable() if recovery.is_archived(hold, thread.archive_minutes) else Absent()


async def put_in(line: Line, hold: Hold, member: ThreadMember) -> Found:
    """Put a person into a thread; one that was archived meanwhile is woken for it."""
    outcome = await once.repeat(hold, partial(_add, line, member))
    if outcome != _ARCHIVED:
        return outcome
    woken = await _wake(line, member)
    return await _add(line, member) if isinstance(woken, Made) else woken


async def _add(line: Line, member: ThreadMember) -> Made | Refused | Removed | Unsure:
    async def add() -> Made:
        await line.client.http.add_user_to_thread(member.thread_id, member.user_id)
        return Made(thread_id=member.thread_id)

    return await line.ask(add)


async def _wake(line: Line, member: ThreadMember) -> Made | Refused | Removed | Unsure:
    async def wake() -> Made:
        await line.client.http.edit_channel(member.thread_id, archived=False)
        return Made(thread_id=member.thread_id)

    return await line.ask(wake)
