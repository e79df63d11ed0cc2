"""The member’s own: `/me`."""

from bot.client import Client
from cogs.me.cog import MeCog
from cogs.me.ledger import PointsCog
from cogs.me.recap import RecapCog
from cogs.me.recap import register as register_recaps
from cogs.me.vacation import VacationCog


async def setup(client: Client) -> None:
    """Load the commands, and say how this feature’s deliveries look."""
    ledger, vacation, recap = PointsCog(client), VacationCog(client), RecapCog(client)
    for cog in (ledger, vacation, recap, MeCog(client, ledger, vacation, recap)):
        await client.add_cog(cog)
    register_recaps(client)
