"""A build opened for reading, or the sentence that says why it cannot be read."""

import os
from functools import lru_cache
from pathlib import Path

import duckdb

from etl.paths import SQL
from etl.problems import StopError
from etl.store import databases

CONFIG = databases.CONFIG | {"threads": "2"}
SETTING = "ALIGNMENT_DATABASE"
CONTRACT = ("schema.sql", "readings/schema.sql")
STAGED = """
create temp table staged_roll_call as select '' as id;
create temp table staged_voter as select '' as actor;
"""
"""Of what the types of the schema are made when it is filled; their values do not matter here."""
SIZE = "select block_size * total_blocks from pragma_database_size()"
COLUMNS = """
select table_name || '.' || column_name from duckdb_columns()
where database_name = current_database() and not internal
"""
MOST_TOLD = 3


class NoBuildError(StopError):
    """There is no build that can be read; the text says why, and what to do."""


def open_build(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a build that is whole; raises NoBuildError where there is none."""
    try:
        with databases.legible(path):
            place = databases.place_of(path)
            con = duckdb.connect(place, read_only=True, config=CONFIG)
            whole = con.execute(SIZE).fetchall()[0][0] <= path.stat().st_size
            columns = _columns(con)
    except databases.UnreadableError as error:
        raise NoBuildError(_told(error.why, error.remedy if error.is_held else None)) from None
    if not whole:
        raise NoBuildError(_told(f"{path} is cut off"))
    if "build.id" not in columns:
        raise NoBuildError(_told(f"{path} is a database, but not a build of this edition"))
    return con


def check_contract(path: Path, con: duckdb.DuckDBPyConnection) -> None:
    """Raise NoBuildError for a build that has not all tables and columns of today's schema."""
    if missing := sorted(_contract() - _columns(con)):
        more = f" and {len(missing) - MOST_TOLD} more" if len(missing) > MOST_TOLD else ""
        lacks = (
            f"{path} was made by other code than this: it has no {', '.join(missing[:MOST_TOLD])}"
        )
        raise NoBuildError(_told(lacks + more))


def _told(why: str, remedy: str | None = None) -> str:
    """The fault of a database with its remedy; for one that is beyond use, another database."""
    if not remedy and os.environ.get(SETTING):
        remedy = f"set {SETTING} to a finished build, such as data/builds/ID.duckdb, or unset it"
    elif not remedy:
        remedy = "make a new one with `python -m etl build --anew`"
    return f"The database {why}; {remedy}."


def _columns(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    return frozenset(name for (name,) in con.execute(COLUMNS).fetchall())


@lru_cache(maxsize=1)
def _contract() -> frozenset[str]:
    """Every column of every table that this code fills."""
    with duckdb.connect(":memory:", config=CONFIG) as con:
        con.execute(STAGED)
        for name in CONTRACT:
            con.execute((SQL / name).read_text("utf-8"))
        return _columns(con)
