"""A number in the database that tests count with: the smallest row there is."""

from sqlalchemy import func, insert, select, update

from bot.storage.database import Database, Tx
from bot.storage.tables.deliveries import PACER

COUNT = select(func.count()).select_from(PACER)


def row(name: str = "n", number: int = 0) -> dict[str, object]:
    """The values of a row."""
    return {"name": name, "free_at_us": number}


async def start(database: Database, name: str = "n", number: int = 0) -> None:
    """Store one."""
    async with database.transaction() as tx:
        await tx.execute(insert(PACER).values(row(name, number)))


async def read(database: Database, name: str = "n") -> int | None:
    """What it says; nothing where there is none."""
    async with database.reading() as tx:
        return await read_in(tx, name)


async def read_in(tx: Tx, name: str = "n", *, lock: bool = False) -> int | None:
    """The same inside a transaction; `lock` keeps others from changing it until the end."""
    statement = select(PACER.c.free_at_us).where(PACER.c.name == name)
    rows = await tx.execute(statement.with_for_update() if lock else statement)
    return rows.scalar_one_or_none()


async def write_in(tx: Tx, number: int, name: str = "n") -> None:
    """Change it."""
    await tx.execute(update(PACER).where(PACER.c.name == name).values(free_at_us=number))


async def how_many(database: Database) -> int:
    """How many there are."""
    async with database.reading() as tx:
        return (await tx.execute(COUNT)).scalar_one()
