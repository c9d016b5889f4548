"""A build opened for reading, or the sentence that says why it cannot be read."""

import os
from functools import lru_cache
from pathlib import Path

import duckdb

from etl.paths import SQL
from etl.problems import StopError

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": "2",
    "autoinstall_known_extensions": "false",
}
SETTING = "ALIGNMENT_DATABASE"
MAGIC, MAGIC_AT = b"DUCK", 8
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
HELD = "is open for writing in another program"


class NoBuildError(StopError):
    """There is no build that can be read; the text says why, and what to do."""


def open_build(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a build that is whole; raises NoBuildError where there is none."""
    try:
        con = duckdb.connect(path.as_posix(), read_only=True, config=CONFIG)
        whole = con.execute(SIZE).fetchall()[0][0] <= path.stat().st_size
        columns = _columns(con)
    except (OSError, duckdb.Error):
        raise NoBuildError(_told(path, _why(path))) from None
    if not whole:
        raise NoBuildError(_told(path, "is cut off"))
    if "build.id" not in columns:
        raise NoBuildError(_told(path, "is a database, but not a build of this edition"))
    return con


def check_contract(path: Path, con: duckdb.DuckDBPyConnection) -> None:
    """Raise NoBuildError for a build that has not all tables and columns of today's schema."""
    if missing := sorted(_contract() - _columns(con)):
        more = f" and {len(missing) - MOST_TOLD} more" if len(missing) > MOST_TOLD else ""
        lacks = f"was made by other code than this: it has no {', '.join(missing[:MOST_TOLD])}"
        raise NoBuildError(_told(path, lacks + more))


def _told(path: Path, why: str) -> str:
    """The fault of a database with its remedy."""
    if Path(os.environ.get(SETTING, "")) == path:
        remedy = f"set {SETTING} to a finished build, such as data/builds/ID.duckdb, or unset it"
    else:
        remedy = "make a new one with `python -m etl build --anew`"
    if why == HELD:
        remedy = "close it there, or read a copy"
    return f"The database {path} {why}; {remedy}."


def _why(path: Path) -> str:
    """Why a file could not be opened as a database; asked of the file, not of DuckDB's words."""
    try:
        with path.open("rb") as file:
            if file.read(MAGIC_AT + len(MAGIC))[MAGIC_AT:] != MAGIC:
                return "is no DuckDB database"
            held = _is_held(file.fileno())
    except FileNotFoundError:
        return "does not exist"
    except IsADirectoryError:
        return "is a folder, no file"
    except OSError:
        return "cannot be read by this user"
    return HELD if held else f"is cut off, damaged, or beyond this DuckDB ({duckdb.__version__})"


def _is_held(file: int) -> bool:
    """Whether another program has locked the file, as one that writes a database does."""
    if os.name == "nt":  # there a locked file cannot even be read
        return False
    import fcntl

    try:
        fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    return False


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
