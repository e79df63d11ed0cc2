"""E1xx: what the text of a file may not hold, each with the line an author reads."""

import pytest

from bot.content.nodes import read

PLAIN_MAPPING = "a key: [1, two]\nanother:\n  - deep: true\n"


def faults(text: str) -> list[str]:
    return [str(fault) for fault in read(text, "x.yaml")[1]]


def nested(depth: int) -> str:
    """A file whose innermost list lies this many steps below the top."""
    return "a: " + "[" * depth + "]" * depth + "\n"


def test_every_key_and_value_has_its_place() -> None:
    document, found = read(PLAIN_MAPPING, "x.yaml")
    assert not found
    assert document
    assert document.data == {"a key": [1, "two"], "another": [{"deep": True}]}
    assert document.place(("a key", 1)) == (1, 12)
    assert document.place(("another",), at_key=True) == (2, 1)
    assert document.place(("another", 0, "deep")) == (3, 11)
    assert document.place(("another", 0, "missing", 7)) == (3, 5)


def test_columns_count_characters_beyond_the_basic_plane_once() -> None:
    document, _ = read("text: [😀, 2]\n", "x.yaml")
    assert document
    assert document.place(("text", 1)) == (1, 11)


def test_windows_line_ends_are_the_library_s_matter() -> None:
    assert faults("a: 1\r\n") == [
        "x.yaml:1:5: E113 <root>: the character U+000D has no place in content"
    ]


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        (
            "a: 'open\nb: 1\n",
            "1:4: E103 a",
            "while scanning a quoted scalar: found unexpected end of stream",
        ),
        (
            'a:\n  - "open\n',
            "2:5: E103 a",
            "while scanning a quoted scalar: found unexpected end of stream",
        ),
        (
            "a:\n  b: 1\n c: 2\n",
            "3:2: E103 a.b",
            "while parsing a block mapping: did not find expected key",
        ),
        ("a: b: c\n", "1:5: E103 a", "mapping values are not allowed in this context"),
    ],
    ids=["unclosed quote", "unclosed quote in a list", "bad indentation", "two colons"],
)
def test_broken_syntax_is_told_where_it_breaks(text: str, where: str, what: str) -> None:
    assert faults(text) == [f"x.yaml:{where}: {what}"]


def test_a_duplicate_key_names_the_first_and_the_first_counts() -> None:
    document, found = read("a:\n  b: 1\n  c: {d: 2}\n  b: 3\n  c: {d: 4, e: 5}\n  b: 4\n", "x.yaml")
    assert [str(fault) for fault in found] == [
        "x.yaml:4:3: E104 a.b: duplicate key (first at 2:3)",
        "x.yaml:5:3: E104 a.c: duplicate key (first at 3:3)",
        "x.yaml:6:3: E104 a.b: duplicate key (first at 2:3)",
    ]
    assert document
    assert document.data == {"a": {"b": 1, "c": {"d": 2}}}
    assert document.place(("a", "c", "d")) == (3, 10)


def test_an_anchor_and_its_alias_are_both_refused() -> None:
    assert faults("a: &name one\nb: *name\n&key c: 1\n") == [
        "x.yaml:1:4: E105 a: anchors are not allowed; write the text out",
        "x.yaml:2:4: E105 b: aliases are not allowed; write the text out",
        "x.yaml:3:1: E105 c: anchors are not allowed; write the text out",
    ]


def test_an_alias_without_an_anchor_is_refused_the_same_way() -> None:
    assert faults("b: *name\n") == [
        "x.yaml:1:4: E105 b: aliases are not allowed; write the text out"
    ]


def test_an_alias_bomb_is_never_unfolded() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(
        f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 9)
    )
    found = faults(bomb)
    assert len(found) == 9 + 8 * 10
    assert all(" E105 " in line for line in found)


def test_a_merge_key_is_refused() -> None:
    assert faults("a:\n  <<: {b: 1}\n  c: 2\n") == [
        "x.yaml:2:3: E106 a.<<: merge keys are not allowed; write the keys out"
    ]


@pytest.mark.parametrize("key", ["1", "true", "null", "1.5", "~"])
def test_a_key_that_is_no_text_wants_quotes(key: str) -> None:
    assert faults(f"a:\n  {key}: x\n") == [
        f'x.yaml:2:3: E107 a.{key}: a key must be text; write "{key}"'
    ]
    assert not faults(f'a:\n  "{key}": x\n')


@pytest.mark.parametrize("key", ["? [1, 2]\n: x\n", "? {a: b}\n: x\n"])
def test_a_list_or_mapping_is_no_key(key: str) -> None:
    assert faults(key) == ["x.yaml:1:3: E107 <root>: a key must be text"]


def test_forty_levels_are_deep_enough() -> None:
    assert not faults(nested(39))
    assert faults(nested(40)) == [f"x.yaml:1:43: E108 a{'[0]' * 39}: nested more than 40 deep"]


def test_brackets_without_end_stop_at_the_same_depth() -> None:
    assert [line.split(":")[3][:5] for line in faults("[" * 500_000)] == [" E108"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "a: {b: One box, growth means a rewrite}\n",
            ["1:8: E109 a.b", "1:17: E109 a.growth means a rewrite"],
        ),
        ("a: [One box, Two boxes]\n", ["1:5: E109 a[0]", "1:14: E109 a[1]"]),
        ("a: {b: [{c: some text}]}\n", ["1:13: E109 a.b[0].c"]),
    ],
)
def test_unquoted_text_inside_brackets_is_refused(text: str, places: list[str]) -> None:
    told = "a comma splits text inside { } or [ ]; put it in quotes or write it as a block"
    assert faults(text) == [f"x.yaml:{place}: {told}" for place in places]


def test_brackets_may_hold_ids_numbers_and_quoted_text() -> None:
    assert not faults("a: {b: sd.caching, c: [1, 2.5, true], d: 'One box, two boxes'}\n")


def test_a_second_document_is_refused() -> None:
    assert faults("---\na: 1\n---\nb: 2\n") == [
        "x.yaml:3:1: E110 <root>: a file holds one document; “---” begins another"
    ]


@pytest.mark.parametrize("tag", ["!!python/object:os.system", "!!binary", "!local", "!!str", "!"])
def test_a_tag_is_refused(tag: str) -> None:
    full = tag.replace("!!", "tag:yaml.org,2002:")
    assert faults(f"a: {tag} x\n") == [f"x.yaml:1:4: E111 a: tags such as {full} are not allowed"]
    assert faults(f"{tag} a: x\n") == [f"x.yaml:1:1: E111 a: tags such as {full} are not allowed"]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n"])
def test_an_empty_file_is_told(text: str) -> None:
    assert faults(text) == ["x.yaml:1:1: E112 <root>: the file is empty"]


@pytest.mark.parametrize(
    ("text", "place"),
    [("- a: 1\n", "1:1"), ("# remark\n- a\n", "2:1"), ("text\n", "1:1"), ("---\n", "2:1")],
)
def test_the_top_of_a_file_is_a_mapping(text: str, place: str) -> None:
    assert faults(text) == [
        f"x.yaml:{place}: E112 <root>: the file must be a mapping with schema_version"
    ]


def test_a_tab_is_named_once_even_where_it_breaks_the_indentation() -> None:
    assert faults("a:\n\tb: 1\n\tc: 2\n") == [
        "x.yaml:2:1: E113 <root>: a tab has no place in content",
        "x.yaml:3:1: E113 <root>: a tab has no place in content",
    ]


def test_a_tab_between_words_hides_no_other_fault() -> None:
    assert faults("a: b\tc\na: 2\n") == [
        "x.yaml:1:5: E113 <root>: a tab has no place in content",
        "x.yaml:2:1: E104 a: duplicate key (first at 1:1)",
    ]


def test_an_escape_cannot_bring_in_what_may_not_be_written() -> None:
    assert faults('a: "\\u202eabc\\t"\n') == [
        "x.yaml:1:4: E113 a: the character U+202E has no place in content",
        "x.yaml:1:4: E113 a: a tab has no place in content",
    ]


def test_text_that_a_comment_would_cut_short_is_refused() -> None:
    told = "a “#” after a space starts a comment and cuts this text short; put it in quotes"
    assert faults("a: Explain issue #12 to me\n") == [f"x.yaml:1:4: E114 a: {told}"]


@pytest.mark.parametrize(
    "text",
    [
        "a: 4  # four\n",
        "a: word # said\n",
        "a: 'x y' # said\n",
        "a: C# and F#\n",
        "a: >-\n  Issue #12\n",
    ],
)
def test_a_comment_after_a_number_word_or_quote_is_fine(text: str) -> None:
    assert not faults(text)
