"""What our own writing keeps to beyond what must hold: docs/writing.md says why."""

from bot.content.faults import Fault
from bot.content.shelf import Shelf
from bot.content.style.figures import check_figures
from bot.content.style.runs import check_runs
from bot.content.style.sharing import check_sharing
from bot.content.style.signals import check_signals

__all__ = ["check_style"]


def check_style(shelf: Shelf) -> list[Fault]:
    """E601 to E605; a server’s own questions need not keep to them."""
    return [
        *check_sharing(shelf),
        *check_runs(shelf),
        *check_signals(shelf),
        *check_figures(shelf),
    ]
