"""Mock interviews: who takes part and when, the rounds, the sessions, and what was said after them."""

from bot.storage.tables.mock.feedback import SCORECARD
from bot.storage.tables.mock.members import HOURS, MOCK_CHOICE, MOCK_MEMBER, NEVER
from bot.storage.tables.mock.rounds import MOCK_SETTINGS, ROUND, ROUND_MEMBER, WAITING
from bot.storage.tables.mock.sessions import FREE_NOW, PROPOSAL, SEAT, SESSION, STAMP, VOTE

__all__ = [
    "FREE_NOW",
    "HOURS",
    "MOCK_CHOICE",
    "MOCK_MEMBER",
    "MOCK_SETTINGS",
    "NEVER",
    "PROPOSAL",
    "ROUND",
    "ROUND_MEMBER",
    "SCORECARD",
    "SEAT",
    "SESSION",
    "STAMP",
    "VOTE",
    "WAITING",
]
