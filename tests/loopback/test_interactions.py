"""People press, type and choose; a real bot answers."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from discord import app_commands, ui
from discord.http import Route

from tests.loopback import (
    Ack,
    Channel,
    Loopback,
    Member,
    NoAnswer,
    online,
    plain_intents,
    pointed_at,
)


class Form(ui.Modal, title="Your answer"):
    text = ui.TextInput[ui.Modal](label="Answer", custom_id="text", style=discord.TextStyle.long)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Saved: {self.text.value}", ephemeral=True)


class Buttons(ui.View):
    @ui.button(label="Answer", custom_id="answer")
    async def answer(self, interaction: discord.Interaction, _: ui.Button["Buttons"]) -> None:
        await interaction.response.send_modal(Form())

    @ui.button(label="Count", custom_id="count")
    async def count(self, interaction: discord.Interaction, _: ui.Button["Buttons"]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="Counted")

    @ui.select(custom_id="days", options=[discord.SelectOption(label=day) for day in ("Mo", "Tu")])
    async def days(self, interaction: discord.Interaction, select: ui.Select["Buttons"]) -> None:
        await interaction.response.edit_message(content=f"On {select.values[0]}")


daily = app_commands.Group(name="daily", description="The daily question")


@daily.command(description="Today’s question")
async def today(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("Why?", view=Buttons())


@daily.command(description="Whose turn it is")
async def turn(
    interaction: discord.Interaction, who: discord.Member, where: discord.TextChannel, day: int
) -> None:
    await interaction.response.send_message(
        f"{who.display_name} {where.name} {day}", ephemeral=True
    )


@app_commands.command(description="Takes its time")
async def slow(interaction: discord.Interaction) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    await interaction.followup.send("Done")
    await interaction.followup.send("And more", ephemeral=True)


@app_commands.command(description="Chooses a zone")
async def zone(interaction: discord.Interaction, name: str) -> None:
    await interaction.response.send_message(name)


@zone.autocomplete("name")
async def zones(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    names = ("Europe/London", "Europe/Lisbon", "Asia/Tokyo")
    return [app_commands.Choice(name=each, value=each) for each in names if typed in each]


@app_commands.command(description="Says nothing")
async def mute(_: discord.Interaction) -> None:
    return


@app_commands.command(description="For those who manage the server")
@app_commands.default_permissions(manage_guild=True)
async def setup(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(str(interaction.permissions.manage_guild))


class Bot(discord.Client):
    def __init__(self) -> None:
        super().__init__(intents=plain_intents(), guild_ready_timeout=0.01)
        self.tree = app_commands.CommandTree(self)
        commands: list[Any] = [daily, slow, zone, mute, setup]
        for command in commands:
            self.tree.add_command(command)

    async def setup_hook(self) -> None:
        await self.tree.sync()


@pytest.fixture
async def bot(world: Loopback) -> AsyncIterator[Bot]:
    bot = Bot()
    async with online(bot, world.token):
        yield bot


@pytest.fixture
def ana(world: Loopback) -> Member:
    return world.add_member(world.guild, "Ana")


@pytest.fixture
def channel(world: Loopback, bot: Bot) -> Channel:
    return world.channel


async def test_registered_commands_keep_their_ids(world: Loopback, bot: Bot) -> None:
    before = {each["name"]: each["id"] for each in world.state.commands}
    await bot.tree.sync()
    assert {each["name"]: each["id"] for each in world.state.commands} == before
    assert {each.name for each in await bot.tree.fetch_commands()} == set(before)


async def test_a_command_a_press_and_a_form_go_round(
    world: Loopback, channel: Channel, ana: Member
) -> None:
    question = await world.slash(ana, channel, "daily today")
    assert (question.text.splitlines()[0], question.ephemeral) == ("Why?", False)
    assert world.posts(channel) == [question.message]
    form = await world.press(ana, question.message, "Answer")
    assert (form.ack, form.modal["title"]) == (Ack.MODAL, "Your answer")
    saved = await world.submit(ana, form, {"text": "Because of latency"})
    assert (saved.text, saved.ephemeral) == ("Saved: Because of latency", True)
    assert world.posts(channel) == [question.message], "an ephemeral stands in no channel"


async def test_options_arrive_as_people_and_channels(
    world: Loopback, channel: Channel, ana: Member
) -> None:
    ben = world.add_member(world.guild, "Ben")
    answer = await world.slash(ana, channel, "daily turn", {"who": ben, "where": channel, "day": 3})
    assert answer.text == "Ben channel-1 3"


async def test_a_deferred_answer_is_waited_for(
    world: Loopback, channel: Channel, ana: Member
) -> None:
    answer = await world.slash(ana, channel, "slow")
    assert (answer.ack, answer.message.content, answer.ephemeral) == (Ack.DEFER, "Done", True)
    await answer.until(lambda given: bool(given.followups))
    assert answer.text == "Done\nAnd more"


async def test_a_press_can_change_its_message(
    world: Loopback, channel: Channel, ana: Member
) -> None:
    question = await world.slash(ana, channel, "daily today")
    counted = await world.press(ana, question.message, "count")
    assert (counted.ack, question.message.content) == (Ack.DEFER_UPDATE, "Counted")
    chosen = await world.press(ana, question.message, "days", ["Tu"])
    assert (chosen.ack, question.message.content) == (Ack.UPDATE, "On Tu")


async def test_choices_follow_what_is_typed(world: Loopback, channel: Channel, ana: Member) -> None:
    choices = await world.suggest(ana, channel, "zone", "name", "Lis")
    assert [choice["value"] for choice in choices] == ["Europe/Lisbon"]


async def test_silence_is_an_error(world: Loopback, channel: Channel, ana: Member) -> None:
    with pytest.raises(NoAnswer):
        await world.slash(ana, channel, "mute", timeout=0.1)


async def test_people_can_only_do_what_they_see(
    world: Loopback, channel: Channel, ana: Member
) -> None:
    with pytest.raises(LookupError):
        await world.slash(ana, channel, "setup")
    chief = world.add_member(world.guild, "Cy", "manage_guild")
    assert (await world.slash(chief, channel, "setup")).text == "True"
    question = await world.slash(ana, channel, "daily today")
    for wrong in ("daily tomorrow", "nothing", "zone"):
        with pytest.raises(LookupError):
            await world.slash(ana, channel, wrong)
    with pytest.raises(LookupError):
        await world.slash(ana, channel, "zone", {"name": "Asia/Tokyo", "colour": "red"})
    with pytest.raises(LookupError, match="no 'Reveal' here; there is \\['Answer', 'Count'"):
        await world.press(ana, question.message, "Reveal")
    own = await world.slash(ana, channel, "slow")
    with pytest.raises(LookupError, match="somebody else"):
        await world.press(chief, own.message, "anything")


async def test_commands_work_in_direct_messages(
    world: Loopback, channel: Channel, ana: Member
) -> None:
    answer = await world.slash(ana.user, world.dm(ana), "zone", {"name": "Asia/Tokyo"})
    assert answer.text == "Asia/Tokyo"


async def test_a_second_first_answer_is_refused(
    world: Loopback, channel: Channel, ana: Member, bot: Bot
) -> None:
    answer = await world.slash(ana, channel, "daily today")
    route = Route("POST", f"/interactions/{answer.id}/{answer.token}/callback")
    with pytest.raises(discord.HTTPException) as refusal:
        await bot.http.request(route, json={"type": 4, "data": {"content": "again"}})
    assert refusal.value.code == 40060


async def test_a_press_made_while_the_line_is_down_arrives_afterwards(
    world: Loopback, channel: Channel, ana: Member
) -> None:
    question = await world.slash(ana, channel, "daily today")
    world.gateway.drop()
    assert (await world.press(ana, question.message, "Answer")).ack is Ack.MODAL
    assert world.counters()["resumes"] == 1


async def test_interactions_are_exempt_from_the_limit_over_all_routes() -> None:
    async with Loopback(per_second=10) as world:
        ben = world.add_member(world.guild, "Ben")
        with pointed_at(world):
            async with online(Bot(), world.token):
                ask = {"name": "Asia/Tokyo"}
                asked = [world.slash(ben, world.channel, "zone", ask) for _ in range(30)]
                await asyncio.gather(*asked)
        assert world.counters()["refused_globally"] == 0
