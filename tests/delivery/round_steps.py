"""The steps of a round at which a process dies, and how it is made to."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any

from discord.http import HTTPClient, Route

from bot.delivery.parcel import Renderers
from bot.domain.delivery import Delivery, State
from bot.domain.mock import messages
from bot.services.mock import agreed, rounds, wiring
from bot.services.mock.agreeing import Agreeing
from bot.services.mock.cards import Cards
from bot.services.mock.holding import Holding
from bot.storage import deliveries
from bot.storage.mock import scorecards, sessions, stamps
from tests.delivery.victim import Call, die, dying_after, dying_amid, dying_before

SENDING = ("during request", "after request", "before commit")
_PAIRING = ("round planned", "round claimed", "round paired", "round written", "round sent")
_AGREEING = ("time accepted", "time agreed", "accept answered")
_HOLDING = ("session begun", "start answered", "session ended")
_FEEDBACK = ("card kept", "grades answered", "cards opened")


def steps() -> list[str]:
    """Every step at which a process dies, in the order in which a round comes by them."""

    def sent(*kinds: str) -> list[str]:
        return [f"{kind}: {step}" for kind in kinds for step in SENDING]

    return [
        *_PAIRING,
        *sent(messages.THREAD, messages.ENTRY, messages.PICK, messages.ROUND),
        *_AGREEING,
        *sent(messages.EVENT),
        "nudge ordered",
        *sent(messages.NUDGE, messages.REMINDER),
        *_HOLDING,
        *sent(messages.CARDS),
        *_FEEDBACK,
        *sent(messages.REVEALED),
        "cards opened by time",
    ]


# What the request that is under way is about.
_kind: ContextVar[str] = ContextVar("kind", default="")


def _make_known() -> None:
    usual = Renderers.__call__

    async def rendering(renderers: Renderers, delivery: Delivery) -> Any:
        _kind.set(delivery.kind)
        return await usual(renderers, delivery)

    Renderers.__call__ = rendering  # type: ignore[method-assign]


def _at_request(dying: Callable[[Call], Call], kind: str) -> None:
    usual = HTTPClient.request
    deadly = dying(usual)

    def request(http: HTTPClient, route: Route, **kwargs: Any) -> Awaitable[Any]:
        direct = route.path == "/users/@me/channels"
        meant = _kind.get() == kind and route.method in ("POST", "PUT") and not direct
        return (deadly if meant else usual)(http, route, **kwargs)

    HTTPClient.request = request  # type: ignore[method-assign]


def _at_record(kind: str) -> None:
    usual = deliveries.record

    async def record(tx: Any, delivery: Delivery, **values: Any) -> bool:
        found = await usual(tx, delivery, **values)
        if delivery.kind == kind and values.get("state") == State.DONE:
            die()
        return found

    deliveries.record = record


def _at_step(name: Any) -> None:
    wiring.STEPS = {**wiring.STEPS, name: dying_after(wiring.STEPS[name])}


def prepare_to_die(step: str) -> None:
    """Wrap whatever the step is about."""
    _make_known()
    kind, _, what = step.partition(": ")
    inside: dict[str, tuple[Any, str, Callable[[Call], Call]]] = {
        "round planned": (rounds, "begin", dying_after),
        "round claimed": (rounds.Rounds, "_send", dying_before),
        "round paired": (rounds.Rounds, "pairing", dying_after),
        "round written": (rounds, "_write", dying_after),
        "round sent": (rounds.Rounds, "_send", dying_after),
        "time accepted": (sessions, "vote", dying_after),
        "time agreed": (agreed, "agree", dying_after),
        "accept answered": (Agreeing, "accept", dying_after),
        "session begun": (stamps, "add", dying_after),
        "start answered": (Holding, "start", dying_after),
        "card kept": (scorecards, "write", dying_after),
        "grades answered": (Cards, "grade", dying_after),
        "cards opened": (scorecards, "open_sent", dying_after),
    }
    by_time = {"nudge ordered": "nudge", "session ended": "end", "cards opened by time": "reveal"}
    if step in inside:
        owner, name, dying = inside[step]
        setattr(owner, name, dying(getattr(owner, name)))
    elif step in by_time:
        _at_step(by_time[step])
    elif what == "before commit":
        _at_record(kind)
    else:
        _at_request(dying_amid if what == "during request" else dying_after, kind)
