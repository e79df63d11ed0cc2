"""What is sent is not kept: a busy day must not fill the memory."""

import gc

from discord import ui

from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World


def _kept() -> int:
    gc.collect()
    return sum(isinstance(one, ui.LayoutView | ui.Modal) for one in gc.get_objects())


async def test_no_screen_and_no_modal_is_kept_once_it_was_sent(
    ana: Person, question: Screen, world: World
) -> None:
    before = _kept()
    for _ in range(3):
        await ana.runs("daily today")
        form = await ana.opens(question, "Answer")
        saved = await ana.submits(form, text="Words")
        await ana.opens(saved, "Edit")
        await ana.runs("daily history")
    await ana.presses(saved, "Reveal")
    assert _kept() <= before
