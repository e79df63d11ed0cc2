"""Nothing goes out unasked but through delivery, and every answer to a person through one door."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "cogs").rglob("*.py")]

# What makes a message, a thread or a direct message in Discord, by the name it is called by.
SENDS = {
    "send",
    "send_message",
    "send_messages",
    "send_modal",
    "send_files",
    "send_multipart_helper",
    "followup",
    "reply",
    "create_dm",
    "create_thread",
    "start_thread_with_message",
    "start_thread_without_message",
    "start_thread_in_forum",
    "add_user_to_thread",
    "create_guild_scheduled_event",
    "edit_scheduled_event",
    "delete_scheduled_event",
    "edit_channel",
    "edit_message",
    "edit_original_response",
    "defer",
}
ANSWERS = {"send_message", "send_modal", "edit_message", "edit_original_response", "defer", "send"}


def _calls(source: str) -> Iterator[tuple[str, str]]:
    """The names of all methods that are called, with what they are called on."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, ast.unparse(node.func.value)


def _senders(source: str) -> set[tuple[str, str]]:
    posts = {("Route", "POST")} if re.search(r"Route\(\s*[\"']POST", source) else set()
    return {(name, on) for name, on in _calls(source) if name in SENDS} | posts


def _room(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts[:2])


def test_only_delivery_sends_and_only_the_ui_answers() -> None:
    strays = {}
    for path in FILES:
        found = _senders(path.read_text(encoding="utf-8"))
        match _room(path):
            case "bot.delivery" | "bot.demo":
                continue
            case "bot.ui":
                stray = {one for one in found if one[0] not in ANSWERS or not _answers(one[1])}
            case _:
                stray = found
        if stray:
            strays[str(path.relative_to(ROOT))] = stray
    assert strays == {}


def _answers(on: str) -> bool:
    return on.split(".", maxsplit=1)[0] == "interaction"


def test_delivery_is_where_messages_threads_posts_and_direct_messages_are_made() -> None:
    files = [path for path in FILES if _room(path) == "bot.delivery"]
    found = {name for path in files for name, _ in _senders(path.read_text(encoding="utf-8"))}
    assert {"send", "start_thread_with_message", "Route", "create_dm"} <= found


def test_the_rule_sees_a_stray_message() -> None:
    assert _senders("await channel.send('hello')") == {("send", "channel")}
    assert _senders("await interaction.user.create_dm()") == {("create_dm", "interaction.user")}
