"""What owners see of rounds: the schedule, the dry run, sending, and how they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from discord import ui

from bot.domain.mock.round import LeftOut, Pair, Reason
from bot.domain.mock.rounds import Difference, RoundSettings
from bot.services.mock.previewing import Preview, RoundStatus
from bot.ui import kit
from bot.ui.components import button, turns
from bot.ui.permissions import EVENTS, PRIVATE_THREAD, Need, channel_path
from cogs.mock import routes

_PAGE = 8
_REASONS: dict[Reason, str] = {
    "alone": "nobody else was there",
    "no hour": "no free hour in this week",
    "no partner": "no hour or language in common with anybody",
    "no three": "all who would fit are paired",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacks:
    """What the channel of the rounds lacks, or that it is gone."""

    role: str
    needs: Sequence[Need] = ()
    is_gone: bool = False

    @property
    def needs_you(self) -> bool:
        """Whether anything is missing."""
        return self.is_gone or bool(self.needs)

    def lines(self, channel_id: int) -> Sequence[str]:
        """What to do about it."""
        if self.is_gone:
            return ["The channel is gone. Pick another one with `/round schedule`."]
        if not self.needs:
            return []
        listed = kit.bullets([f"**{need.name}**, {need.purpose}" for need in self.needs])
        lines = [
            f"In <#{channel_id}>, allow these for the role **{self.role}**:\n{listed}",
            f"-# {channel_path(self.role)}",
        ]
        if {need.flag for need in self.needs} & {PRIVATE_THREAD.flag}:
            lines.append("Until then each pair gets direct messages instead of a thread.")
        elif [need.flag for need in self.needs] == [EVENTS.flag]:
            lines.append("Until then sessions have no event; everything else works.")
        return lines


def schedule_view(
    settings: RoundSettings, lacks: Lacks, opener: int, change: int | None = None
) -> ui.LayoutView:
    """When rounds are; `change` can be taken back."""
    grey = "-# ⚠️ Rounds" if lacks.needs_you else "-# Rounds"
    undo = button("Undo", routes.ROUND_UNDO, change=change, opener=opener) if change else None
    ids: dict[str, Any] = {"version": settings.version, "opener": opener}
    if settings.next_at is None:
        return kit.panel(
            grey,
            "## Rounds are off",
            f"They were: {settings.plan}, in <#{settings.channel_id}>. Sessions that are agreed go on.",
            kit.row(button("Turn on", routes.ROUND_ON, **ids, primary=True), undo),
        )
    return kit.panel(
        grey,
        f"## Next round {kit.stamp(settings.next_at)}",
        f"{kit.stamp(settings.next_at, 'F')} in <#{settings.channel_id}>",
        f"Sign-up closes {kit.stamp(settings.closes_at(settings.next_at), 'F')}. {_events(settings)}",
        *lacks.lines(settings.channel_id),
        kit.row(
            button("Invite members", routes.ROUND_INVITE, opener=opener, primary=True),
            button("Preview", routes.ROUND_PREVIEW, page=0, opener=opener),
        ),
        kit.row(button("Turn off", routes.ROUND_OFF, **ids), undo),
        f"-# {settings.plan}. Shown in your own time above.",
        colour=kit.NEEDS_YOU if lacks.needs_you else kit.HOUSE,
    )


def _events(settings: RoundSettings) -> str:
    if settings.events:
        return "Each agreed session gets a server event, without names."
    return "Sessions get no server event."


def invited_view(settings: RoundSettings, opener: int) -> ui.LayoutView:
    """The invitation is on its way."""
    where = f"A message with a **Join** button appears in <#{settings.channel_id}>."
    return kit.panel("-# Rounds", "## Everybody is invited", where, _onwards(opener))


def invited_before_view(settings: RoundSettings, opener: int) -> ui.LayoutView:
    """It was sent today; a second one would be noise."""
    where = f"The message with the **Join** button is in <#{settings.channel_id}>."
    return kit.panel("-# Rounds", "## Invited already today", where, _onwards(opener))


def _onwards(opener: int) -> ui.ActionRow[Any]:
    return kit.row(
        button("Status", routes.ROUND_STATUS, opener=opener),
        button("Preview", routes.ROUND_PREVIEW, page=0, opener=opener),
    )


def preview_view(preview: Preview, page: int, opener: int) -> ui.LayoutView:
    """The dry run: pairs, who is left out and why, and what is new since the last look."""
    rows = [_pair(number, pair, preview.new) for number, pair in enumerate(preview.pairs, 1)]
    rows += [_out(out, preview.new) for out in preview.left_out]
    pages = max(1, -(-len(rows) // _PAGE))
    page = min(page, pages - 1)
    shown = rows[page * _PAGE : (page + 1) * _PAGE]
    title = f"## {kit.count(len(preview.pairs), 'pair')}" if rows else "## Nobody to pair yet"
    return kit.panel(
        "-# Rounds · dry run, nothing is sent",
        title,
        _summary(preview) if rows else "Members take part once they used `/mock join`.",
        _news(preview),
        kit.line() if shown else None,
        "\n".join(shown) or None,
        kit.row(
            button("Send now", routes.ROUND_ASK, opener=opener) if rows else None,
            button("Status", routes.ROUND_STATUS, opener=opener),
        ),
        turns(routes.ROUND_PREVIEW, page, pages, opener=opener),
        f"-# It is sent {kit.stamp(preview.round.sends_at)}, as things are then.",
    )


def _summary(preview: Preview) -> str:
    members = sum(len(pair.members) for pair in preview.pairs) + len(preview.left_out)
    placed = members - len(preview.left_out)
    threes = f", {kit.count(preview.threes, 'three')} among them" if preview.threes else ""
    return f"{placed} of {kit.count(members, 'member')} would have a partner{threes}."


def _news(preview: Preview) -> str | None:
    """What changed since the last look."""
    if preview.new is None or preview.earlier is None:
        return None
    since = f"since {kit.stamp(preview.earlier)}"
    if not preview.new:
        return f"Nothing changed {since}."
    new = preview.new
    counts = [
        f"{kit.count(len(new.groups), 'pair')} new" if new.groups else "",
        f"{len(new.left_out)} newly left out" if new.left_out else "",
        f"{len(new.came)} came" if new.came else "",
        f"{len(new.went)} went" if new.went else "",
    ]
    return f"**Changed** {since}: {', '.join(filter(None, counts))}."


def _pair(number: int, pair: Pair, new: Difference | None) -> str:
    names = f"<@{pair.a}>, <@{pair.b}>"
    if pair.third is not None:
        names += f", <@{pair.third}> observes"
    kinds = " or ".join(kit.KINDS[kind].label.lower() for kind in pair.kinds[:2])
    facts = [kinds or "different kinds", _met(pair.weeks_ago)]
    if new is not None and frozenset(pair.members) in new.groups:
        facts.append("**new**")
    return f"`{number}` {names}\n-# {' · '.join(facts)}"


def _met(weeks: int | None) -> str:
    if weeks is None:
        return "first time"
    return f"met {kit.count(weeks, 'week')} ago"


def _out(out: LeftOut, new: Difference | None) -> str:
    marked = " · **new**" if new is not None and out.member in new.left_out else ""
    return f"⬜ <@{out.member}>\n-# left out: {_REASONS[out.reason]}{marked}"


def ask_view(status: RoundStatus, opener: int) -> ui.LayoutView:
    """Before the next round is sent by hand."""
    at = status.next_slot.at
    number = status.last.number if status.last is not None else 0
    return kit.panel(
        "-# Rounds",
        "## Send the round now?",
        f"{kit.count(status.signed_up, 'member')} would be paired and told at once. It takes the "
        f"place of the one on {kit.stamp(at, 'F')}.",
        kit.row(
            button("Send it", routes.ROUND_SEND, number=number, opener=opener, primary=True),
            button("Preview", routes.ROUND_PREVIEW, page=0, opener=opener),
            button("Not now", routes.ROUND_STATUS, opener=opener),
        ),
        "-# What is sent cannot be taken back.",
    )


def status_view(status: RoundStatus, lacks: Lacks, opener: int) -> ui.LayoutView:
    """How rounds stand, in numbers; no score and no name."""
    settings, version = status.settings, status.settings.version
    switch = (
        button("Turn off", routes.ROUND_OFF, version=version, opener=opener)
        if settings.is_on
        else button("Turn on", routes.ROUND_ON, version=version, opener=opener)
    )
    return kit.panel(
        "-# ⚠️ Rounds" if lacks.needs_you else "-# Rounds",
        _title(status),
        f"{kit.count(status.signed_up, 'member')} take part so far."
        if status.signed_up != 1
        else "1 member takes part so far.",
        *lacks.lines(settings.channel_id),
        kit.line(),
        *_last(status),
        kit.row(
            button("Preview", routes.ROUND_PREVIEW, page=0, opener=opener, primary=True),
            button("Send now", routes.ROUND_ASK, opener=opener),
            switch,
        ),
        f"-# {settings.plan}, in <#{settings.channel_id}>"
        if settings.is_on
        else "-# Nothing is sent by itself while rounds are off.",
        colour=kit.NEEDS_YOU if lacks.needs_you else kit.HOUSE,
    )


def _title(status: RoundStatus) -> str:
    if status.computing is not None:
        return "## A round is being paired"
    if not status.settings.is_on:
        return "## Rounds are off"
    return f"## Next round {kit.stamp(status.next_slot.at)}"


def _last(status: RoundStatus) -> Sequence[str]:
    """What became of the newest round."""
    last, outcomes = status.last, status.outcomes
    if last is None or outcomes is None:
        return ["No round was sent yet."]
    placed = status.members - status.left_out
    looking = f"{outcomes.proposing} look for a time · " if outcomes.proposing else ""
    empty = f"{outcomes.not_held} not held · " if outcomes.not_held else ""
    first = (
        f"**Round {last.number}**, {kit.stamp(last.sent_at or last.sends_at)}: {placed} of "
        f"{kit.count(status.members, 'member')} had a partner."
    )
    return [
        first,
        f"{looking}{outcomes.agreed} agreed · {outcomes.held} held · {outcomes.cards} cards in",
        f"-# {outcomes.gone} without a time or cancelled · {empty}{status.waiting} on the waiting list",
    ]


def hours(closes: timedelta) -> str:
    """`a day`, `12 hours`: how long before a round its sign-up closes."""
    count = closes // timedelta(hours=1)
    return {24: "a day", 48: "two days"}.get(count, f"{count} hours")
