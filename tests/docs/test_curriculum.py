"""The page of all there is to ask and to learn agrees with the content."""

import re

from bot import app
from bot.content import Content, load
from bot.content.overview import overview
from tests.docs.pages import ROOT

CONTENT: Content = load(app.CONTENT)


def test_the_page_of_the_curriculum_is_the_one_that_is_written_from_the_content() -> None:
    written = (ROOT / "docs/curriculum.md").read_text(encoding="utf-8")
    assert written == overview(CONTENT), "python -m bot content overview > docs/curriculum.md"


def test_every_question_and_deck_stands_on_it_once() -> None:
    lines = overview(CONTENT).splitlines()
    for question in CONTENT.questions.values():
        assert sum(line.startswith(f"- {question.short} (") for line in lines) == 1, question.id
    for deck in CONTENT.decks.values():
        assert sum(line.startswith(f"| {deck.label} |") for line in lines) == 1, deck.id


def test_every_line_of_the_track_is_counted() -> None:
    _, track = overview(CONTENT).split("lines of the track")
    counts = [int(number) for number in re.findall(r"^\| [a-z ]+ \| (\d+) \|", track, re.MULTILINE)]
    assert sum(counts) == len(CONTENT.seed)
