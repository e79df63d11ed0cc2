"""What an import would do, what is wrong with a file, undoing, and the file of an export."""

from collections.abc import Mapping

from bot.domain.daily.own import Likeness, Reading, Trouble
from bot.services.daily.exporting import Export
from bot.services.daily.import_undoing import Undoable
from bot.services.daily.importing import Preview
from cogs.daily import export_views, import_views
from tests.cogs.samples import ID, NOW

FILE = "questions-of-our-own-as-they-were-on-the-last-day-of-september.yaml"
OWN = "own." + "x" * 60
TITLE = "A short name that takes all of the sixty characters it has."


def _many(count: int) -> Mapping[str, str]:
    return {f"own.{'x' * 56}-{n:03}": TITLE for n in range(count)}


def _preview(reading: Reading | None = None, same: int = 0, **counts: int) -> Preview:
    found = {name: _many(counts.get(name, 0)) for name in ("new", "changed", "removed")}
    return Preview(
        id=ID,
        by=ID,
        at=NOW,
        file=FILE,
        reading=reading or Reading(),
        new=found["new"],
        changed=found["changed"],
        removed=found["removed"],
        same=same,
        version=None,
    )


TROUBLE = Trouble(line=12345, row=200, where="signals operational-excellence 3", message="x" * 300)
SPOILT = Reading(troubles=[TROUBLE] * 20)
ONE = Reading(troubles=[Trouble(line=1, where="", message="the file is empty")])
ALIKE = Reading(likenesses=[Likeness(id=OWN, other=OWN, share=0.36)] * 9)
FULL = _preview(ALIKE, same=12, new=200, changed=200, removed=300)
UNDOABLE = Undoable(
    id=ID, by=ID, at=NOW, file=FILE, counts={"added": 200, "changed": 200, "removed": 300}
)


def _export(**changed: object) -> Export:
    return Export(**{"file": "own-questions-10.yaml", "content": b"", "questions": 200} | changed)  # type: ignore[arg-type]


TABLE = {
    import_views.preview_view: [
        (_preview(same=200), ID),
        (_preview(new=1), ID),
        *((FULL, ID, page) for page in (0, 2, 99)),
        (_preview(SPOILT), ID),
    ],
    import_views._troubles_view: [
        (_preview(ONE), ID, 0),
        *((_preview(SPOILT), ID, page) for page in (0, 2)),
    ],
    import_views.imported_view: [(FULL, ID)],
    import_views.not_imported_view: [()],
    import_views.undo_view: [
        (UNDOABLE, ID),
        (Undoable(id=ID, by=None, at=NOW, file=FILE, counts={"removed": 1}), ID),
    ],
    import_views.undone_view: [(FILE, ID)],
    import_views.kept_view: [()],
    export_views.export_view: [
        (_export(examples=True, questions=2), "yaml", ID),
        (_export(), "csv", ID),
        *((_export(part=part, parts=3), "yaml", ID) for part in (0, 1, 2)),
    ],
}
