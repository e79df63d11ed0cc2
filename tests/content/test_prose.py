"""Prompts are not each other’s copies."""

import pytest

from tests.content.conftest import Folder

SD = "questions/sd.yaml"
PROMPT = """\
      Forty services each keep a cache of their own and overload the database
      together after every deploy. Design one shared tier for all of them.
"""


def copy_of_the_cache_question(folder: Folder, prompt: str) -> None:
    text = (folder.root / SD).read_text(encoding="utf-8")
    assert text.count(PROMPT) == 1
    text = text.replace("id: sd.caching.shared", "id: sd.caching.copy")
    folder.write("questions/zz.yaml", text.replace(PROMPT, f"      {prompt}\n"))


@pytest.mark.parametrize(
    ("prompt", "told"),
    [
        # The original has 25 words, so 21 runs of five.
        (
            (
                "Forty services each keep a cache of their own and overload the database together "
                "after every deploy. Design one shared tier for everybody"
            ),
            "E310 questions[0].prompt: 82% the same as sd.caching.shared",
        ),
        (
            (
                "Forty services each keep a cache of their own and overload the database together "
                "after lunch, and nobody says a word about it to them"
            ),
            "W310 questions[0].prompt: 35% the same as sd.caching.shared",
        ),
    ],
)
def test_a_prompt_that_copies_another_is_told(folder: Folder, prompt: str, told: str) -> None:
    copy_of_the_cache_question(folder, prompt)
    assert folder.faults() == [f"content/questions/zz.yaml:13:13: {told} (content/{SD}:13:13)"]


def test_prompts_may_share_a_phrase(folder: Folder) -> None:
    copy_of_the_cache_question(
        folder,
        "Forty services each keep a cache of their own. Say which of them you would move first, "
        "how you would find out, and what would make you turn back",
    )
    assert not folder.faults()
