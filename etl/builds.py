"""Published builds: immutable files and one small pointer that names the build in force."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import duckdb

from etl.paths import builds_folder

LOCK = "lock"
POINTER = "current"
SCRATCH = "unfinished-"
STAMP = "%Y%m%d-%H%M%S"
ID = re.compile(r"(\d{8}-\d{6})-[0-9a-f]+")


HELD = "held"


@dataclass(frozen=True)
class Hold:
    """Inputs that are not built by themselves, and why: after a rollback, or waiting for a person.

    It stands in the pointer, so that one rename changes both, and ends with other inputs.
    """

    inputs_hash: str
    why: Literal["rollback", "waiting"]


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
    name, *_ = _pointer(data)
    path = builds_folder(data) / name
    return path if name and path.is_file() else None


def hold(data: Path) -> Hold | None:
    """The inputs that are not built by themselves; None when there are none."""
    _, *more = _pointer(data)
    match more[0].split() if more else ():
        case [word, digest, "rollback" | "waiting" as why] if word == HELD:
            return Hold(digest, why)
    return None


def _pointer(data: Path) -> list[str]:
    """The lines of the pointer, the name of the build in force first; it is empty without one."""
    try:
        return (builds_folder(data) / POINTER).read_text("utf-8").strip().splitlines() or [""]
    except (FileNotFoundError, UnicodeDecodeError):
        return [""]


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
    """The id of a build made now: the last of all by name, also when the clock was set back."""
    stems = (path.stem for path in builds_folder(data).glob("*.duckdb"))
    times = (ID.fullmatch(stem) for stem in stems)
    newest = max((found[1] for found in times if found), default="")
    if f"{now:{STAMP}}" <= newest:
        now = datetime.strptime(newest, STAMP) + timedelta(seconds=1)
    return f"{now:{STAMP}}-{digest[:8]}"


def publish(made: Path, build_id: str, data: Path) -> Path:
    """Move a finished database into place and point to it; durable before it is visible."""
    folder = builds_folder(data)
    target = folder / f"{build_id}.duckdb"
    _sync(made)
    made.replace(target)
    _sync(folder)
    point(data, target)
    return target


def point(data: Path, target: Path, held: Hold | None = None) -> None:
    """Put a build in force, at once and durably; call it under the lock only."""
    folder = builds_folder(data)
    lines = [target.name, *([f"{HELD} {held.inputs_hash} {held.why}"] if held else [])]
    pointer = folder / f"{SCRATCH}{os.getpid()}-pointer"
    pointer.write_text("\n".join(lines) + "\n", "utf-8")
    _sync(pointer)
    pointer.replace(folder / POINTER)
    _sync(folder)


def hold_back(data: Path, digest: str) -> None:
    """Let these inputs wait until a person builds them; call it under the lock only.

    Nothing to do without a build in force, and for inputs that are held already.
    """
    standing, held = current(data), hold(data)
    if standing and (held is None or held.inputs_hash != digest):
        point(data, standing, Hold(digest, "waiting"))


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
