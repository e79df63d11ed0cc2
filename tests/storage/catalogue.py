"""What a database itself says about its tables: every part that a migration can get wrong.

Each part is one entry, such as `series.place CHECK ck_series_place`, so that a difference between two
databases reads as the thing that differs.
"""

import re

from bot.storage.database import Database, Tx

Catalogue = dict[str, str]


async def read(database: Database) -> Catalogue:
    """Every part of every table but the one that numbers the migrations."""
    async with database.reading() as tx:
        found = await (_sqlite(tx) if database.embedded else _postgresql(tx))
    return {part: text for part, text in found.items() if not part.startswith("alembic_version")}


async def _sqlite(tx: Tx) -> Catalogue:
    found: Catalogue = {}
    for name, strict, script in await _rows(
        tx,
        "SELECT s.name, l.strict, s.sql FROM sqlite_master s "
        "JOIN pragma_table_list l ON l.name = s.name AND l.schema = 'main' "
        "WHERE s.type = 'table'",
    ):
        found[f"{name} STRICT"] = str(strict)
        for check, rule in _checks(script):
            found[f"{name} CHECK {check}"] = rule
        for column in await _rows(tx, f"SELECT * FROM pragma_table_xinfo('{name}') ORDER BY cid"):
            _, label, kind, required, default, key, hidden = column
            found[f"{name}.{label}"] = f"{kind} {required=} {default=} {key=} {hidden=}"
        for row in await _rows(tx, f"SELECT * FROM pragma_foreign_key_list('{name}')"):
            number, place, parent, child_column, parent_column, update, delete, match = row
            found[f"{name} FOREIGN KEY {parent} {number} {place}"] = (
                f"{child_column} -> {parent_column} {update=} {delete=} {match=}"
            )
        for _, index, unique, origin, partial in await _rows(
            tx, f"SELECT * FROM pragma_index_list('{name}')"
        ):
            columns = await _rows(
                tx, f"SELECT name, desc, coll FROM pragma_index_xinfo('{index}') WHERE key"
            )
            part = index if origin == "c" else f"{origin} {[column[0] for column in columns]}"
            found[f"{name} INDEX {part}"] = f"{columns} {unique=} {origin=} {partial=}"
    for index, script in await _rows(
        tx, "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'"
    ):
        found[f"{index} WHERE"] = _flat(script.split(" WHERE ", 1)[1])
    return found


def _checks(script: str) -> list[tuple[str, str]]:
    """The CHECK constraints in a CREATE TABLE, by name; the name is empty where none is given."""
    found: list[tuple[str, str]] = []
    for match in re.finditer(r"(?:CONSTRAINT\s+\"?(\w+)\"?\s+)?CHECK\s*\(", script):
        depth, end = 1, match.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(script[end], 0)
            end += 1
        found.append((match[1] or "", _flat(script[match.end() : end - 1])))
    return found


def _flat(text: str) -> str:
    return " ".join(text.split())


async def _postgresql(tx: Tx) -> Catalogue:
    found: Catalogue = {}
    for table, column, kind, required, default, identity, collation in await _rows(
        tx,
        """
        SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
               pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attcollation
        FROM pg_attribute a
        JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
        JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attnum > 0 AND NOT a.attisdropped
        """,
    ):
        found[f"{table}.{column}"] = f"{kind} {required=} {default=} {identity=} {collation=}"
    for table, constraint, rule in await _rows(
        tx,
        """
        SELECT c.relname, k.conname, pg_get_constraintdef(k.oid)
        FROM pg_constraint k
        JOIN pg_class c ON c.oid = k.conrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
        """,
    ):
        found[f"{table} CONSTRAINT {constraint}"] = rule
    for table, index, rule in await _rows(
        tx, "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
    ):
        found[f"{table} INDEX {index}"] = rule
    return found


async def _rows(tx: Tx, statement: str) -> list[tuple]:
    return [tuple(row) for row in await tx.exec_driver_sql(statement)]
