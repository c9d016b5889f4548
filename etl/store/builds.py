"""Published builds: immutable files and one small pointer that names the build in force."""

import json
import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import duckdb

from etl.paths import builds_folder
from etl.store.databases import INSTEAD, UnreadableError, legible, opened
from etl.store.files import sync

LOCK = "lock"
POINTER = "current"
SCRATCH = "unfinished-"
STAMP = "%Y%m%d-%H%M%S"
ID = re.compile(r"(\d{8}-\d{6})-[0-9a-f]+")
ENDING = ".duckdb"
HELD = "held"
UNKNOWN = f"unknown{ENDING}"
"""Stands for the build in force when its pointer is damaged; newer than any by its name."""


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
    """Where the database in force lies, or None when nothing is published yet.

    A pointer that says so in vain, or is damaged, leads to a file that cannot be read.
    """
    lines = _pointer(data)
    if lines is None:
        return None
    name = lines[0] if lines else ""
    is_name = name.endswith(ENDING) and Path(name).name == name
    return builds_folder(data) / (name if is_name else UNKNOWN)


def standing(data: Path, *, anew: bool = False) -> "Build | None":
    """The build in force; None when nothing is published yet. Raises UnreadableError.

    With `anew` the newest older build that can be read stands in for one that cannot, but for one
    that another program holds: that is still whole.
    """
    path = current(data)
    if path is None:
        return None
    try:
        return describe(path)
    except UnreadableError as error:
        if not anew or error.is_held:
            raise
    return next((one for one in listed(data) if one.path.name < path.name), None)


def hold(data: Path) -> Hold | None:
    """The inputs that are not built by themselves; None when there are none."""
    _, *more = _pointer(data) or [""]
    match more[0].split() if more else ():
        case [word, digest, "rollback" | "waiting" as why] if word == HELD:
            return Hold(digest, why)
    return None


def _pointer(data: Path) -> list[str] | None:
    """The lines of the pointer, the name of the build in force first; None without one."""
    try:
        pointer = (builds_folder(data) / POINTER).read_bytes()
    except FileNotFoundError:
        return None
    return pointer.decode("utf-8", "replace").splitlines()


def listed(data: Path) -> list[Build]:
    """All published builds that can be read now, newest first."""
    return [found for found in kept(data) if isinstance(found, Build)]


def kept(data: Path) -> list[Build | UnreadableError]:
    """All files of builds, newest first, those that cannot be read now with the reason."""
    paths = sorted(builds_folder(data).glob(f"*{ENDING}"), reverse=True)
    return [_described(path) for path in paths]


def _described(path: Path) -> Build | UnreadableError:
    try:
        return describe(path)
    except UnreadableError as error:
        return error


def describe(path: Path) -> Build:
    """What a build says of itself; raises UnreadableError."""
    question = "select id, built_at::varchar, inputs_hash, counts from build"
    try:
        with opened(path) as con, legible(path):
            row = next(iter(con.execute(question).fetchall()), None)
    except duckdb.ProgrammingError:
        row = None
    if row is None:
        raise UnreadableError(f"{path} holds other tables than a build", INSTEAD)
    return Build(row[0], path, row[1], row[2], json.loads(row[3]))


def new_id(data: Path, now: datetime, digest: str) -> str:
    """The id of a build made now: the last of all by name, also when the clock was set back."""
    stems = (path.stem for path in builds_folder(data).glob(f"*{ENDING}"))
    times = (ID.fullmatch(stem) for stem in stems)
    newest = max((found[1] for found in times if found), default="")
    if f"{now:{STAMP}}" <= newest:
        now = datetime.strptime(newest, STAMP) + timedelta(seconds=1)
    return f"{now:{STAMP}}-{digest[:8]}"


def publish(made: Path, build_id: str, data: Path) -> Path:
    """Move a finished database into place and point to it; durable before it is visible.

    When that fails, no file is left that nothing points to.
    """
    folder = builds_folder(data)
    target = folder / f"{build_id}{ENDING}"
    sync(made)
    try:
        made.replace(target)
        sync(folder)
        point(data, target)
    except BaseException:
        if current(data) != target:
            target.unlink(missing_ok=True)
        raise
    return target


def point(data: Path, target: Path, held: Hold | None = None) -> None:
    """Put a build in force, at once and durably; call it under the lock only."""
    folder = builds_folder(data)
    lines = [target.name, *([f"{HELD} {held.inputs_hash} {held.why}"] if held else [])]
    pointer = folder / f"{SCRATCH}{os.getpid()}-pointer"
    pointer.write_text("\n".join(lines) + "\n", "utf-8")
    sync(pointer)
    pointer.replace(folder / POINTER)
    sync(folder)


def hold_back(data: Path, digest: str) -> None:
    """Let these inputs wait until a person builds them; call it under the lock only.

    Nothing to do without a build in force, and for inputs that are held already.
    """
    in_force, held = current(data), hold(data)
    if in_force and (held is None or held.inputs_hash != digest):
        point(data, in_force, Hold(digest, "waiting"))


def sweep(data: Path) -> list[str]:
    """Remove what killed builds left behind, and name it; call it under the lock only.

    What cannot be removed now is left to the next build: none takes its place.
    """
    folder = builds_folder(data)
    left = sorted(folder.glob(f"{SCRATCH}*"))
    for path in left:
        with suppress(OSError):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    return [path.name for path in left if not path.exists()]
