"""Samples of the screens of one file of the cogs each; `tests.cogs.samples` gathers them."""
