"""The screens of `/series queue`: the order in which questions come, and one of them."""

from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from string import ascii_lowercase
from typing import Any

from discord import app_commands, ui

from bot.services.daily.queue import Queue, Queued, Suggested
from bot.services.daily.upcoming import Upcoming
from bot.ui import kit
from bot.ui.components import button, select, turns
from cogs.daily import routes
from cogs.daily.marks import day

ROWS = 8
_DRAWN = 3
_GONE = "No longer in the bank"
_OFF = "switched off, passed over"
_HOW = "Add one with `/series queue` and a few words of its title."
_MARK_LETTERS = 6
# Discord’s limit for a suggestion.
_LONGEST_NAME = 100


def queue_view(
    queue: Queue, ahead: Sequence[Upcoming], page: int, opener: int, said: str | None = None
) -> ui.LayoutView:
    """What comes next in a series, in order, and what the draw asks after that."""
    if not queue.entries:
        return _empty_view(queue, ahead, opener)
    pages = -(-len(queue.entries) // ROWS)
    page = min(page, pages - 1)
    shown = queue.entries[page * ROWS : (page + 1) * ROWS]
    series = queue.series
    return kit.panel(
        "-# Series · queue" + (f" · page {page + 1} of {pages}" if pages > 1 else ""),
        f"## {kit.count(len(queue.entries), 'question')} queued",
        said,
        f"<#{series.channel_id}> · {series.plan}",
        kit.line(),
        *(_row(entry, ahead, queue.today) for entry in shown),
        _drawn("Then from the draw", ahead) if page + 1 == pages else None,
        kit.line(),
        kit.row(
            select(
                "Move one or take it out",
                [_option(entry) for entry in shown],
                routes.QUEUED,
                series=series.id,
                opener=opener,
            )
        ),
        turns(routes.QUEUE, page, pages, series=series.id, opener=opener),
        _changes(queue, opener),
        _leave(queue, opener),
        f"-# {_HOW}",
    )


def _empty_view(queue: Queue, ahead: Sequence[Upcoming], opener: int) -> ui.LayoutView:
    series = queue.series
    return kit.panel(
        "-# Series · queue",
        "## Nothing queued",
        f"<#{series.channel_id}> · {series.plan}",
        "Each question comes from the draw, which keeps kinds and topics mixed. "
        f"What you queue comes first. {_HOW}",
        _drawn("Next from the draw", ahead),
        _leave(queue, opener),
        "-# Only you see this.",
    )


def _row(entry: Queued, ahead: Sequence[Upcoming], today: date) -> str:
    place = f"`{entry.position}`"
    if entry.question is None:
        return f"{place} {_GONE}\n-# {entry.question_id} · passed over"
    look = kit.KINDS[entry.question.kind]
    facts = [look.label]
    if entry.passed:
        facts.append(_OFF)
    if (slot := _slot(entry, ahead)) is not None:
        facts.append(slot)
    if entry.asked is not None:
        facts.append(f"asked {day(entry.asked, today)}")
    return f"{place} {look.emoji} {entry.question.short}\n-# {' · '.join(facts)}"


def _slot(entry: Queued, ahead: Sequence[Upcoming]) -> str | None:
    """The day on which an entry is asked, where it is near."""
    for one in ahead:
        if one.queued and one.question.id == entry.question_id:
            return kit.stamp(one.slot.at, "D")
    return None


def _drawn(title: str, ahead: Sequence[Upcoming]) -> str | None:
    drawn = [one for one in ahead if not one.queued][:_DRAWN]
    if not drawn:
        return None
    rows = [
        f"-# {kit.stamp(one.slot.at, 'D')} · {kit.KINDS[one.question.kind].emoji} {one.question.short}"
        for one in drawn
    ]
    return "\n".join([f"**{title}**", *rows])


def _option(entry: Queued) -> Any:
    name = entry.question_id if entry.question is None else entry.question.short
    gone = _GONE if entry.question is None else kit.KINDS[entry.question.kind].label
    return kit.option(f"{entry.position}. {name}", entry.question_id, description=gone)


def _changes(queue: Queue, opener: int) -> ui.ActionRow[Any]:
    series = queue.series.id
    retired = any(entry.passed for entry in queue.entries)
    return kit.row(
        _undo(queue, opener),
        button("Drop retired", routes.TIDY, series=series, opener=opener) if retired else None,
        button("Clear", routes.CLEAR, series=series, opener=opener),
    )


def _leave(queue: Queue, opener: int) -> ui.ActionRow[Any]:
    """Where there is nothing left to change, the last change can still be taken back."""
    return kit.row(
        None if queue.entries else _undo(queue, opener),
        button("Series", routes.SHOW, series=queue.series.id, opener=opener),
    )


def _undo(queue: Queue, opener: int) -> ui.Item[Any] | None:
    if queue.change_id is None:
        return None
    return button("Undo", routes.PUT_BACK, change=queue.change_id, opener=opener)


def entry_view(
    queue: Queue, entry: Queued, ahead: Sequence[Upcoming], opener: int
) -> ui.LayoutView:
    """One question of the queue, and where it should go."""
    ids: dict[str, Any] = {"series": queue.series.id, "opener": opener}
    last = len(queue.entries)
    mark = mark_of(entry.question_id)
    leave = kit.row(
        button("Take out", routes.OUT, mark=mark, **ids),
        _undo(queue, opener),
        button("Queue", routes.QUEUE, page=(entry.position - 1) // ROWS, **ids),
    )
    place = f"place {entry.position} of {last}"
    if entry.question is None:
        return kit.panel(
            f"-# Series · queue · {place}",
            f"## {_GONE}",
            f"`{entry.question_id}` was queued and has left the bank since. It is passed over.",
            leave,
        )
    question, slot = entry.question, _slot(entry, ahead)
    moves = (
        button("To the front", routes.FRONT, mark=mark, **ids) if entry.position > 1 else None,
        button("Up", routes.UP, mark=mark, **ids) if entry.position > 1 else None,
        button("Down", routes.DOWN, mark=mark, **ids) if entry.position < last else None,
    )
    return kit.panel(
        kit.head(question.kind, f"queue, {place}"),
        f"## {question.short}",
        f"{question.level} · {question.minutes} min" + (f" · comes {slot}" if slot else ""),
        "It is switched off here and passed over. `/bank browse` switches it on."
        if entry.passed
        else None,
        "This series has not asked it yet."
        if entry.asked is None
        else f"Asked on {day(entry.asked, queue.today)}; it comes again and says so.",
        kit.row(*moves) if any(moves) else None,
        leave,
        colour=kit.KINDS[question.kind].colour,
    )


def suggestion(found: Suggested) -> app_commands.Choice[str]:
    """A question as it is suggested: `🟦 System design · One cache for forty services · asked 2 March`."""
    question = found.question
    look = kit.KINDS[question.kind]
    before = f" · asked {day(found.asked, found.today)}" if found.asked is not None else ""
    name = f"{look.emoji} {look.label} · {question.short}{before}"
    return app_commands.Choice(name=name[:_LONGEST_NAME], value=question.id)


def mark_of(question_id: str, count: int = _MARK_LETTERS) -> str:
    """A few letters that stand for a question in a `custom_id`, which has no room for its id.

    Six letters tell any two questions of one queue apart but once in a million queues.
    """
    number = int.from_bytes(blake2b(question_id.encode(), digest_size=8).digest())
    letters: list[str] = []
    for _ in range(count):
        number, place = divmod(number, len(ascii_lowercase))
        letters.append(ascii_lowercase[place])
    return "".join(letters)
