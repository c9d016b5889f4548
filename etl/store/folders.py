"""Folders that a command writes: whole or not at all, and never in the place of anything else."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from etl.problems import StopError

UNFINISHED = "unfinished"


class OccupiedError(StopError):
    """The folder holds something that may not be replaced; the message says what to do."""


@contextmanager
def whole(folder: Path, mark: str, *, force: bool = False) -> Iterator[Path]:
    """A new folder to write into, which becomes `folder` when all of it is written.

    Only an empty folder is replaced, or with `force` one that holds the file `mark`, by which a
    command knows what it wrote itself. Raises OccupiedError before anything is written.
    """
    folder = folder.resolve()
    made, old = _beside(folder, "new"), _beside(folder, "old")
    is_written = False
    try:
        if folder.parent.is_dir():
            _sweep(folder)
        _refuse(folder, mark, force)
        folder.parent.mkdir(parents=True, exist_ok=True)
        made.mkdir()
        yield made
        _refuse(folder, mark, force)
        _replace(folder, made, old)
        is_written = True
    except BaseException as error:
        error.add_note("nothing was written")
        raise
    finally:
        for left in (made, *([old] if is_written else [])):
            if left.exists():
                shutil.rmtree(left)


def _refuse(folder: Path, mark: str, force: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise OccupiedError(f"{folder} is a file (name a folder)")
    if not folder.is_dir() or not any(folder.iterdir()):
        return
    if not (folder / mark).is_file():
        raise OccupiedError(f"{folder} holds other things (name a new folder)")
    if not force:
        raise OccupiedError(f"{folder} is there already (replace it with --force)")


def _replace(folder: Path, made: Path, old: Path) -> None:
    """Put a finished folder in place of an older one; a kill in between leaves both, whole."""
    if folder.exists():
        folder.rename(old)
    try:
        made.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise


def _beside(folder: Path, what: str) -> Path:
    """A hidden neighbour of a folder that belongs to this process."""
    return folder.with_name(f".{folder.name}.{UNFINISHED}-{what}-{os.getpid()}")


def _sweep(folder: Path) -> None:
    """Remove what killed runs left beside the folder, and put back what one had moved away."""
    ours = re.compile(rf"\.{re.escape(folder.name)}\.{UNFINISHED}-(old|new)-(\d+)")
    for left in [*folder.parent.iterdir()]:
        found = ours.fullmatch(left.name)
        if found is None or _lives(int(found[2])):
            continue
        if found[1] == "old" and not folder.exists():
            left.rename(folder)
        else:
            shutil.rmtree(left)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
