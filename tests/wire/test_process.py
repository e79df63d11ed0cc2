"""`python -m bot run` as a real process: it starts, ticks, drains and ends."""

import asyncio
import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from bot.storage import schedules
from bot.storage.database import Database
from tests.loopback import Loopback, Member
from tests.wire.running import ROOT, process, until
from tests.wire.test_loop import set_up


async def test_sigterm_ends_it_with_zero(world: Loopback, tmp_path: Path) -> None:
    async with process(world, tmp_path) as bot:
        await bot.start()
        await bot.says('"ready"')
        bot.signal(signal.SIGTERM)
        assert await bot.ends() == 0
        assert "draining" in bot.text


@pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("unshare") is None, reason="needs root and unshare"
)
async def test_sigterm_ends_it_as_process_1_too(world: Loopback, tmp_path: Path) -> None:
    async with process(world, tmp_path) as bot:
        await bot.start("unshare", "--pid", "--fork", "--kill-child")
        await bot.says('"ready"')
        children = Path(f"/proc/{bot.pid}/task/{bot.pid}/children").read_text().split()
        os.kill(int(children[0]), signal.SIGTERM)
        assert await bot.ends() == 0
        assert "draining" in bot.text


async def test_the_heartbeat_is_fresh_while_it_runs(world: Loopback, tmp_path: Path) -> None:
    async with process(world, tmp_path) as bot:
        await bot.start()
        await bot.says('"ready"')
        await until((tmp_path / "heartbeat").exists)
        check = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "healthcheck",
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "LOOPMATE_DATA": str(tmp_path)},
        )  # fmt: skip
        assert await check.wait() == 0


async def test_a_question_goes_out_by_itself_while_it_runs(
    world: Loopback, tmp_path: Path, owner: Member
) -> None:
    async with process(world, tmp_path) as bot:
        await bot.start()
        await bot.says('"ready"')
        await set_up(world, owner)
        bot.signal(signal.SIGTERM)
        assert await bot.ends() == 0
    await make_due(tmp_path)
    async with process(world, tmp_path) as bot:
        await bot.start()
        await bot.says('"kind": "daily"', 30)
        assert sum("Reveal" in str(post.payload()) for post in world.posts(world.channel)) == 1


async def make_due(folder: Path) -> None:
    database = Database(f"sqlite:///{folder / 'loopmate.db'}")
    try:
        async with database.transaction() as tx:
            for due in await schedules.plans(tx):
                earlier = due.plan.slot(due.plan.next(due.next_run_at).day).at
                await schedules.move_on(tx, [(due, earlier.replace(year=earlier.year - 1), None)])
    finally:
        await database.close()


async def test_neither_token_nor_answer_nor_name_is_logged(
    world: Loopback, tmp_path: Path, owner: Member
) -> None:
    async with process(world, tmp_path) as bot:
        await bot.start()
        await bot.says('"ready"')
        await set_up(world, owner)
        bot.signal(signal.SIGTERM)
        await bot.ends()
        for secret in (world.token, owner.user.name, world.guild.name):
            assert secret not in bot.text


async def test_a_wrong_token_is_told_in_a_sentence(world: Loopback, tmp_path: Path) -> None:
    async with process(world, tmp_path) as bot:
        await bot.start(DISCORD_TOKEN="wrong")
        assert await bot.ends() == 1
        assert "Discord does not know this token" in bot.text
        assert "Traceback" not in bot.text


async def test_without_a_network_it_says_so_in_a_sentence(world: Loopback, tmp_path: Path) -> None:
    async with process(world, tmp_path) as bot:
        await bot.start(LOOPMATE_DISCORD_API="http://127.0.0.1:9/api/v10")
        assert await bot.ends(60) == 1
        assert "Discord cannot be reached" in bot.text
        assert "Traceback" not in bot.text


async def test_a_second_process_on_the_same_file_is_refused(
    world: Loopback, tmp_path: Path
) -> None:
    async with process(world, tmp_path) as first, process(world, tmp_path) as second:
        await first.start()
        await first.says('"ready"')
        await second.start()
        assert await second.ends() == 1
        assert "Another process already uses" in second.text
