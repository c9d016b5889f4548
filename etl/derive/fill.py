"""The measures of a build: counts, cohesion and intervals as tables, formulas as views."""

import duckdb
import pyarrow as pa
from threadpoolctl import threadpool_limits

from etl.derive.bootstrap import intervals
from etl.derive.counts import batches
from etl.paths import SQL

# Sorted by dyad: the series of one dyad lies together, and the file is smaller. As numbers, not as
# names, since the types are told before the sort.
COUNTS = """
insert into dyad_count by name
select * replace (actor::voter as actor, partner::voter as partner, scope::scope as scope)
from given
order by actor, partner, scope, year
"""
INTERVALS = "insert into dyad_interval by name from given order by all"


def derive(con: duckdb.DuckDBPyConnection) -> None:
    """Fill `dyad_count`, `cohesion` and `dyad_interval` from loaded votes and memberships.

    Which dyads get intervals is read from `staged_dyad`.
    """
    _run(con, "tables.sql")
    # The matrices are small: threads of the linear algebra would wait for one another, at ten times
    # the work.
    with threadpool_limits(1, user_api="blas"):
        _insert(con, COUNTS, batches(con))
        _insert(con, INTERVALS, intervals(con))
    _run(con, "cohesion.sql")
    _run(con, "views.sql")
    _run(con, "comments.sql")


def _run(con: duckdb.DuckDBPyConnection, name: str) -> None:
    con.execute((SQL / "derive" / name).read_text("utf-8"))


def _insert(
    con: duckdb.DuckDBPyConnection, statement: str, rows: pa.RecordBatchReader | pa.Table
) -> None:
    con.register("given", rows)
    con.execute(statement)
    con.unregister("given")
