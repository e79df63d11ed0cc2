"""Who interviews in a pair: what each wishes, and whose turn it is."""

from dataclasses import dataclass

from bot.domain.mock.member import Member

EVEN = 4
"""What a pair costs whose wishes fit, or who swap half-way."""
REFUSED = 13
"""What a pair costs of two who wish the same one role.

So much that two refused wishes never pay for two spared turns (13 + 4 > 2 × 8). At 9 turns would be
more even and more wishes refused; the table stands in docs/decisions/pairing.md.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """Who interviews, at first or all the time; with `swap` they exchange roles half-way.

    `refused`: both wish the same role, so each gets half of it.
    """

    interviewer: int
    candidate: int
    swap: bool
    refused: bool = False


def cost(one: Member, other: Member) -> int:
    """What the roles of a pair cost, 0 to `REFUSED`."""
    if one.wish == other.wish:
        return EVEN if one.wish == "swap" else REFUSED
    if "swap" not in (one.wish, other.wish):
        return EVEN
    flexible, fixed = (one, other) if one.wish == "swap" else (other, one)
    before = flexible.balance
    after = before + (1 if fixed.wish == "be interviewed" else -1)
    if abs(after) > abs(before):
        return EVEN + min(EVEN, abs(after))
    return EVEN - min(EVEN, abs(before))


def plan(one: Member, other: Member) -> Turns:
    """The roles of a pair. Who was interviewed more often interviews first; of equals `one`."""
    if one.wish == other.wish:
        first, second = (other, one) if other.balance < one.balance else (one, other)
    elif one.wish == "interview" or other.wish == "be interviewed":
        first, second = one, other
    else:
        first, second = other, one
    same = one.wish == other.wish
    return Turns(
        interviewer=first.id,
        candidate=second.id,
        swap=same,
        refused=same and one.wish != "swap",
    )
