"""Readings into the tables of the build, and the history and signatures of those before it."""

from pathlib import Path

import duckdb
import pyarrow as pa

from etl.insert import insert
from etl.readings.evaluate import Evaluation

EARLIER = """
select claim, basis, build, built_at, reading, strength, value from earlier.reading_history
"""
SIGNED = """
select build, claim, basis, before, after, reason, signed_by, signed_on from earlier.acknowledgement
"""
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

    None without a build, and where it cannot be read or was made before there were readings.
    """
    return _known(database, EARLIER)


def acknowledged(database: Path | None) -> pa.Table | None:
    """Flips signed in the build in force and those before it; None as in `history`."""
    return _known(database, SIGNED)


def _carry(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table | None) -> None:
    if rows is not None:
        con.register("given", rows)
        con.execute(f"insert into {table} by name from given")
        con.unregister("given")


def _known(database: Path | None, question: str) -> pa.Table | None:
    if database is None:
        return None
    quoted = database.as_posix().replace("'", "''")
    with duckdb.connect(":memory:") as con:
        try:
            con.execute(f"attach '{quoted}' as earlier (read_only)")
            return con.sql(question).to_arrow_table()
        except duckdb.Error:
            return None
