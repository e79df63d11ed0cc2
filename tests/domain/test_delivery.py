"""Nonces that a resend derives again, places in order, and how long to wait."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from string import ascii_letters, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.delivery import Delivery, State, Target, Timings

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DELIVERY = Delivery(
    guild_id=111_222_333_444_555_666,
    id=7,
    kind="daily",
    ref=42,
    slot="2026-03-02",
    target=Target(channel_id=5),
    due_at=AT,
    expires_at=None,
    state=State.SENDING,
    owner="me",
    attempt=1,
    stop=0,
    first_sent_at=AT,
    lease_until=AT,
)
IDS = st.integers(0, 2**63 - 1)
THINGS = st.fixed_dictionaries(
    {"guild_id": IDS, "kind": st.text(), "ref": IDS, "slot": st.text(max_size=30)}
)


def test_the_nonce_of_a_slot_is_the_same_for_ever() -> None:
    # A new release resends what an old one left: this value must not change.
    assert DELIVERY.nonce == "oIRHCnC9XhdYJBkqFqGB"


@given(thing=THINGS)
def test_a_nonce_fits_what_discord_takes(thing: dict) -> None:
    nonce = replace(DELIVERY, **thing).nonce
    assert len(nonce) <= 25
    assert set(nonce) <= set(ascii_letters + digits + "-_")


@given(one=THINGS, other=THINGS)
def test_two_slots_have_two_nonces(one: dict, other: dict) -> None:
    assert (replace(DELIVERY, **one).nonce == replace(DELIVERY, **other).nonce) == (one == other)


@pytest.mark.parametrize(
    "change",
    [{"guild_id": 1}, {"kind": "daily-held"}, {"ref": 43}, {"slot": "2026-03-03"}],
)
def test_each_part_of_the_key_makes_a_nonce_of_its_own(change: dict) -> None:
    assert replace(DELIVERY, **change).nonce != DELIVERY.nonce


@pytest.mark.parametrize(
    "change",
    [
        {"id": 8},
        {"attempt": 9},
        {"owner": "another process"},
        {"stop": 1},
        {"state": State.SENT},
        {"first_sent_at": AT + timedelta(hours=1)},
        {"target": Target(user_id=3)},
    ],
)
def test_a_resend_carries_the_same_nonce(change: dict) -> None:
    assert replace(DELIVERY, **change).nonce == DELIVERY.nonce


@pytest.mark.parametrize(
    ("target", "stops"),
    [
        (Target(), ()),
        (Target(channel_id=5), (("channel", 5),)),
        (Target(user_id=1, other_user_id=2), (("dm", 1), ("dm", 2))),
        (
            Target(channel_id=5, user_id=1, other_user_id=2),
            (("dm", 1), ("dm", 2), ("channel", 5)),
        ),
        # Who set the series may be the owner: nobody is asked twice.
        (Target(channel_id=5, user_id=1, other_user_id=1), (("dm", 1), ("channel", 5))),
        (Target(other_user_id=2), (("dm", 2),)),
    ],
)
def test_the_places_are_tried_in_order_and_each_once(
    target: Target, stops: tuple[tuple[str, int], ...]
) -> None:
    assert target.stops == stops


def test_the_wait_doubles_with_each_attempt_up_to_the_longest() -> None:
    waits = [Timings().back_off(attempt).total_seconds() for attempt in range(1, 12)]
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]


@given(attempt=st.integers(1, 10**9))
def test_no_wait_is_longer_than_the_longest(attempt: int) -> None:
    timings = Timings()
    assert timings.first_back_off <= timings.back_off(attempt) <= timings.longest_back_off


def test_a_send_ends_before_its_lease_and_a_lease_before_the_nonce_is_forgotten() -> None:
    timings = Timings()
    assert timings.send < timings.lease < timings.nonce
