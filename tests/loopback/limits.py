"""Discord's rate limits: one for the whole bot, and buckets by route."""

import hashlib
import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.loopback.wire import Json

# Every answer of Discord carries it; discord.py takes a 429 without it for a Cloudflare ban.
VIA = {"Via": "1.1 loopback"}


@dataclass
class Window:
    """A fixed window that its first request opens."""

    limit: int
    seconds: float
    opened: float = -math.inf
    used: int = 0

    def take(self, now: float) -> bool:
        """Whether there was room for one more."""
        if now - self.opened >= self.seconds:
            self.opened, self.used = now, 0
        if self.used >= self.limit:
            return False
        self.used += 1
        return True

    def left(self, now: float) -> float:
        """Seconds until it ends."""
        return max(0.0, self.opened + self.seconds - now)


@dataclass(frozen=True)
class Verdict:
    """What to add to the answer's headers and, where a limit was passed, its whole body."""

    headers: dict[str, str]
    refusal: Json | None = None


class Limits:
    """`per_second` is the bot's limit over all routes, None for no limit.

    Interaction and webhook routes are exempt from it; a route has a bucket only where `bucket`
    gave it one.
    """

    def __init__(
        self, per_second: int | None = 50, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.refused_globally = 0
        self.refused_by_route = 0
        self._clock = clock
        self._whole: Window | None = None
        self._rules: dict[tuple[str, str], tuple[int, float]] = {}
        self._windows: dict[tuple[str, str], Window] = {}
        self.set_global(per_second)

    def set_global(self, per_second: int | None) -> None:
        self._whole = None if per_second is None else Window(per_second, 1.0)

    def bucket(self, method: str, template: str, limit: int, seconds: float) -> None:
        """Limits one route, such as `("POST", "/channels/{channel}/messages", 5, 5.0)`.

        Each channel, server or webhook in the path has a window of its own.
        """
        self._rules[method, template] = limit, seconds
        self._windows.clear()

    def take(self, method: str, template: str, major: str, *, exempt: bool) -> Verdict:
        """Counts one request; `major` tells apart what shares a bucket by name."""
        now = self._clock()
        if self._whole and not exempt and not self._whole.take(now):
            self.refused_globally += 1
            headers = {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
            return refused(headers, self._whole.left(now), globally=True)
        rule = self._rules.get((method, template))
        if rule is None:
            return Verdict({})
        name = hashlib.sha256(f"{method} {template}".encode()).hexdigest()[:32]
        window = self._windows.setdefault((name, major), Window(*rule))
        allowed = window.take(now)
        left = window.left(now)
        headers = {
            "X-RateLimit-Bucket": name,
            "X-RateLimit-Limit": str(window.limit),
            "X-RateLimit-Remaining": str(window.limit - window.used),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
        }
        if allowed:
            return Verdict(headers)
        self.refused_by_route += 1
        return refused(headers | {"X-RateLimit-Scope": "user"}, left, globally=False)


def refused(headers: dict[str, str], seconds: float, *, globally: bool) -> Verdict:
    body: Json = {
        "message": "You are being rate limited.",
        "retry_after": round(seconds + 0.0005, 3),
        "global": globally,
    }
    return Verdict({"Retry-After": str(math.ceil(seconds)), **headers}, body)
