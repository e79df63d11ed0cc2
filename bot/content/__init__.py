"""The YAML files below content/ → domain objects, or every fault at once."""

from bot.content.crosscheck import Measure
from bot.content.faults import ContentError, Fault, tally
from bot.content.library import Content, load

__all__ = ["Content", "ContentError", "Fault", "Measure", "load", "tally"]
