"""Where somebody at the page stands in the mock interviews, and what they might try next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.demo.host.world import MOCKS
from bot.domain.mock import votes
from bot.domain.mock.session import Session
from bot.errors import UserError
from bot.services import Services

Stage = Literal[
    "new", "resting", "idle", "choosing", "agreed", "near", "held", "card", "sealed", "open"
]
"""`near`: its time has come, or will in a moment; `card`: theirs is missing; `sealed`: another’s is."""

NEAR = timedelta(minutes=2)

_WITHOUT_SESSION = {
    "new": f"Mock interviews: press `Join` in {MOCKS}, or type `/mock join`.",
    "resting": "You take no part just now. Type `/mock status` to change that.",
    "idle": "You are in, and so are the others. Press `Next round`, and pairs are made.",
    "open": "The cards are open: see Direct messages, or type `/mock feedback`. Then `Next round`.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One member as the controls see them; `session` is the one to go on with.

    `missing` are the others whose cards are waited for.
    """

    member: int
    stage: Stage
    session: Session | None = None
    missing: Sequence[int] = ()

    @property
    def others(self) -> Sequence[int]:
        """Who else sits in the session."""
        if self.session is None:
            return ()
        return [seat.user_id for seat in self.session.others(self.member)]


async def standing(services: Services, guild_id: int, member: int) -> Standing:
    """Of several sessions the one whose hour comes next, then what is nearest to its end."""
    status = await services.mock.status(guild_id, member)
    if status.entry is None:
        return Standing(member=member, stage="new")
    found = await services.agreeing.mine(guild_id, member)
    agreed = [one for one in found if one.state == "agreed" and one.starts_at is not None]
    if agreed:
        session = min(agreed, key=lambda one: (one.starts_at, one.id))
        return Standing(member=member, stage=_before(services, session), session=session)
    for session in found:
        if session.state == "over" and (cards := await _cards(services, session, member)):
            return cards
    for session in found:
        if session.state == "proposing":
            return Standing(member=member, stage="choosing", session=session)
    if status.entry.state(status.today) != "in":
        return Standing(member=member, stage="resting")
    past = (await services.history.look(guild_id, member)).rows
    if past and past[0].cards == "open":
        return Standing(member=member, stage="open", session=past[0].session)
    return Standing(member=member, stage="idle")


def _before(services: Services, session: Session) -> Stage:
    if session.is_held:
        return "held"
    assert session.starts_at is not None, "it is agreed"
    return "near" if services.clock() >= session.starts_at - NEAR else "agreed"


async def _cards(services: Services, session: Session, member: int) -> Standing | None:
    """Whose card is waited for; nothing where nobody’s is."""
    try:
        tray = await services.cards.look(session.guild_id, session.id, member)
    except UserError:
        return None
    missing = [one for one, there in tray.present.items() if not there and one != member]
    if tray.following is None and not missing:
        return None
    stage: Stage = "sealed" if tray.following is None else "card"
    return Standing(member=member, stage=stage, session=session, missing=missing)


def tip(at: Standing, partner: str, starts: str) -> str:
    """One line on what to try next; names of buttons and commands in backquotes."""
    match at.stage:
        case "new" | "resting" | "idle" | "open":
            return _WITHOUT_SESSION[at.stage]
        case "choosing":
            return _choosing(at, partner)
        case "agreed":
            return f"Agreed: {starts}, with {partner}. Press `Jump to the session`."
        case "near":
            return "It is time. In its thread press `Packet`, then `Start`."
        case "held":
            return "`Packet` shows what you need, step by step. Then press `Jump to its end`."
        case "card":
            return "It is over. Press `Fill your card` in its thread; cards are sealed until all are in."
        case "sealed":
            return f"Yours is sealed. Press `Partner’s card`, or be {partner} and fill it."


def _choosing(at: Standing, partner: str) -> str:
    session = at.session
    assert session is not None, "there are times to choose from"
    if at.member in votes.answered(session):
        return f"Yours is in. Press `Partner accepts`, or be {partner} and accept it."
    accepted = [n for n, members in sorted(session.votes.items()) if members]
    n = accepted[0] if accepted else 1
    return f"You meet {partner}. In {MOCKS} press `My session`, then `Accept {n}`."


def listed(names: Iterable[str]) -> str:
    """`Ana`, `Ana and Ben`, `Ana, Ben and Cy`; nobody is an empty text."""
    *most, last = names or [""]
    return f"{', '.join(most)} and {last}" if most else last
