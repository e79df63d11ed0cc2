"""The notice that a series has few questions left, or asked them all."""

from discord import ui

from bot.client import Client
from bot.delivery.parcel import Parcel
from bot.domain.daily.series import LOW, STOCK
from bot.domain.delivery import Delivery
from bot.services.daily.queue import Stock
from bot.ui import kit
from bot.ui.text import snippet


def register(client: Client) -> None:
    """Say how the notice is rendered."""

    async def notice(delivery: Delivery) -> Parcel | None:
        stock = await client.services.queue.stock(delivery.guild_id, delivery.ref)
        guild = client.get_guild(delivery.guild_id)
        # It may suit more questions by now.
        if stock is None or guild is None or stock.left > LOW:
            return None
        return Parcel(view=stock_view(stock, snippet(guild.name)), marker="")

    client.renderers.register(STOCK, notice)


def stock_view(stock: Stock, server: str) -> ui.LayoutView:
    """How many questions are left, what follows, and what to do if anything; told once each."""
    series = stock.series
    plan = f"The series “{series.plan}” in <#{series.channel_id}> of **{server}**"
    if stock.left:
        title = f"{kit.count(stock.left, 'new question')} left"
        state = f"{plan} has {kit.count(stock.left, 'question')} left that it has not asked."
        then = "After that, those asked longest ago come again, and each says so."
    else:
        title = "Every question was asked"
        state = f"{plan} has asked all {stock.total} questions that suit it."
        then = "From its next post on, those asked longest ago come again, and each says so."
    return kit.panel(
        "-# Daily · series",
        f"## {title}",
        state,
        then,
        "-# Nothing needs doing. More kinds or another level bring new ones: `/series edit`.",
    )
