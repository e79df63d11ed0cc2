"""The screens of `/bank browse`: what a server asks from, by kind, level and topic."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import ui

from bot.domain.daily.question import KINDS, LEVELS, topic_name
from bot.domain.daily.search import topic_code
from bot.services.bank import Item, Shelf, Sift
from bot.ui import kit
from bot.ui.components import button, select, turns
from bot.ui.text import shown
from cogs.daily import routes

EVERY = "all"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LOOK = re.compile(r"([0-4])([0-4])([01])-([0-9a-z]{1,7})")


def bank_view(shelf: Shelf, opener: int) -> ui.LayoutView:
    """A page of what was looked for; a question of it can be opened."""
    if not shelf.rows:
        return _nothing_view(shelf, opener)
    look = look_of(shelf.sift)
    return kit.panel(
        "-# Bank" + (f" · page {shelf.page + 1} of {shelf.pages}" if shelf.pages > 1 else ""),
        f"## {kit.count(shelf.total, 'question')}",
        _looked_for(shelf.sift) or f"Everything this server asks from · {_off(shelf)}",
        *(_row(one) for one in shelf.rows),
        kit.row(
            select(
                "Open a question",
                [_option(one) for one in shelf.rows],
                routes.BANK_PICK,
                look=look,
                back=shelf.page,
                opener=opener,
            )
        ),
        turns(routes.BANK, shelf.page, shelf.pages, look=look, opener=opener),
        *_filters(shelf.sift, opener),
        "-# What is switched off is never chosen. Its posts and answers stay.",
    )


def _nothing_view(shelf: Shelf, opener: int) -> ui.LayoutView:
    whole = button(
        "Whole bank", routes.BANK, look=look_of(Sift()), page=0, opener=opener, primary=True
    )
    if shelf.sift.off and not shelf.off:
        return kit.panel(
            "-# Bank",
            "## Nothing is switched off",
            "Every question of the bank may be asked. Open one to switch it off.",
            kit.row(whole),
        )
    return kit.panel(
        "-# Bank",
        "## Nothing found",
        _looked_for(shelf.sift),
        "Fewer conditions find more.",
        kit.row(whole),
    )


def _row(one: Item) -> str:
    question = one.question
    facts = [question.level, topic_name(question.topic), _marks(one)]
    emoji = kit.KINDS[question.kind].emoji
    return f"{emoji} {question.short}\n-# {' · '.join(fact for fact in facts if fact)}"


def _marks(one: Item) -> str | None:
    """What sets a question apart from the others of the bank."""
    marks = ["your own" if one.own else None, "switched off" if one.off else None]
    return " · ".join(mark for mark in marks if mark) or None


def _option(one: Item) -> discord.SelectOption:
    label = kit.KINDS[one.question.kind].label
    said = f"{label} · {marks}" if (marks := _marks(one)) else label
    return kit.option(one.question.short, one.question.id, description=said)


def _filters(sift: Sift, opener: int) -> Sequence[ui.ActionRow[Any]]:
    look = look_of(sift)
    kinds = [kit.option("Every kind", EVERY, chosen=sift.kind is None)]
    kinds += [kit.option(kit.KINDS[one].label, one, chosen=one == sift.kind) for one in KINDS]
    levels = [kit.option("Every level", EVERY, chosen=sift.level is None)]
    levels += [kit.option(one, one, chosen=one == sift.level) for one in LEVELS]
    to_off = look_of(replace(sift, off=not sift.off))
    return [
        kit.row(select("Kind", kinds, routes.BANK_KIND, look=look, opener=opener)),
        kit.row(select("Level", levels, routes.BANK_LEVEL, look=look, opener=opener)),
        kit.row(
            button(
                "On and off" if sift.off else "Only switched off",
                routes.BANK,
                look=to_off,
                page=0,
                opener=opener,
            ),
            button(
                "Every topic",
                routes.BANK,
                look=look_of(replace(sift, topic=None)),
                page=0,
                opener=opener,
            )
            if sift.topic
            else None,
        ),
    ]


def _looked_for(sift: Sift) -> str | None:
    """`System design · L6 · Caching · switched off`."""
    parts = [
        kit.KINDS[sift.kind].label if sift.kind is not None else None,
        sift.level,
        shown(topic_name(sift.topic)) if sift.topic else None,
        "switched off" if sift.off else None,
    ]
    return " · ".join(part for part in parts if part) or None


def _off(shelf: Shelf) -> str:
    return f"{shelf.off:,} switched off" if shelf.off else "none switched off"


def look_of(sift: Sift) -> str:
    """What is looked for, as a button carries it: a figure each for kind, level and off, and a topic."""
    kind = 0 if sift.kind is None else KINDS.index(sift.kind) + 1
    level = 0 if sift.level is None else LEVELS.index(sift.level) + 1
    number, topic = 0 if sift.topic is None else topic_code(sift.topic), ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        topic = _DIGITS[digit] + topic
    return f"{kind}{level}{int(sift.off)}-{topic or 0}"


def sift_of(look: str) -> tuple[Sift, int]:
    """What a button carries, and the number of its topic: 0 for every topic."""
    found = _LOOK.fullmatch(look)
    if found is None:
        return Sift(), 0
    kind, level, off = (int(figure) for figure in found.groups()[:3])
    sift = Sift(
        kind=KINDS[kind - 1] if kind else None,
        level=LEVELS[level - 1] if level else None,
        off=bool(off),
    )
    return sift, int(found[4], len(_DIGITS))
