"""Readings into the tables of the build, and the history of those before it."""

from pathlib import Path

import duckdb
import pyarrow as pa

from etl.insert import insert
from etl.readings.evaluate import Evaluation

EARLIER = """
select claim, basis, build, built_at, reading, strength, value from earlier.reading_history
"""
OWN = """
insert into reading_history by name
select claim, basis, build.id as build, build.built_at, reading, strength, value
from reading cross join build
order by claim, basis
"""


def store(con: duckdb.DuckDBPyConnection, found: Evaluation, earlier: pa.Table | None) -> None:
    """Fill the tables from `reading` to `reading_history`; `earlier` comes from `history`."""
    for table in ("reading", "reading_definition", "reading_threshold", "test_result"):
        insert(con, table, found.rows.get(table, []))
    if earlier is not None:
        con.register("given", earlier)
        con.execute("insert into reading_history by name from given")
        con.unregister("given")
    con.execute(OWN)


def history(database: Path | None) -> pa.Table | None:
    """The readings that the build in force knows of itself and of those before it.

    None without a build, and where it cannot be read or was made before there were readings.
    """
    if database is None:
        return None
    quoted = database.as_posix().replace("'", "''")
    with duckdb.connect(":memory:") as con:
        try:
            con.execute(f"attach '{quoted}' as earlier (read_only)")
            return con.sql(EARLIER).to_arrow_table()
        except duckdb.Error:
            return None
