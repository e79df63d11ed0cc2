"""What a post says beside its question, in words: late, repeated, and how the one before it went."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.daily.lateness import AWAY, DISCORD, Lateness
from bot.domain.daily.question import Correction
from bot.domain.daily.series import Earlier
from bot.services.daily.showing import Shown
from bot.ui.lateness import late, length
from bot.ui.links import post_link, thread_link
from cogs.daily.marks import day_after, marks, thread_name
from tests.cogs.samples import ASKED, POST

# A Monday.
TODAY = date(2026, 3, 2)
SHOWN = Shown(post=replace(POST, slot=TODAY), question=ASKED)


def _after(day: date, answers: int, reviewed: int = 0, message_id: int | None = None) -> str | None:
    before = replace(POST, guild_id=1, channel_id=2, slot=day, message_id=message_id)
    earlier = Earlier(post=before, answers=answers, reviewed=reviewed)
    return day_after(replace(SHOWN, earlier=earlier))


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (timedelta(minutes=10), "10 minutes"),
        (timedelta(minutes=45), "45 minutes"),
        (timedelta(minutes=59, seconds=40), "1 hour"),
        (timedelta(hours=3), "3 hours"),
        (timedelta(hours=3, minutes=40), "4 hours"),
        (timedelta(hours=23, minutes=50), "1 day"),
        (timedelta(hours=47), "2 days"),
        (timedelta(days=2), "2 days"),
    ],
)
def test_a_length_is_said_in_its_largest_unit(by: timedelta, words: str) -> None:
    assert length(by) == words


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (DISCORD, "3 hours late, Discord was down"),
        (AWAY, "3 hours late, the bot was away"),
        ("permissions", "3 hours late, a permission was missing"),
        ("channel", "3 hours late, the channel was missing"),
        ("tag", "3 hours late, a forum tag was missing"),
        ("refused", "3 hours late, Discord refused it"),
    ],
)
def test_a_late_post_says_how_late_and_why(why: str, words: str) -> None:
    found = Lateness(timedelta(hours=3), why)
    assert late(found) == words
    assert marks(replace(SHOWN, lateness=found)) == words


def test_a_post_in_time_that_is_new_has_no_marks() -> None:
    assert marks(SHOWN) is None


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 2, 2), "last asked 2 February"), (date(2025, 3, 2), "last asked 2 March 2025")],
)
def test_a_repeated_question_says_when_it_was_asked_and_in_which_year(
    day: date, words: str
) -> None:
    assert marks(replace(SHOWN, last_asked=day)) == words


def test_both_marks_share_one_line() -> None:
    both = replace(
        SHOWN, lateness=Lateness(timedelta(hours=3), DISCORD), last_asked=date(2026, 1, 31)
    )
    assert marks(both) == "3 hours late, Discord was down · last asked 31 January"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 3, 1), "Yesterday"),
        (date(2026, 2, 27), "Friday"),
        (date(2026, 2, 24), "Tuesday"),
        # The weekday of today would be read as today.
        (date(2026, 2, 23), "23 February"),
        (date(2025, 12, 31), "31 December 2025"),
    ],
)
def test_the_post_before_is_called_by_its_day(day: date, name: str) -> None:
    assert _after(day, 14, 9) == f"{name}: 14 answers, 9 reviewed"


@pytest.mark.parametrize(
    ("answers", "reviewed", "words"),
    [
        (1, 0, "Yesterday: 1 answer"),
        (1, 1, "Yesterday: 1 answer, 1 reviewed"),
        (1234, 0, "Yesterday: 1,234 answers"),
        (0, 0, "Yesterday’s is still open"),
    ],
)
def test_the_day_after_counts_what_came_and_says_nothing_that_discourages(
    answers: int, reviewed: int, words: str
) -> None:
    assert _after(date(2026, 3, 1), answers, reviewed) == words


def test_its_name_leads_to_the_post() -> None:
    link = "https://discord.com/channels/1/2/3"
    assert _after(date(2026, 3, 1), 2, 0, 3) == f"[Yesterday]({link}): 2 answers"
    assert _after(date(2026, 3, 1), 0, 0, 3) == f"[Yesterday]({link})’s is still open"


def test_before_the_first_post_there_is_nothing_to_say() -> None:
    assert day_after(SHOWN) is None


def test_a_link_to_a_forum_post_opens_its_thread() -> None:
    post = replace(POST, guild_id=1, channel_id=2, message_id=3, thread_id=3, place="forum")
    assert post_link(post) == "https://discord.com/channels/1/3/3"
    assert post_link(replace(post, place="text")) == "https://discord.com/channels/1/2/3"
    assert thread_link(post) == "https://discord.com/channels/1/3"
    assert thread_link(replace(post, thread_id=None)) is None


def test_a_thread_is_named_by_its_day_and_question() -> None:
    name = thread_name(SHOWN)
    assert name == f"2 Mar · {ASKED.short}"
    assert len(name) <= 100


@pytest.mark.parametrize(("day", "corrected"), [("2026-02-20", True), ("2026-01-31", False)])
def test_a_question_that_was_corrected_since_it_was_asked_says_so(
    day: str, corrected: bool
) -> None:
    change = Correction(revision=2, day=day, text="It says something else now.")
    asked = replace(ASKED, revision=2, changes=(change,))
    told = marks(replace(SHOWN, question=asked, last_asked=date(2026, 2, 1)))
    more = " · corrected 20 February 2026" if corrected else ""
    assert told == f"last asked 1 February{more}"
    assert marks(replace(SHOWN, question=asked)) is None
