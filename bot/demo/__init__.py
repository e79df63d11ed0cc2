"""The whole bot in a simulated Discord in the browser, with members to be in turn.

Nothing outside this room and `tests/sim.py` may import SimCord.
"""
