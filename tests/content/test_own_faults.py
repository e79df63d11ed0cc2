"""Every way in which a file of a server’s own questions can be bad gets its sentence or its lines."""

import pytest

from bot.content.own import examples, write_table, write_yaml
from bot.domain.daily.bank import Bank
from bot.domain.daily.own import LARGEST, MOST_AT_ONCE
from bot.errors import (
    FileTooLarge,
    LooksLike,
    NoQuestionsInFile,
    NoTextFile,
    TooManyAtOnce,
    UserError,
    WhichForm,
    WrongEncoding,
)
from tests.content.own_files import BANK, CSV, YAML, data_of, of_kind, read, spoilt, told

# What is no file of questions.


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.yaml", b"PK\x03\x04\x14\0\x06\0", NoTextFile),
        ("a.csv", b"PK\x03\x04\x14\0\x06\0", NoTextFile),
        ("a.yaml", b"\x89PNG\r\n\x1a\n\0\0", NoTextFile),
        ("a.yaml", b"\xff\xd8\xff\xe0", NoTextFile),
        ("a.yaml", b"%PDF-1.7", NoTextFile),
        ("a.yaml", b"\x1f\x8b\x08\0", NoTextFile),
        ("a.yaml", b"\n <html><body>", NoTextFile),
        ("a.yaml", b"<?xml version='1.0'?>", NoTextFile),
        ("a.yaml", b"\x7fELF\x02\x01", NoTextFile),
        ("a.yaml", b"a: \0\0\0\0\0\0\0" + b"b" * 90, NoTextFile),
        ("a.csv", CSV.encode("utf-16"), WrongEncoding),
        ("a.csv", CSV.encode("utf-16-le"), WrongEncoding),
        ("a.csv", CSV.encode("utf-16-be"), WrongEncoding),
        ("a.csv", CSV.encode("utf-32"), WrongEncoding),
        ("a.yaml", "title: café".encode("cp1252"), WrongEncoding),
        ("a.csv", "id,kind\n“x”,y".encode("cp1252"), WrongEncoding),
        ("a.txt", YAML.encode(), WhichForm),
        ("yaml", YAML.encode(), WhichForm),
        ("a.yaml", CSV.encode(), LooksLike),
        ("a.csv", YAML.encode(), LooksLike),
        ("a.csv", b"# ours\n---\nquestions:\n", LooksLike),
        ("a.yaml", b"", NoQuestionsInFile),
        ("a.yaml", b"\xef\xbb\xbf \n", NoQuestionsInFile),
        ("a.yaml", b"schema_version: 1\nquestions: []\n", NoQuestionsInFile),
        ("a.csv", CSV.split("\n", 1)[0].encode(), NoQuestionsInFile),
        ("a.yaml", b"#" * (LARGEST + 1), FileTooLarge),
        ("a.csv", b"id,kind\n" + b"own.x,coding\n" * 5000, TooManyAtOnce),
    ],
)
def test_a_file_that_is_not_looked_at_gets_one_sentence(
    name: str, content: bytes, error: type[UserError]
) -> None:
    with pytest.raises(error) as raised:
        read(content, name)
    assert raised.value.sentence.endswith(".")
    assert "{" not in raised.value.sentence


@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_a_mark_of_utf_8_in_front_and_any_line_ends_are_read(form: str) -> None:
    text = YAML if form == "yaml" else CSV
    for ends in ("\n", "\r\n", "\r"):
        content = "\ufeff" + text.replace("\r\n", "\n").replace("\n", ends)
        assert data_of(read(content.encode(), f"OURS.{form.upper()}")) == [*examples()]


def test_as_many_questions_as_one_file_may_hold_are_read_and_one_more_is_not() -> None:
    many = [{**examples()[1], "id": f"own.many-{n}"} for n in range(MOST_AT_ONCE + 1)]
    assert len(read(write_table(many[:-1]), "ours.csv").items) == MOST_AT_ONCE
    with pytest.raises(TooManyAtOnce):
        read(write_table(many), "ours.csv")


# YAML that means harm.


def test_a_bomb_of_aliases_is_refused_where_it_stands() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    found = told("schema_version: 1\n" + "\n".join(lines))
    assert "2: a0: anchors are not allowed; write the text out" in found
    assert "3: a1 1: aliases are not allowed; write the text out" in found


def test_what_is_nested_without_end_is_refused() -> None:
    (found,) = told("schema_version: 1\nquestions: " + "[" * 100_000)
    assert found.endswith(": nested more than 40 deep")


def test_a_tag_makes_no_object() -> None:
    text = spoilt("title: A time", "title: !!python/object/apply:os.system ['true'] #", YAML)
    assert any("tags such as" in line for line in told(text))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("schema_version: 1\nquestions: 'open\n", "2: questions: "),
        ("schema_version: 1\n\tquestions: []\n", "2: : a tab has no place in content"),
        ("just a text", "1: : the file must be a mapping with schema_version"),
        ("- 1\n- 2", "1: : the file must be a mapping with schema_version"),
        ("schema_version: 1\nquestions: 3", "2: questions: must be a list, not a whole number"),
        ("schema_version: 1\nquestions: [3]", "2: : must be a mapping, not a whole number"),
    ],
)
def test_yaml_that_breaks_off_tells_its_line(text: str, line: str) -> None:
    assert any(each.startswith(line) for each in told(text)), told(text)


# The same validator, with places.


def test_every_fault_of_a_file_is_told_at_once_in_order() -> None:
    text = spoilt("difficulty: 3", "difficulty: 9")
    text = spoilt("rubric: bh-core", "rubric: bh-cord", text)
    text = spoilt("A fixed pause", "TODO a fixed pause", text)
    text = spoilt("    kind: behavioral", "    kind: behavioral\n    remark: none", text)
    found = told(text)
    assert [line.split(": ", 1)[1] for line in found] == [
        "difficulty: must be 5 or less, not 9",
        "pitfalls 2: “TODO” has no place in content",
        "remark: unknown key",
    ]
    assert found == sorted(found, key=lambda line: int(line.split(":")[0]))
    assert told(spoilt("rubric: bh-core", "rubric: bh-cord")) == [
        "95: rubric: unknown rubric bh-cord"
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("accuracy:", "exactness:", "signals accuracy: td-core has this criterion, it needs signals"),
        ("level: L5", "level: L7", "level: L7 must be one of levels (L4, L5, L6)"),
        ("rubric: td-core", "rubric: sd-core", "rubric: sd-core is for system-design, this"),
        ("id: own.example.retry-storm", "id: Own.Storm", "id: “Own.Storm” may hold a-z, 0-9"),
        ("id: own.example.retry-storm", "id: retry-storm", "id: retry-storm is no id here; an id of"),
        ("    phases: [1, 2]", "    phases: [1, 2]\n    overlaps: [own.none]", "unknown question own.none"),
        ("title: Retries", "title: 5 #", "must be text, not a whole number; put it in quotes"),
        ("title: Retries", "title: https://x.example Retries", "has no place in content"),
    ],
)  # fmt: skip
def test_a_question_is_checked_as_shipped_ones_are(old: str, new: str, line: str) -> None:
    assert any(line in each for each in told(spoilt(old, new))), told(spoilt(old, new))


def test_an_id_of_a_shipped_question_is_refused() -> None:
    id = next(iter(BANK.shipped))
    assert told(spoilt("own.example.retry-storm", id), bank=BANK) == [
        f"3: id: {id} is the id of a shipped question; an id of your own begins with own."
    ]


def test_no_shipped_question_has_an_id_of_a_servers_own() -> None:
    assert not [id for id in BANK.shipped if id.startswith("own.")]


@pytest.mark.parametrize(("form", "line"), [("yaml", "61"), ("csv", "15 row 3")])
def test_the_same_id_twice_is_told_at_the_second(form: str, line: str) -> None:
    text = YAML if form == "yaml" else CSV
    (found,) = told(text.replace("own.example.said-no", "own.example.retry-storm"), f"ours.{form}")
    assert found.startswith(f"{line}: id: own.example.retry-storm is taken by another item")


def test_a_file_may_refer_to_shipped_own_and_its_own_questions() -> None:
    id = next(iter(BANK.shipped))
    refers = f"    phases: [1, 2]\n    overlaps: [{id}, own.example.said-no, own.before]"
    before = read(YAML).items[0].question
    bank = Bank(BANK.shipped, own={"own.before": before})
    assert read(spoilt("    phases: [1, 2]", refers), bank=bank).troubles == ()


def test_only_questions_stand_in_a_file_of_ones_own() -> None:
    assert told(YAML + "rubrics: []\ndecks:\n  - id: x\n") == [
        "112: rubrics: a file of your own holds questions only",
        "113: decks: a file of your own holds questions only",
    ]


def test_a_question_whose_pages_do_not_fit_is_refused() -> None:
    design = of_kind("system-design")[0]
    first = next(iter(design["signals"]))
    big = {"name": "huge", "text": "A large number", "value": 123456789012, "unit": "bytes"}
    # As it is written it is short enough; with the number in place it fits no option.
    signals = {**design["signals"], first: [f"Says {'w' * 84} {{huge}}"]}
    found = {**design, "signals": signals, "estimation": [big, *design["estimation"]][:10]}
    assert told(write_yaml([found]), pages=True) == [
        f"3: : page “signal {first} 1” has 105, at most 100 fit"
    ]


# Near-duplicates.


def test_a_question_that_is_nearly_another_is_named_once() -> None:
    twin = {**examples()[0], "id": "own.twin"}
    shipped_twin = {**examples()[1], "prompt": next(iter(BANK.shipped.values())).prompt}
    found = read(write_yaml([examples()[0], twin, shipped_twin]), bank=BANK).likenesses
    assert {(one.id, one.other, one.share) for one in found} == {
        ("own.twin", "own.example.retry-storm", 1.0),
        ("own.example.said-no", next(iter(BANK.shipped)), 1.0),
    }


def test_a_question_is_not_compared_with_what_it_replaces_or_with_what_is_asked_no_more() -> None:
    before = read(YAML).items[0].question
    assert read(YAML, bank=Bank(BANK.shipped, own={before.id: before})).likenesses == []
    gone = Bank(BANK.shipped, own={"own.gone": before}, removed=frozenset({"own.gone"}))
    assert read(YAML, bank=gone).likenesses == []


def test_a_file_full_of_one_question_names_each_of_them_once() -> None:
    many = [{**examples()[0], "id": f"own.many-{n}"} for n in range(MOST_AT_ONCE)]
    found = read(write_table(many), "ours.csv").likenesses
    assert [one.id for one in found] == [one["id"] for one in many[1:]]
