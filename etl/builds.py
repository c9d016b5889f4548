"""Published builds: immutable files and one small pointer that names the build in force."""

import json
import os
import shutil
from dataclasses import dataclass
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
        path = pointer.with_name(pointer.read_text("utf-8").strip())
    except FileNotFoundError:
        return None
    return path if path.is_file() else None


def listed(data: Path) -> list[Build]:
    """All published builds that this DuckDB can read, newest first."""
    paths = sorted(builds_folder(data).glob("*.duckdb"), reverse=True)
    return [build for path in paths if (build := describe(path)) is not None]


def describe(path: Path) -> Build | None:
    """What a build says of itself; None when the file is unreadable or of another version."""
    try:
        with duckdb.connect(path.as_posix(), read_only=True) as con:
            question = "select id, built_at::varchar, inputs_hash, counts from build"
            row = next(iter(con.execute(question).fetchall()), None)
    except duckdb.Error:
        return None
    return Build(row[0], path, row[1], row[2], json.loads(row[3])) if row else None


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
