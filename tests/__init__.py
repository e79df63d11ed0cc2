"""The tests, room by room as in `bot/`, and what they share."""
