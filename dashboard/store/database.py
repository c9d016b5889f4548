"""The one function that opens the database, from the one setting ALIGNMENT_DATABASE."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dashboard.store.opening import (
    CONFIG,
    SETTING,
    NoBuildError,
    check_contract,
    open_build,
)
from etl.paths import DATA
from etl.store import builds


def in_force() -> str:
    """The database that a new rerun reads: the setting, else the build in force of data/.

    Raises NoBuildError when there is neither.
    """
    if setting := os.environ.get(SETTING):
        return setting
    path = builds.current(data())
    if path is None:
        raise NoBuildError("no database is published yet; run `python -m etl build`")
    return path.as_posix()


def is_set() -> bool:
    """Whether the database is named by the setting, so that this server builds nothing."""
    return bool(os.environ.get(SETTING))


def data() -> Path:
    """The data folder that this server builds from: ALIGNMENT_DATA, else the checkout's."""
    return Path(os.environ.get("ALIGNMENT_DATA") or DATA)


def published() -> dict[str, str]:
    """All builds that still lie beside the one in force: their databases by their ids."""
    here = Path(in_force())
    beside = here.parent.glob("*.duckdb") if here.is_file() else ()
    return {path.stem: path.as_posix() for path in beside}


@lru_cache(maxsize=8)
def connection(database: str) -> duckdb.DuckDBPyConnection:
    """A shared read-only connection; builds are immutable files, so it never goes stale.

    Raises NoBuildError for a file that is no whole build; it is looked at anew the next time.
    """
    return open_build(Path(database))


@lru_cache(maxsize=8)
def check(database: str) -> None:
    """Raise NoBuildError, with the remedy, for a build that the pages cannot show."""
    check_contract(Path(database), connection(database).cursor())


@contextmanager
def beside(old: str, new: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads two builds at once, attached as `old` and `new`."""
    with duckdb.connect(":memory:", config=CONFIG) as con:
        for name, path in (("old", old), ("new", new)):
            quoted = path.replace("'", "''")
            con.execute(f"attach '{quoted}' as {name} (read_only)")
        yield con


def ask(database: str, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
    """The answer to one question, on a cursor of its own so that readers do not wait."""
    return connection(database).cursor().execute(sql, dict(parameters or {})).df()


def records(
    database: str, sql: str, parameters: Mapping[str, object] | None = None
) -> list[dict[str, Any]]:
    """The answer as plain records with None for missing."""
    cursor = connection(database).cursor().execute(sql, dict(parameters or {}))
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def tupled(record: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """A record with its lists as tuples, so that what is made of it can be hashed."""
    return {**record, **{name: tuple(record[name]) for name in names}}
