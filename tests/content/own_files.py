"""Files of a server’s own questions, sound and spoilt."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from bot.content.own import examples, read_own, write_table, write_yaml
from bot.content.single import question_data
from bot.domain.daily.bank import Bank
from bot.domain.daily.own import Reading
from cogs.daily.size import measure
from tests.domain.pools import shipped

Data = Mapping[str, Any]
YAML = write_yaml(examples())
CSV = write_table(examples())
BANK = Bank(shipped().questions)
NOTHING = Bank({})


def read(
    text: str | bytes, name: str = "ours.yaml", bank: Bank = NOTHING, *, pages: bool = False
) -> Reading:
    data = text.encode() if isinstance(text, str) else text
    rubrics = shipped().rubrics.values()
    return read_own(name, data, bank, rubrics=rubrics, measures=[measure] if pages else [])


def told(text: str | bytes, name: str = "ours.yaml", **given: Any) -> list[str]:
    """Each trouble as `line row: where: message`."""
    return [
        f"{one.line}{f' row {one.row}' if one.row else ''}: {one.where}: {one.message}"
        for one in read(text, name, **given).troubles
    ]


def data_of(reading: Reading) -> list[Data]:
    """What is kept of each question."""
    assert reading.troubles == ()
    return [json.loads(item.data) for item in reading.items]


def spoilt(old: str, new: str, text: str = YAML) -> str:
    """A file with one text replaced, where it stands first."""
    assert old in text
    return text.replace(old, new, 1)


def rows_of(text: str) -> list[list[str]]:
    return [*csv.reader(io.StringIO(text))]


def table_of(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def of_kind(kind: str) -> list[Data]:
    """The shipped questions of a kind as a server’s own; they refer to no others."""
    found = [question_data(one) for one in shipped().questions.values() if one.kind == kind]
    return [
        {name: value for name, value in one.items() if name != "overlaps"}
        | {"id": f"own.{one['id']}"[:64].rstrip(".-")}
        for one in found
    ]
