"""The screens of `/mock feedback`: what the cards that a member received say together."""

from collections.abc import Iterator, Mapping

from discord import ui

from bot.domain.daily.question import Kind
from bot.domain.mock.card import BEST
from bot.domain.mock.trend import Mean, Standing, advice, moved, surely, verdict
from bot.services.mock.feedback import Growth
from bot.ui import kit
from bot.ui.components import button, turns
from bot.ui.text import quote
from cogs.mock import routes
from cogs.mock.parts import ONLY_YOU

PAGE = 3
"""Kinds and levels on a page."""
_TEXT = 850

Labels = Mapping[Kind, Mapping[str, str]]
"""What the criteria of each kind are called."""


def growth_view(growth: Growth, guild: int, labels: Labels, page: int = 0) -> ui.LayoutView:
    """What peers saw, by kind and level, and the one thing to work on; `labels` are of criteria, by kind."""
    if not growth.standings:
        return no_card_view()
    pages = -(-len(growth.standings) // PAGE)
    page = min(max(page, 0), pages - 1)
    rows = growth.standings[page * PAGE : (page + 1) * PAGE]
    return kit.panel(
        f"-# Mock · {kit.count(growth.cards, 'card')} · {ONLY_YOU}",
        "## What peers saw",
        *(_standing(one, labels[one.kind]) for one in rows),
        kit.line(),
        *_work(growth, labels),
        *_received(growth),
        kit.row(button("My sessions", routes.HISTORY, page=0, guild=guild)),
        turns(routes.GROWTH, page, pages, guild=guild),
        "-# Nobody else sees this, owners included.",
    )


def _standing(one: Standing, labels: Mapping[str, str]) -> str:
    look = kit.KINDS[one.kind]
    lines = [
        f"{look.emoji} **{look.label}, {one.level}**",
        surely(one),
        verdict(one),
        *(_mean(labels.get(key, key), mean) for key, mean in one.means.items()),
        moved(one),
    ]
    return "\n".join(line for line in lines if line)


def _mean(label: str, mean: Mean) -> str:
    raw, adjusted = f"{mean.raw:.1f}", f"{mean.adjusted:.1f}"
    stricter = "" if raw == adjusted else f", {adjusted} with raters evened out"
    return f"{kit.bar(round(mean.raw), BEST, BEST)} {raw} {label}{stricter}"


def _work(growth: Growth, labels: Labels) -> Iterator[str]:
    work = growth.work
    if work is None:
        return
    look = kit.KINDS[work.kind]
    yield f"**Next:** {look.emoji} {look.label}. {advice(work, labels[work.kind])}"
    if work.change:
        yield quote(work.change, _TEXT)


def _received(growth: Growth) -> Iterator[str]:
    if growth.rated:
        yield f"Of your own cards, {growth.useful} of {growth.rated} were called useful."


def no_card_view() -> ui.LayoutView:
    """Nobody graded them so far."""
    return kit.panel(
        f"-# Mock interviews · {ONLY_YOU}",
        "## No card about you yet",
        "The first one opens after a session in which you were interviewed. From three different "
        "partners on you see what they agree on.",
        kit.row(button("Where you stand", routes.STATUS, primary=True)),
    )
