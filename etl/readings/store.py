"""Readings into the tables of the build, and the history and signatures of those before it."""

from pathlib import Path

import duckdb
import pyarrow as pa

from etl.load.insert import insert
from etl.readings.evaluation import Evaluation
from etl.store.databases import legible, opened

TABLES = "select table_name from duckdb_tables() where database_name = 'opened'"
OWN = """
insert into reading_history by name
select claim, basis, build.id as build, build.built_at, reading, strength, value
from reading cross join build
order by claim, basis
"""


def store(
    con: duckdb.DuckDBPyConnection,
    found: Evaluation,
    earlier: pa.Table | None,
    signed: pa.Table | None,
) -> None:
    """Fill the tables from `reading` to `acknowledgement`.

    `earlier` comes from `history`, `signed` from `acknowledged`.
    """
    for table in ("reading", "reading_definition", "reading_threshold", "test_result"):
        insert(con, table, found.rows.get(table, []))
    _carry(con, "reading_history", earlier)
    _carry(con, "acknowledgement", signed)
    con.execute(OWN)


def history(database: Path | None) -> pa.Table | None:
    """The readings that the build in force knows of itself and of those before it.

    None without a build, and where it was made before there were readings. Raises UnreadableError.
    """
    return _known(database, "reading_history")


def acknowledged(database: Path | None) -> pa.Table | None:
    """Flips signed in the build in force and those before it; None as in `history`."""
    return _known(database, "acknowledgement")


def _carry(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table | None) -> None:
    """What older code did not store stays null; what newer code stored is left out."""
    if rows is not None:
        known = set(con.table(table).columns)
        con.register("given", rows.select([n for n in rows.column_names if n in known]))
        con.execute(f"insert into {table} by name from given")
        con.unregister("given")


def _known(database: Path | None, table: str) -> pa.Table | None:
    if database is None:
        return None
    with opened(database) as con, legible(database):
        if (table,) not in con.execute(TABLES).fetchall():
            return None
        return con.sql(f"from opened.{table}").to_arrow_table()
