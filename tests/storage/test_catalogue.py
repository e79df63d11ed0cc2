"""The migrations and the tables make the same database, read from what the engine itself says."""

from pathlib import Path

from bot.storage import migrations
from bot.storage.database import Database
from bot.storage.tables import metadata
from tests.storage import catalogue

FOREIGN_KEY = (
    "CONSTRAINT fk_child FOREIGN KEY (g, parent_id) REFERENCES parent (g, id) ON DELETE CASCADE"
)
SMALL = f"""
CREATE TABLE parent (
    g INTEGER NOT NULL, id INTEGER NOT NULL, kind TEXT NOT NULL, note TEXT,
    n INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_parent PRIMARY KEY (g, id),
    CONSTRAINT ck_parent_kind CHECK (kind IN ('a', 'b')),
    CONSTRAINT uq_parent_kind UNIQUE (g, kind)
) STRICT;
CREATE TABLE child (
    g INTEGER NOT NULL, id INTEGER NOT NULL, parent_id INTEGER NOT NULL,
    {FOREIGN_KEY},
    CONSTRAINT pk_child PRIMARY KEY (id, g)
) STRICT;
CREATE INDEX ix_parent_n ON parent (n, id) WHERE note IS NOT NULL;
CREATE UNIQUE INDEX ix_parent_note ON parent (note)
"""


async def test_the_migrations_make_what_the_tables_say(blank: str, database: Database) -> None:
    by_migrations = await catalogue.read(database)
    other = Database(blank)
    try:
        async with other.transaction() as tx:
            await tx.run_sync(metadata.create_all)
        by_tables = await catalogue.read(other)
    finally:
        await other.close()
    difference = {
        part: {"migrations": by_migrations.get(part), "tables": by_tables.get(part)}
        for part in by_migrations.keys() | by_tables.keys()
        if by_migrations.get(part) != by_tables.get(part)
    }
    assert difference == {}, 'python -m migrations.new "name" writes what a migration can find'
    assert {part.split(".")[0] for part in by_tables if "." in part} == {*metadata.tables}


SEEDED = {
    "another CHECK": ("CHECK (kind IN ('a', 'b'))", "CHECK (kind IN ('a'))"),
    "a missing CHECK": ("CONSTRAINT ck_parent_kind CHECK (kind IN ('a', 'b')),", ""),
    "another default": ("DEFAULT 0", "DEFAULT 1"),
    "a missing default": ("DEFAULT 0 NOT NULL", "NOT NULL"),
    "a missing NOT NULL": ("kind TEXT NOT NULL", "kind TEXT"),
    "another type": ("note TEXT", "note INTEGER"),
    "another column": ("n INTEGER DEFAULT", "m INTEGER, n INTEGER DEFAULT"),
    "another order of the key": ("PRIMARY KEY (id, g)", "PRIMARY KEY (g, id)"),
    "another action": ("ON DELETE CASCADE", "ON DELETE RESTRICT"),
    "another parent": ("REFERENCES parent (g, id)", "REFERENCES parent (id, g)"),
    "a missing UNIQUE": (",\n    CONSTRAINT uq_parent_kind UNIQUE (g, kind)", ""),
    "another predicate": ("WHERE note IS NOT NULL", "WHERE note IS NULL"),
    "a missing predicate": (" WHERE note IS NOT NULL", ""),
    "another order in an index": ("parent (n, id)", "parent (id, n)"),
    "an index that is not unique": ("CREATE UNIQUE INDEX", "CREATE INDEX"),
    "a table that is not STRICT": ("PRIMARY KEY (id, g)\n) STRICT", "PRIMARY KEY (id, g)\n)"),
    "a missing foreign key": (
        f"{FOREIGN_KEY},",
        "",
    ),
}


async def test_the_comparison_sees_whatever_is_changed(blank: str) -> None:
    database = Database(blank)
    try:
        wanted = await _catalogue(database, SMALL)
        assert await _catalogue(database, SMALL) == wanted
        unseen = {
            what
            for what, (old, new) in SEEDED.items()
            if await _catalogue(database, SMALL.replace(old, new)) == wanted
        }
    finally:
        await database.close()
    assert all(old in SMALL for old, _ in SEEDED.values())
    assert unseen == (set() if database.embedded else {"a table that is not STRICT"})


async def _catalogue(database: Database, script: str) -> catalogue.Catalogue:
    if not database.embedded:
        script = script.replace(" STRICT", "")
    async with database.transaction() as tx:
        for name in ("child", "parent"):
            await tx.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
        for statement in script.split(";"):
            await tx.exec_driver_sql(statement)
    return await catalogue.read(database)


async def test_every_table_of_ours_is_strict(sqlite_database: Database) -> None:
    found = await catalogue.read(sqlite_database)
    assert {part: kind for part, kind in found.items() if part.endswith("STRICT")} == {
        f"{name} STRICT": "1" for name in metadata.tables
    }


def test_migrations_are_numbered_without_a_gap() -> None:
    files = sorted(path.name for path in (Path(migrations.FOLDER) / "versions").glob("*.py"))
    assert [name[:5] for name in files] == [f"{n:04}_" for n in range(1, len(files) + 1)]
