"""The question of the day: `/daily` for members, `/series` for owners."""

from bot.client import Client
from cogs.daily import held, posts, stock
from cogs.daily.archive import ArchiveCog
from cogs.daily.bank import BankCog
from cogs.daily.browsing import BrowsingCog
from cogs.daily.completing import CompletingCog
from cogs.daily.daily import DailyCog
from cogs.daily.editing import EditingCog
from cogs.daily.importing import ImportingCog
from cogs.daily.ledger import LedgerCog
from cogs.daily.mending import MendingCog
from cogs.daily.mistakes import MistakesCog
from cogs.daily.panels import SeriesPanelCog
from cogs.daily.queue import QueueCog
from cogs.daily.reviews import ReviewsCog
from cogs.daily.reviews import register as register_reviews
from cogs.daily.series import SeriesCog
from cogs.daily.suggesting import SuggestingCog
from cogs.daily.suggesting import register as register_suggesting


async def setup(client: Client) -> None:
    """Load the commands, and say how this feature’s deliveries look."""
    archive = ArchiveCog(client)
    await client.add_cog(archive)
    reviews = ReviewsCog(client)
    await client.add_cog(reviews)
    suggesting = SuggestingCog(client)
    await client.add_cog(suggesting)
    await client.add_cog(DailyCog(client, archive, reviews, suggesting))
    await client.add_cog(SeriesCog(client))
    await client.add_cog(SeriesPanelCog(client))
    await client.add_cog(EditingCog(client))
    await client.add_cog(LedgerCog(client))
    await client.add_cog(QueueCog(client))
    await client.add_cog(MendingCog(client))
    mistakes = MistakesCog(client)
    await client.add_cog(mistakes)
    completing = CompletingCog(client)
    await client.add_cog(completing)
    browsing = BrowsingCog(client)
    await client.add_cog(browsing)
    importing = ImportingCog(client)
    await client.add_cog(importing)
    await client.add_cog(BankCog(client, browsing, importing, mistakes, completing))
    posts.register(client)
    held.register(client)
    stock.register(client)
    register_reviews(client)
    register_suggesting(client)
