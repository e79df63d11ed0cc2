"""Looking back on a week in two lines."""

from typing import Any

from discord import ui

from bot.domain.plan.reflection import LONGEST, Reflection
from bot.services.plan.noting import Looking
from bot.ui import kit, modals
from bot.ui.components import button
from bot.ui.text import quote, snippet
from cogs.plan import routes
from cogs.plan.parts import ONLY_YOU

_SHOWN = 300


def reflect_modal(looking: Looking) -> ui.Modal:
    """What went well and what to change, with what they wrote last time."""
    last, written = looking.last, looking.written
    fields = [
        modals.text_field(
            "went",
            "What went well?",
            long=True,
            longest=LONGEST,
            default=written and written.went,
            required=False,
        ),
        modals.text_field(
            "change",
            "What will you change next week?",
            description="One thing is enough.",
            long=True,
            longest=LONGEST,
            default=written and written.change,
            required=False,
        ),
    ]
    if last is not None and last.change:
        told = ui.TextDisplay[Any](
            f"-# In week {last.week} you wanted to change: {snippet(last.change, _SHOWN)}"
        )
        return modals.form(f"Week {looking.week}", routes.REFLECT.id(), told, *fields)
    return modals.form(f"Week {looking.week}", routes.REFLECT.id(), *fields)


def reflected_view(written: Reflection) -> ui.LayoutView:
    """It is kept."""
    return kit.panel(
        f"-# Plan · week {written.week} · {ONLY_YOU}",
        "## Kept for next week",
        *(_part("What went well", written.went) if written.went else ()),
        *(_part("What you will change", written.change) if written.change else ()),
        kit.row(button("This week", routes.SHOW, primary=True), button("Edit", routes.REFLECT)),
        "-# It is shown to you when you look back next time.",
    )


def _part(name: str, text: str) -> tuple[str, str]:
    return f"**{name}**", quote(text)
