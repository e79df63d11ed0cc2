"""The screens of `/bank import` and `/bank undo`: what a file would do, and what an undo takes back."""

from collections.abc import Mapping, Sequence

from discord import ui

from bot.domain.daily.own import Likeness, Trouble
from bot.services.daily.import_undoing import Undoable
from bot.services.daily.importing import Preview
from bot.ui import kit
from bot.ui.components import button, turns
from bot.ui.text import snippet
from cogs.daily import routes

ROWS = 8
_MESSAGE = 200
_WHERE = 40


def preview_view(preview: Preview, opener: int, page: int = 0) -> ui.LayoutView:
    """What an import would write, or what is wrong with its file; nothing is written yet."""
    if preview.reading.troubles:
        return _troubles_view(preview, opener, page)
    if preview.does_nothing:
        return kit.panel(
            "-# Bank · import",
            "## Nothing would change",
            f"“{snippet(preview.file)}”: {_counted(preview.same)}, as in your bank already.",
        )
    rows = [*map(_alike, preview.reading.likenesses), *_titles(preview)]
    page, pages, shown = _page(rows, page)
    return kit.panel(
        "-# Bank · import" + _of(page, pages),
        "## Import these?",
        f"“{snippet(preview.file)}”: {_told(preview.counts)}{_as_they_are(preview)}.",
        kit.line(),
        *shown,
        kit.line(),
        kit.row(
            button("Import", routes.IMPORT, preview=preview.id, opener=opener, primary=True),
            button("Cancel", routes.IMPORT_CANCEL, preview=preview.id, opener=opener),
        ),
        turns(routes.IMPORT_PAGE, page, pages, preview=preview.id, opener=opener),
        "-# Nothing is written yet. `/bank undo` takes an import back.",
    )


def _troubles_view(preview: Preview, opener: int, page: int) -> ui.LayoutView:
    troubles = preview.reading.troubles
    page, pages, shown = _page([_trouble(one) for one in troubles], page)
    return kit.panel(
        "-# ⚠️ Bank · import" + _of(page, pages),
        f"## {kit.count(len(troubles), 'place')} to mend",
        f"Nothing of “{snippet(preview.file)}” was imported. Mend it and run `/bank import` again.",
        kit.line(),
        *shown,
        turns(routes.IMPORT_PAGE, page, pages, preview=preview.id, opener=opener),
        colour=kit.NEEDS_YOU,
    )


def _trouble(trouble: Trouble) -> str:
    row = f" (row {trouble.row})" if trouble.row is not None else ""
    where = f" · {snippet(trouble.where, _WHERE)}" if trouble.where else ""
    return f"**Line {trouble.line}**{row}{where}\n-# {snippet(trouble.message, _MESSAGE)}"


def _alike(likeness: Likeness) -> str:
    return f"**Nearly the same** {likeness.share:.0%}\n-# {likeness.id} and {likeness.other}"


def _titles(preview: Preview) -> Sequence[str]:
    """Each question that would be written or removed, by its title and id."""
    sorts = (("New", preview.new), ("Changed", preview.changed), ("Removed", preview.removed))
    return [
        f"**{sort}** {snippet(title)}\n-# {id}"
        for sort, found in sorts
        for id, title in found.items()
    ]


def _page(rows: Sequence[str], page: int) -> tuple[int, int, Sequence[str]]:
    pages = max(1, -(-len(rows) // ROWS))
    page = min(page, pages - 1)
    return page, pages, rows[page * ROWS : (page + 1) * ROWS]


def _of(page: int, pages: int) -> str:
    return f" · page {page + 1} of {pages}" if pages > 1 else ""


def _told(counts: Mapping[str, int]) -> str:
    """`3 added, 1 changed`."""
    return ", ".join(f"**{count}** {name}" for name, count in counts.items())


def _as_they_are(preview: Preview) -> str:
    return f", {preview.same} as they are" if preview.same else ""


def _counted(number: int) -> str:
    return kit.count(number, "question")


def imported_view(preview: Preview, opener: int) -> ui.LayoutView:
    """What was written."""
    return kit.panel(
        "-# Bank · import",
        "## Imported",
        f"“{snippet(preview.file)}”: {_told(preview.counts)}.",
        "From now on they are drawn like the shipped ones.",
        kit.row(button("Undo", routes.IMPORT_ASK_UNDO, opener=opener)),
    )


def not_imported_view() -> ui.LayoutView:
    """The preview was cancelled."""
    return kit.panel("-# Bank · import", "## Nothing was imported", "The bank is as it was.")


def undo_view(made: Undoable, opener: int) -> ui.LayoutView:
    """Asks before an import is undone, and says what happens to its questions."""
    who = f"<@{made.by}>" if made.by is not None else "someone who left"
    counts = made.counts
    then = [
        f"{_counted(counts['added'])} removed" if "added" in counts else None,
        f"{_counted(counts['changed'])} as before" if "changed" in counts else None,
        f"{_counted(counts['removed'])} back" if "removed" in counts else None,
    ]
    return kit.panel(
        "-# Bank · undo",
        "## Undo this import?",
        f"“{snippet(made.file)}” · {who} · {kit.stamp(made.at)}\n-# {_plain(counts)}",
        "Then:\n" + kit.bullets([line for line in then if line is not None]),
        kit.row(
            button("Undo it", routes.IMPORT_UNDO, made=made.id, opener=opener, primary=True),
            button("Keep it", routes.IMPORT_KEEP, opener=opener),
        ),
        "-# Posts and answers stay as they are.",
    )


def _plain(counts: Mapping[str, int]) -> str:
    return _told(counts).replace("**", "")


def undone_view(file: str, opener: int) -> ui.LayoutView:
    """The import is undone."""
    return kit.panel(
        "-# Bank · undo",
        "## Undone",
        f"Every question of “{snippet(file)}” is again what it was before.",
        kit.row(button("The one before", routes.IMPORT_ASK_UNDO, opener=opener)),
        "-# `/server changes` takes this back.",
    )


def kept_view() -> ui.LayoutView:
    """The import stays."""
    return kit.panel("-# Bank · undo", "## Nothing was undone", "The import stays.")
