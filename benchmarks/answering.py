"""An answer through the whole stack, beside a straight-line bot and a bare reply.

All three get the same modal submit straight from the gateway’s parser, and their answer ends where the
HTTP request would begin, so that only the bots’ own work is compared.
"""

import asyncio
import cProfile
import json
import pstats
import tempfile
import time
from datetime import UTC, date, datetime
from datetime import time as clock_time
from pathlib import Path
from typing import Any

import discord
from discord import ui
from discord.webhook.async_ import async_context
from sqlalchemy import func, select

from benchmarks.report import Bar, Report
from bot import app, clock
from bot.domain.daily.series import Post
from bot.domain.schedule import EVERY_DAY, Plan
from bot.storage import ids
from bot.storage.daily import posts
from bot.storage.database import Database, insert_once
from bot.storage.tables.daily import ANSWER, HINT, POST
from bot.ui.components import button
from cogs.daily import routes

ANSWERS = 400
ROUNDS = 7
REST = "built-ins, greenlet switches, the rest"
GUILD = 1
TEXT = "A ring of slots, replicas in another zone, jitter on expiry. " * 6


class Deaf:
    """Takes answers in place of Discord: what would be sent is serialised and dropped."""

    def __init__(self) -> None:
        self.answered = 0
        self.all_answered = asyncio.Event()

    async def create_interaction_response(self, *_: Any, params: Any, **__: Any) -> dict[str, Any]:
        """Count an answer."""
        json.dumps(params.payload)
        self.answered += 1
        if self.answered == ANSWERS:
            self.all_answered.set()
        return {"interaction": {"id": "1", "type": 5}}


def submit(post_id: int, number: int) -> dict[str, Any]:
    """A modal submit as the gateway delivers it."""
    user = {"id": str(1000 + number), "username": "ana", "discriminator": "0", "avatar": None}
    return {
        "id": str(ids.new(datetime.now(UTC))),
        "application_id": "1",
        "type": 5,
        "token": f"token-{number}",
        "version": 1,
        "guild_id": str(GUILD),
        "guild": {"id": str(GUILD), "locale": "en-GB", "features": []},
        "channel_id": "2",
        "channel": {"id": "2", "type": 0, "name": "daily", "guild_id": str(GUILD), "position": 0,
                    "permission_overwrites": [], "parent_id": None, "nsfw": False},
        "member": {"user": user, "roles": [], "permissions": "0", "deaf": False, "mute": False,
                   "joined_at": "2026-01-01T00:00:00+00:00", "flags": 0},
        "app_permissions": "0",
        "entitlements": [],
        "authorizing_integration_owners": {},
        "context": 0,
        "attachment_size_limit": 1,
        "data": {
            "custom_id": f"daily:answer:{post_id}",
            "components": [
                {"type": 10, "id": 1},
                {"type": 18, "id": 2, "component": {"type": 4, "custom_id": "text", "value": TEXT}},
            ],
        },
    }  # fmt: skip


async def feed(client: discord.Client, post_id: int) -> tuple[float, float]:
    """Seconds by the clock and of CPU for all answers, arriving together."""
    deaf = Deaf()
    # What logging in would set.
    client.loop = asyncio.get_running_loop()
    connection = client._connection
    me: Any = {"id": "1", "username": "bench", "discriminator": "0", "avatar": None}
    connection.user = discord.ClientUser(state=connection, data=me)
    async_context.set(deaf)  # type: ignore[arg-type]
    payloads = [submit(post_id, number) for number in range(ANSWERS)]
    began, cpu = time.perf_counter(), time.process_time()
    for payload in payloads:
        connection.parse_interaction_create(payload)  # type: ignore[arg-type]
        await asyncio.sleep(0)
    await asyncio.wait_for(deaf.all_answered.wait(), 120)
    return time.perf_counter() - began, time.process_time() - cpu


def straight(database: Database, house: app.House) -> discord.Client:
    """The same statements and the same screen in one function."""
    client = discord.Client(intents=discord.Intents(guilds=True))
    questions = house.services.library.shipped.questions
    opened = (
        select(func.count())
        .where(HINT.c.guild_id == ANSWER.c.guild_id, HINT.c.post_id == ANSWER.c.post_id,
               HINT.c.user_id == ANSWER.c.user_id)
        .correlate(ANSWER)
        .scalar_subquery()
    )  # fmt: skip

    async def on_interaction(interaction: discord.Interaction[Any]) -> None:
        data: Any = interaction.data
        post_id = int(data["custom_id"].split(":")[2])
        text = data["components"][1]["component"]["value"]
        guild_id, user_id = interaction.guild_id, interaction.user.id
        find_post = select(POST).where(POST.c.guild_id == guild_id, POST.c.id == post_id)
        mine = (ANSWER.c.guild_id == guild_id, ANSWER.c.post_id == post_id,
                ANSWER.c.user_id == user_id)  # fmt: skip
        find_answer = select(ANSWER, opened.label("hints")).where(*mine)
        count_hints = select(func.count()).where(
            HINT.c.guild_id == guild_id, HINT.c.post_id == post_id, HINT.c.user_id == user_id
        )
        async with database.transaction() as tx:
            (await tx.execute(find_post)).one()
            if (await tx.execute(find_answer)).one_or_none() is None:
                (await tx.execute(count_hints)).scalar_one()
            values = {"guild_id": guild_id, "post_id": post_id, "user_id": user_id,
                      "text": text, "answered_at": datetime.now(UTC)}  # fmt: skip
            await insert_once(tx, ANSWER, values)
            row = (await tx.execute(find_post)).one()
            answer = (await tx.execute(find_answer)).one()
        question = questions[row.question_id]
        view = ui.LayoutView(timeout=None)
        view.add_item(
            ui.Container(
                ui.TextDisplay(f"-# 🟦 {question.kind} · your answer\n## Saved"),
                ui.TextDisplay(f"{len(answer.text):,} characters · {answer.hints} hints"),
                ui.TextDisplay("You can edit it until you reveal."),
                ui.Separator(visible=False),
                ui.ActionRow(
                    button("Reveal", routes.REVEAL, post=post_id, primary=True),
                    button("Edit", routes.ANSWER, post=post_id),
                ),
                accent_colour=0x3B82E0,
            )
        )
        await interaction.response.send_message(view=view, ephemeral=True)

    client.event(on_interaction)
    return client


def bare() -> discord.Client:
    """A reply and nothing else."""
    client = discord.Client(intents=discord.Intents(guilds=True))

    async def on_interaction(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("Saved", ephemeral=True)

    client.event(on_interaction)
    return client


async def prepare(house: app.House) -> int:
    """A post to answer; its id."""
    now = datetime.now(UTC)
    plan = Plan(zone="UTC", at=clock_time(9), pattern=EVERY_DAY)
    series = await house.services.series.add(
        GUILD, channel_id=2, place="text", plan=plan, threads=False, by=1
    )
    post = Post(
        guild_id=GUILD,
        id=ids.new(now),
        series_id=series.id,
        slot=date(2026, 1, 1),
        cycle=1,
        question_id="sd.caching.distributed-cache",
        revision=1,
        channel_id=2,
        place="text",
        threads=False,
        due_at=now,
        posted_at=now,
    )
    async with house.database.transaction() as tx:
        await posts.add(tx, [post])
    return post.id


async def forget(house: app.House) -> None:
    """Start each round with no answers."""
    async with house.database.transaction() as tx:
        await tx.execute(ANSWER.delete())


async def check(house: app.House) -> None:
    """Every answer was really stored."""
    async with house.database.reading() as tx:
        stored = (await tx.execute(select(func.count()).select_from(ANSWER))).scalar_one()
    if stored != ANSWERS:
        raise AssertionError(f"{stored} of {ANSWERS} answers were stored")


def where_time_goes(profile: cProfile.Profile) -> list[tuple[str, str]]:
    """Share of the time by room, from a profile of the whole stack."""
    rooms = {
        "SQLAlchemy": "/sqlalchemy/",
        "aiosqlite and sqlite3": "aiosqlite",
        "discord.py": "/discord/",
        "our ui": "/bot/ui/",
        "our services": "/bot/services/",
        "our storage": "/bot/storage/",
        "our cogs": "/cogs/",
        "asyncio": "/asyncio/",
    }
    spent = dict.fromkeys([*rooms, REST], 0.0)
    stats: Any = pstats.Stats(profile)
    for (file, _, name), (_, _, own, _, _) in stats.stats.items():
        if "select.epoll" in name:
            continue
        room = next((room for room, mark in rooms.items() if mark in file), REST)
        spent[room] += own
    total = sum(spent.values())
    return [(room, f"{seconds / total:.0%}") for room, seconds in spent.items()]


async def measure() -> Report:
    """The best of three rounds of each, taken in turn."""
    with tempfile.TemporaryDirectory() as folder:
        house = app.build(f"sqlite:///{Path(folder) / 'bench.db'}", clock=clock.now)
        await house.open()
        for folder_of in ("daily", "me", "server"):
            await house.client.load_extension(f"cogs.{folder_of}")
        post_id = await prepare(house)
        clients = {
            "the whole stack": house.client,
            "straight-line bot, same SQL, same screen": straight(house.database, house),
            "bare discord.py reply": bare(),
        }
        best: dict[str, tuple[float, float]] = {}
        for _ in range(ROUNDS):
            for name, client in clients.items():
                await forget(house)
                taken = await feed(client, post_id)
                if client is not clients["bare discord.py reply"]:
                    await check(house)
                best[name] = min(best.get(name, taken), taken, key=lambda pair: pair[1])
        await forget(house)
        profile = cProfile.Profile()
        profile.enable()
        await feed(house.client, post_id)
        profile.disable()
        await house.close()
    return _report(best, where_time_goes(profile))


def _report(best: dict[str, tuple[float, float]], shares: list[tuple[str, str]]) -> Report:
    ours, theirs, least = best.values()
    ratio = ours[1] / theirs[1]
    rate = ANSWERS / ours[0]
    rows = [
        (
            name,
            f"{cpu / ANSWERS * 1000:.2f} ms",
            f"{ANSWERS / wall:,.0f}",
            f"{cpu / least[1]:.1f} ×",
        )
        for name, (wall, cpu) in best.items()
    ]
    rows += [(f"of the whole stack: {room}", share, "", "") for room, share in shares]
    return Report(
        title="An answer",
        how=f"{ANSWERS} modal submits that arrive together, on SQLite; the best of {ROUNDS} rounds. "
        "The shares are of a profiled round.",
        head=("way", "CPU an answer", "answers a second", "against the bare reply"),
        rows=rows,
        bars=[
            Bar("at most 1.3 × the straight-line bot", f"{ratio:.2f} ×", ratio <= 1.3),
            Bar("at least 100 interactions a second", f"{rate:,.0f}", rate >= 100),
        ],
    )
