"""Mock interviews with peers: `/mock` for members, `/round` for owners."""

from bot.client import Client
from cogs.mock.absent import AbsentCog
from cogs.mock.absent import register as register_absences
from cogs.mock.agreeing import AgreeingCog
from cogs.mock.asking import AskingCog
from cogs.mock.asking import register as register_questions
from cogs.mock.calendar import CalendarCog
from cogs.mock.card import CardCog
from cogs.mock.drill import DrillCog
from cogs.mock.feedback import FeedbackCog
from cogs.mock.feedback import register as register_feedback
from cogs.mock.free import FreeCog
from cogs.mock.free import register as register_free
from cogs.mock.history import HistoryCog
from cogs.mock.holding import HoldingCog
from cogs.mock.holding import register as register_holding
from cogs.mock.mock import MockCog
from cogs.mock.never import NeverCog
from cogs.mock.round_notice import register as register_rounds
from cogs.mock.rounds import RoundCog
from cogs.mock.session_messages import register as register_sessions
from cogs.mock.status import StatusCog
from cogs.mock.times import TimesCog

# Each says how some of this feature’s deliveries look.
_DELIVERIES = (
    register_sessions,
    register_holding,
    register_absences,
    register_feedback,
    register_free,
    register_questions,
    register_rounds,
)


async def setup(client: Client) -> None:
    """Load the commands, and say how this feature’s deliveries look."""
    times, never, status = TimesCog(client), NeverCog(client), StatusCog(client)
    feedback, history = FeedbackCog(client), HistoryCog(client)
    free, asking = FreeCog(client), AskingCog(client)
    mock = MockCog(
        client,
        times,
        never,
        status,
        feedback=feedback,
        history=history,
        free=free,
        asking=asking,
    )
    for cog in (
        times,
        never,
        status,
        feedback,
        history,
        free,
        asking,
        mock,
        AgreeingCog(client),
        CalendarCog(client),
        HoldingCog(client),
        AbsentCog(client),
        DrillCog(client),
        CardCog(client),
        RoundCog(client),
    ):
        await client.add_cog(cog)
    for register in _DELIVERIES:
        register(client)
