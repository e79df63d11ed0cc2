"""One question by itself: to plain data and back, and refused like one of a file."""

import json

import pytest

from bot.content import ContentError
from bot.content.own import examples
from bot.content.single import question_data, read_question
from cogs.daily.size import measure
from tests.domain.pools import shipped

RUBRICS = shipped().rubrics.values()


def test_every_shipped_question_comes_back_as_it_was() -> None:
    for question in shipped().questions.values():
        data = json.loads(json.dumps(question_data(question)))
        assert read_question(data, rubrics=RUBRICS) == question
        assert json.dumps(question_data(read_question(data))) == json.dumps(data)


def test_what_has_its_default_is_left_out_and_the_id_comes_first() -> None:
    data = question_data(read_question(examples()[1]))
    assert [*data][:3] == ["id", "kind", "title"]
    assert data == examples()[1]
    assert not data.keys() & {"revision", "changes", "theme", "overlaps"}


def test_a_whole_number_is_written_as_one() -> None:
    design = next(one for one in shipped().questions.values() if one.kind == "system-design")
    values = [estimate["value"] for estimate in question_data(design)["estimation"]]
    assert values
    assert not [value for value in values if isinstance(value, float) and value.is_integer()]


@pytest.mark.parametrize(
    ("changes", "path", "message"),
    [
        ({"difficulty": 9}, "questions[0].difficulty", "must be 5 or less, not 9"),
        ({"level": "L7"}, "questions[0].level", "L7 must be one of levels (L4, L5, L6)"),
        ({"rubric": "td-none"}, "questions[0].rubric", "unknown rubric td-none"),
        ({"prompt": "TODO " * 20}, "questions[0].prompt", "“TODO” has no place in content"),
        ({"remark": "x"}, "questions[0].remark", "unknown key"),
        ({"kind": "puzzle"}, "questions[0].kind", "must be one of"),
    ],
)
def test_a_fault_is_told_with_its_place(
    changes: dict[str, object], path: str, message: str
) -> None:
    with pytest.raises(ContentError) as raised:
        read_question({**examples()[0], **changes}, rubrics=RUBRICS, measures=[measure])  # type: ignore[dict-item]
    assert [fault.path for fault in raised.value.faults][:1] == [path]
    assert message in raised.value.faults[0].message


def test_without_rubrics_a_question_is_read_whatever_it_is_scored_by() -> None:
    data = {**examples()[0], "rubric": "td-none"}
    assert read_question(data).rubric == "td-none"
