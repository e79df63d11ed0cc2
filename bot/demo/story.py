"""What the pretend members do and say about questions, and what the person at the page might try next.

They act as a person does: they type commands, press the buttons that they see and fill in the
dialogue that opens. What they know of the server is what stands in its channels.
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import simcord

from bot.demo import words
from bot.demo.host.world import OWNER, QUESTIONS, World

PassTime = Callable[[float], Awaitable[None]]

_ANSWER = "daily:answer:"

_CIRCLE = 2  # others who answer the question of the day
_TEXT_INPUT = 4  # Discord’s number for a text field


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it stands in a channel: what to press to answer it, and what it looks like."""

    channel: int
    message: int
    button: str
    text: str


async def set_up(world: World, pass_time: PassTime, zone: str) -> None:
    """Let the owner go through `/setup` as anybody would, and wait for the first question."""
    owner, room = world.members[0], world.guild.channels[QUESTIONS]
    panel = (await owner.slash(room, "setup", zone=zone)).response
    if panel is None:
        raise RuntimeError("/setup showed nothing")
    await owner.select(panel, [room])
    soon = world.env.now().astimezone(ZoneInfo(zone)) + timedelta(minutes=1)
    dialogue = await owner.click(panel, label="Other time")
    await owner.submit_modal(dialogue, {"time": f"{soon:%H:%M}", "days": "Every day"})
    await owner.click(panel, label="Start without")
    await pass_time(60)


def newest_question(world: World) -> Question | None:
    """The newest post that can be answered."""
    for message in world.said():
        parts = list(_walk(message.components))
        for part in parts:
            if str(part.get("custom_id", "")).startswith(_ANSWER):
                text = "\n".join(part["content"] for part in parts if "content" in part)
                return Question(message.channel_id, message.id, part["custom_id"], text)
    return None


def silent(world: World, question: Question) -> list[simcord.MemberActor]:
    """The members who have not answered it."""
    answered = world.submitted(question.button)
    return [member for member in world.members if member.id not in answered]


def circle(world: World, member_id: int) -> Sequence[simcord.MemberActor]:
    """Who answers questions beside a member: the first of the others."""
    return world.others(member_id)[:_CIRCLE]


async def answer(world: World, question: Question, member: simcord.MemberActor, turn: int) -> None:
    """Let a member press Answer, write something and reveal; `turn` varies what they write."""
    post = next(m for m in world.place(question.channel).history() if m.id == question.message)
    dialogue = await member.click(post, custom_id=question.button)
    texts = [part for part in _walk([dialogue.modal or {}]) if part.get("type") == _TEXT_INPUT]
    written = {texts[0]["custom_id"]: words.attempt(question.text, turn)}
    saved = (await member.submit_modal(dialogue, written)).response
    if saved is None:
        raise RuntimeError("an answer was not saved")
    await member.click(saved, label="Reveal")


def tip(world: World, member_id: int) -> str:
    """One line on what to try next; names of buttons and commands in backquotes."""
    me = world.member(member_id).user.global_name
    question = newest_question(world)
    if question is None and me == OWNER:
        return f"You are {me}, the owner. Type `/setup` to choose where questions go."
    if question is None:
        return f"Nothing is set up yet. Be {OWNER}, the owner, and type `/setup`."
    quiet = {member.id for member in silent(world, question)}
    if member_id in quiet:
        where = world.place(question.channel).name
        return (
            f"You are {me}. Press `Answer` in {where}; what the others wrote is hidden until then."
        )
    others = circle(world, member_id)
    if quiet & {member.id for member in others}:
        names = " and ".join(world.name(one.id) for one in others)
        return f"Yours is in. Press `{names} answer`, or be them in turn; then press `Reveal`."
    return (
        "All three have answered. Press `Reveal` to compare. Then `Next day`, or `Next round` for a "
        "mock interview."
    )


def _walk(parts: Any) -> Iterator[dict[str, Any]]:
    """Every component of a message or dialogue, however deep."""
    for part in parts or ():
        yield part
        yield from _walk(part.get("components"))
        if "component" in part:
            yield from _walk([part["component"]])
