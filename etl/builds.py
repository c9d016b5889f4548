"""Published builds: immutable files and one small pointer that names the build in force."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from etl.paths import builds_folder

POINTER = "current"
SCRATCH = "unfinished-"


@dataclass(frozen=True)
class Build:
    """A published database and what its `build` row says."""

    id: str
    path: Path
    built_at: str
    inputs_hash: str
    counts: dict[str, int]


def current(data: Path) -> Path | None:
    """The database in force, or None when nothing is published yet."""
    pointer = builds_folder(data) / POINTER
    try:
        name = pointer.read_text("utf-8").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    path = pointer.parent / name
    return path if name and path.is_file() else None


def listed(data: Path) -> list[Build]:
    """All published builds that this DuckDB can read, newest first."""
    paths = sorted(builds_folder(data).glob("*.duckdb"), reverse=True)
    return [build for path in paths if (build := describe(path)) is not None]


def describe(path: Path) -> Build | None:
    """What a build says of itself; None when the file is unreadable or of another version."""
    try:
        with opened(path) as con:
            question = "select id, built_at::varchar, inputs_hash, counts from build"
            row = next(iter(con.execute(question).fetchall()), None)
    except duckdb.Error:
        return None
    return Build(row[0], path, row[1], row[2], json.loads(row[3])) if row else None


@contextmanager
def opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads a build; raises duckdb.Error when the file is none.

    Attached, not opened: this process may have it open with other settings, and DuckDB refuses to
    open one file twice unless the settings are the same.
    """
    with duckdb.connect(":memory:") as con:
        quoted = path.as_posix().replace("'", "''")
        con.execute(f"attach '{quoted}' as opened (read_only); use opened")
        yield con


def new_id(data: Path, now: datetime, digest: str) -> str:
    """The id of a build made now: builds sort by age, and no published file is ever replaced."""
    while list(builds_folder(data).glob(f"{now:%Y%m%d-%H%M%S}-*.duckdb")):
        now += timedelta(seconds=1)
    return f"{now:%Y%m%d-%H%M%S}-{digest[:8]}"


def publish(made: Path, build_id: str, data: Path) -> Path:
    """Move a finished database into place and point to it; durable before it is visible."""
    folder = builds_folder(data)
    target = folder / f"{build_id}.duckdb"
    _sync(made)
    made.replace(target)
    _sync(folder)
    pointer = folder / f"{SCRATCH}{os.getpid()}-pointer"
    pointer.write_text(f"{target.name}\n", "utf-8")
    _sync(pointer)
    pointer.replace(folder / POINTER)
    _sync(folder)
    return target


def sweep(data: Path) -> list[str]:
    """Remove what killed builds left behind; call it under the lock only."""
    folder = builds_folder(data)
    left = sorted(folder.glob(f"{SCRATCH}*"))
    for path in left:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    return [path.name for path in left]


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
