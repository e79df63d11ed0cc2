"""Plans of twelve weeks, how far members are, and the first visit."""

from bot.client import Client
from cogs.plan.plan import PlanCog
from cogs.plan.progress import ProgressCog
from cogs.plan.tasks import TasksCog
from cogs.plan.visit import VisitCog


async def setup(client: Client) -> None:
    """Load the commands."""
    for cog in (PlanCog(client), TasksCog(client), ProgressCog(client), VisitCog(client)):
        await client.add_cog(cog)
