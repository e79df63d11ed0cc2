"""`/board`: a member’s own place, among those who joined."""

from typing import Literal, cast

import discord
from discord import app_commands

from bot.client import Client
from bot.domain.board.standing import Scope
from bot.domain.board.windows import Span
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction, StaleButton, guild_id
from cogs.board import board_views as views
from cogs.board import routes

_WINDOWS = [app_commands.Choice(name=label, value=name) for name, label in views.TABS.items()]
_SCOPES = [
    app_commands.Choice(name="Whole server", value="server"),
    app_commands.Choice(name="My cohort", value="cohort"),
]


class BoardCog(Feature):
    """Looking, joining, leaving, and showing one’s place to others."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.boards

    @app_commands.command(name="board")
    @app_commands.guild_only()
    @app_commands.describe(
        window="This week if none",
        scope="The whole server if none",
        top="The first ten instead of your own place",
    )
    @app_commands.choices(window=_WINDOWS, scope=_SCOPES)
    async def board(
        self,
        interaction: Interaction,
        window: str = "week",
        scope: str = "server",
        *,
        top: bool = False,
    ) -> None:
        """See your place on the board, and what everybody does together."""
        await self._show(interaction, window, scope, top=top)

    @pressed(routes.BOARD)
    async def see(self, interaction: Interaction, window: str, scope: str) -> None:
        """Their own place on another board."""
        await self._show(interaction, window, scope)

    @pressed(routes.TOP)
    async def see_top(self, interaction: Interaction, window: str, scope: str) -> None:
        """The first ten."""
        await self._show(interaction, window, scope, top=True)

    @pressed(routes.MY_WEEK)
    async def see_week(self, interaction: Interaction, digest: int) -> None:
        """From the digest to their own week; who is on no board sees what all did."""
        board = await self.service.look(guild_id(interaction), interaction.user.id)
        if board.wishes.joined:
            await self._show(interaction, "week", "server")
        else:
            await self.see_group(interaction)

    @pressed(routes.JOIN)
    async def join(self, interaction: Interaction) -> None:
        """Be seen from now on."""
        server, member = guild_id(interaction), interaction.user.id
        await self.service.join(server, member, role_ids(interaction))
        await self._show(interaction, "week", "server")

    @pressed(routes.LEAVE)
    async def leave(self, interaction: Interaction) -> None:
        """Be seen no more."""
        await self.service.leave(guild_id(interaction), interaction.user.id)
        note = "You left, and nobody sees you on a board any more."
        await replies.show(interaction, views.not_joined_view(note))

    @pressed(routes.GROUP)
    async def see_group(self, interaction: Interaction) -> None:
        """What all do together, without a name."""
        board = await self.service.look(guild_id(interaction), interaction.user.id)
        view = views.group_view(board.goal, joined=board.wishes.joined)
        await replies.show(interaction, view)

    @pressed(routes.THANK)
    async def thank(self, interaction: Interaction, choice: str) -> None:
        """Whether the digest may name them."""
        await self.service.thank(
            guild_id(interaction), interaction.user.id, thanked=choice == views.ON
        )
        await self._show(interaction, "week", "server")

    @pressed(routes.SHOW_HERE)
    async def share(self, interaction: Interaction, window: str, scope: str) -> None:
        """Their place for everybody in the channel, at their own wish."""
        span, among = _read(window, scope)
        board = await self.service.look(guild_id(interaction), interaction.user.id, span, among)
        if board.place is None:
            await replies.show(interaction, views.board_view(board))
        else:
            await replies.show_all(interaction, views.shared_view(board))

    async def _show(
        self, interaction: Interaction, window: str, scope: str, *, top: bool = False
    ) -> None:
        server, member = guild_id(interaction), interaction.user.id
        span, among = _read(window, scope)
        await self.service.note_roles(server, member, role_ids(interaction))
        board = await self.service.look(server, member, span, among, top=top)
        show_top = board.top is not None
        await replies.show(
            interaction, views.top_view(board) if show_top else views.board_view(board)
        )


def role_ids(interaction: Interaction) -> frozenset[int]:
    """The roles that a member has at this press."""
    member = interaction.user
    if not isinstance(member, discord.Member):
        return frozenset()
    return frozenset(role.id for role in member.roles)


def _read(window: str, scope: str) -> tuple[Span, Scope]:
    """What a button names. Raises `StaleButton`."""
    if window not in views.TABS or scope not in views.SCOPES:
        raise StaleButton
    return cast(Span, window), cast(Literal["server", "cohort"], scope)
