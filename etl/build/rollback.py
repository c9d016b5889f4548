"""Older builds: back to one of them, or away with those that nobody needs."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import filelock

from etl.build.steps import inputs_hash
from etl.paths import builds_folder, data_folder
from etl.problems import StopError
from etl.store import builds


class NoSuchBuildError(StopError):
    """There is no such build; the message names those that there are."""


@dataclass(frozen=True)
class Pruned:
    """The builds that were removed, oldest last, and the bytes that this freed."""

    names: tuple[str, ...]
    bytes: int


def roll_back(data: Path, build_id: str, wait: float = 60) -> builds.Build:
    """Put another build in force, at once; it holds until data or code change, or a forced build.

    Raises NoSuchBuildError, filelock.Timeout; then the build in force stays.
    """
    with filelock.FileLock(_folder(data) / builds.LOCK, timeout=wait):
        path = builds_folder(data) / f"{build_id}{builds.ENDING}"
        known = {build.path: build for build in builds.listed(data)}
        if path not in known:
            there = ", ".join(build.id for build in known.values()) or "none"
            what = "a build that can be read is not" if path.is_file() else "no build"
            raise NoSuchBuildError(f"{what} '{build_id}' (there are: {there})")
        if path != builds.current(data):
            builds.point(data, path, builds.Hold(inputs_hash(data), "rollback"))
        return known[path]


def prune(data: Path, keep: int, wait: float = 60) -> Pruned:
    """Remove all but the build in force and the `keep` - 1 before it.

    Builds newer than the one in force stay, so that a rollback can be taken back; without a build
    in force all stay. Raises filelock.Timeout, UnreadableError where it cannot be read, StopError
    when `keep` is below 1.
    """
    if keep < 1:
        raise StopError("at least the build in force is kept (--keep 1)")
    with filelock.FileLock(_folder(data) / builds.LOCK, timeout=wait):
        standing = builds.standing(data)
        paths = sorted(builds_folder(data).glob(f"*{builds.ENDING}"), reverse=True)
        older = [path for path in paths if standing and path.name < standing.path.name][keep - 1 :]
        freed = sum(path.stat().st_size for path in older)
        for path in older:
            path.unlink()
    return Pruned(tuple(path.stem for path in older), freed)


def _folder(data: Path) -> Path:
    """The folder of the builds, made where it is missing so that a lock can lie in it."""
    folder = builds_folder(data_folder(data))
    folder.mkdir(exist_ok=True)
    return folder


@dataclass(frozen=True)
class Shelved:
    """A build as the list shows it: its readings of now by word, its acknowledged flips."""

    id: str
    path: Path
    built_at: str
    in_force: bool
    inputs_hash: str
    counts: dict[str, int]
    readings: dict[str, int]
    acknowledged: int


READINGS = "select reading, count(*) from reading where basis = 'now' group by reading"
SIGNED = "select count(*) from acknowledgement where build = (select id from build)"


def shelved(data: Path) -> list[Shelved]:
    """All builds that can be read, newest first."""
    standing = builds.current(data)
    return [
        Shelved(
            one.id,
            one.path,
            one.built_at,
            one.path == standing,
            one.inputs_hash,
            one.counts,
            dict(_rows(one.path, READINGS)),
            sum(count for (count,) in _rows(one.path, SIGNED)),
        )
        for one in builds.listed(data)
    ]


def unreadable(data: Path) -> list[str]:
    """A sentence for each build that cannot be read now, newest first."""
    return [found.why for found in builds.kept(data) if isinstance(found, builds.UnreadableError)]


def _rows(path: Path, question: str) -> list[tuple]:
    """The answer of a build; none where it was made before it knew of such a table."""
    with builds.opened(path) as con:
        try:
            return con.execute(question).fetchall()
        except duckdb.CatalogException:
            return []
