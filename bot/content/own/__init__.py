"""A server’s own questions: reading a file that owners send, and writing one that reads back the same."""

from bot.content.own.examples import examples
from bot.content.own.opening import check_size, form_of
from bot.content.own.reading import read_own
from bot.content.own.table import write_table
from bot.content.own.writing import write_yaml

__all__ = ["check_size", "examples", "form_of", "read_own", "write_table", "write_yaml"]
