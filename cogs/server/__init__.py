"""For owners: `/setup` and `/server`; and `/help` for everybody."""

from bot.client import Client
from cogs.server import change_log, report, test_post
from cogs.server.board_settings import BoardSettingsCog
from cogs.server.change_list import ChangesCog
from cogs.server.creating import CreatingCog
from cogs.server.doctor import DoctorCog
from cogs.server.help import HelpCog
from cogs.server.report import ReportCog
from cogs.server.server import ServerCog
from cogs.server.settings import SettingsCog
from cogs.server.setup import SetupCog
from cogs.server.undoing import UndoingCog


async def setup(client: Client) -> None:
    """Load the commands, and say how this feature’s deliveries look."""
    await client.add_cog(SetupCog(client))
    await client.add_cog(CreatingCog(client))
    await client.add_cog(UndoingCog(client))
    await client.add_cog(ServerCog())
    await client.add_cog(SettingsCog())
    await client.add_cog(BoardSettingsCog())
    await client.add_cog(ChangesCog())
    await client.add_cog(ReportCog(client))
    await client.add_cog(DoctorCog())
    await client.add_cog(test_post.TestPostCog())
    await client.add_cog(HelpCog())
    test_post.register(client)
    change_log.register(client)
    report.register(client)
