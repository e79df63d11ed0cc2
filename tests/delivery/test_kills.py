"""A real process is killed at each step of each delivery and started again: one each, none lost."""

import asyncio
import secrets
import shutil
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests import databases
from tests.delivery import drill, verdict
from tests.delivery.drill import Workers
from tests.delivery.parcels import MESSAGES, SHAPES, Shape
from tests.delivery.victim import STEPS, THREAD_STEPS
from tests.loopback import Loopback

AT_ONCE = 12
LATENCY = 0.2  # seconds there and back


@dataclass(frozen=True)
class Case:
    """`forgets`: by the restart Discord knows no nonce any more."""

    engine: str
    shape: Shape
    step: str
    forgets: bool = False

    def __str__(self) -> str:
        return "-".join([self.engine, self.shape, self.step, *["forgotten"] * self.forgets])


CASES = [
    Case(engine, shape, step)
    for engine in databases.ENGINES
    for shape in SHAPES
    for step in STEPS
    if shape == "thread" or step not in THREAD_STEPS
] + [
    Case(engine, shape, "after request", forgets=True)
    for engine in databases.ENGINES
    for shape in SHAPES
    if shape in MESSAGES and shape != "forum"
]


@dataclass(frozen=True)
class Result:
    """How the two processes ended, and what is wrong after that."""

    killed: int | None
    restarted: int | None
    wrong: list[str]
    said: str


@pytest.fixture(scope="module")
def results(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Case, Result]:
    """All cases, several at a time: each has a database and a channel of its own."""
    return databases.run(run_all(sqlite_template, tmp_path_factory.mktemp("kills")))


async def run_all(sqlite_template: Path, folder: Path) -> dict[Case, Result]:
    places = asyncio.Semaphore(AT_ONCE)
    async with AsyncExitStack() as stack:
        worlds = {
            forgets: await stack.enter_async_context(
                Loopback(per_second=None, latency=LATENCY, nonce_window=0 if forgets else 120)
            )
            for forgets in (False, True)
        }
        workers = await stack.enter_async_context(drill.hiring(folder))
        template = stack.enter_context(postgres_template()) if databases.SERVER else ""

        async def run(number: int, case: Case) -> Result:
            async with places, database(case.engine, sqlite_template, template, folder) as address:
                return await kill_and_restart(workers, number, case, address, worlds[case.forgets])

        found = await asyncio.gather(*(run(*each) for each in enumerate(CASES, start=1)))
    return dict(zip(CASES, found, strict=True))


@contextmanager
def postgres_template() -> Iterator[str]:
    with databases.postgres_database() as address:
        databases.migrate(address)
        yield address


@asynccontextmanager
async def database(
    engine: str, sqlite_template: Path, postgres_template: str, folder: Path
) -> AsyncIterator[str]:
    """A copy of the template of an engine."""
    name = f"loopmate_kill_{secrets.token_hex(4)}"
    if engine == "sqlite":
        yield f"sqlite:///{shutil.copy(sqlite_template, folder / name)}"
        return
    template = make_url(postgres_template)
    name = f"{template.database}_{name}"
    await databases.command(f'CREATE DATABASE "{name}" TEMPLATE "{template.database}"')
    try:
        yield template.set(database=name).render_as_string(hide_password=False)
    finally:
        await databases.command(f'DROP DATABASE "{name}" WITH (FORCE)')


async def kill_and_restart(
    workers: Workers, number: int, case: Case, address: str, world: Loopback
) -> Result:
    await drill.put(address, world, [(number, case.shape)])
    first = await workers.start(address, world, dies=case.step, forgets=case.forgets)
    killed = await first.end()
    second = await workers.start(address, world, forgets=case.forgets)
    restarted = await second.end()
    (found,) = await drill.stored(address)
    return Result(killed, restarted, verdict.wrong(world, found), first.said + second.said)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_killed_and_started_again_it_sends_one_each(
    case: Case, results: dict[Case, Result], record_property: Callable[[str, object], None]
) -> None:
    record_property("engine", case.engine)
    result = results[case]
    assert (result.killed, result.restarted) == (-signal.SIGKILL, 0), result.said
    assert result.wrong == [], result.said
