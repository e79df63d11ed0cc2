"""The screen of `/bank export`, with its file."""

from typing import Any

import discord
from discord import ui

from bot.domain.daily.own import Form
from bot.services.daily.exporting import Export
from bot.ui import kit
from bot.ui.components import button, turns
from cogs.daily import routes

_NAMES: dict[Form, str] = {"yaml": "YAML", "csv": "CSV"}


def export_view(export: Export, form: Form, opener: int) -> ui.LayoutView:
    """One file of the server’s own questions, or one with examples where there are none."""
    other: Form = "csv" if form == "yaml" else "yaml"
    file = ui.File[Any](discord.UnfurledMediaItem(f"attachment://{export.file}"))
    switch = button(f"As {_NAMES[other]}", routes.EXPORT, form=other, page=0, opener=opener)
    if export.examples:
        return kit.panel(
            "-# Bank · export",
            "## No questions of your own yet",
            f"This file holds {kit.count(export.questions, 'example')}: write yours like them and "
            "send it with `/bank import`.",
            file,
            kit.row(switch),
        )
    several = export.parts > 1
    return kit.panel(
        "-# Bank · export" + (f" · part {export.part + 1} of {export.parts}" if several else ""),
        f"## {kit.count(export.questions, 'question')} of your own",
        "`/bank import` reads this file back as it is."
        + (" One import takes one part." if several else ""),
        file,
        turns(routes.EXPORT, export.part, export.parts, form=form, opener=opener),
        kit.row(switch),
        "-# Sorted by id, so that equal questions give equal files.",
    )
