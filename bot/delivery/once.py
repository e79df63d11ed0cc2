"""What a second attempt may do: repeat what Discord repeats safely, and look before all else."""

from collections.abc import Awaitable, Callable

from bot.delivery.hold import Hold
from bot.delivery.outcome import Unsure
from bot.delivery.recovery import Absent, Found, Unreadable

Ask = Callable[[], Awaitable[Found]]


async def make(hold: Hold, look: Ask, create: Ask) -> Found:
    """Create what two requests would make twice: after the first attempt, only where a look says no.

    What is over is not created any more, and still looked for.
    """
    over = hold.is_over()
    if hold.is_first:
        return Absent() if over else await create()
    if hold.age < -hold.timings.look_back:
        return Unreadable()  # the clock was set back: when it was sent cannot be told
    if hold.age < hold.timings.send:
        # The request may still be under way: what appears after the look would be a second one.
        return Unsure((hold.timings.send - hold.age).total_seconds())
    found = await look()
    if over or not isinstance(found, Absent):
        return found
    await hold.write(first_sent_at=hold.clock())
    return await create()


async def repeat(hold: Hold, ask: Ask) -> Found:
    """Ask for what comes to the same however often it is asked for; what is over is left."""
    return Absent() if hold.is_over() else await ask()
