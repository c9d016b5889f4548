"""Finished databases, opened for reading; one that cannot be read says why."""

import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from etl.problems import StopError

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
"""Never reach out, and do not depend on the machine's settings."""
HEADER = struct.Struct("<8x4s40x32s")
"""The first bytes of a database: the word DUCK, and the version that wrote it."""
ODD = re.compile(r"[?\\\ud800-\udfff]")
"""What DuckDB takes for something else in the path of a database; and bytes that are not UTF-8."""
INSTEAD = (
    "go back to another build with `python -m etl builds rollback ID`, "
    "or build without it with `python -m etl build --anew`"
)


class UnreadableError(StopError):
    """A published database cannot be read now.

    `why` and `remedy` are its halves; `is_held` where the file may be whole, but is out of reach.
    """

    def __init__(self, why: str, remedy: str, *, is_held: bool = False) -> None:
        super().__init__(f"{why} ({remedy})")
        self.why, self.remedy = why, remedy
        self.is_held = is_held


@contextmanager
def opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads a build; raises UnreadableError.

    Attached, not opened: this process may have it open with other settings, and DuckDB refuses to
    open one file twice unless the settings are the same.
    """
    with duckdb.connect(":memory:", config=CONFIG) as con:
        attach(con, path, "opened")
        con.execute("use opened")
        yield con


def attach(con: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    """Attach a database for reading, under a name; raises UnreadableError."""
    quoted = place_of(path).replace("'", "''")
    with legible(path):
        con.execute(f"attach '{quoted}' as {name} (read_only, type duckdb)")


def place_of(path: Path) -> str:
    """What DuckDB is told to read a database; raises UnreadableError where none can be.

    Whole from the root: a bare `:memory:` or `file:x` means something else to DuckDB.
    """
    check_path(path)
    if path.is_fifo():  # whoever opens a pipe waits until somebody writes into it
        raise UnreadableError(f"{path} is a pipe and no DuckDB database", INSTEAD)
    return path.absolute().as_posix()


@contextmanager
def legible(path: Path) -> Iterator[None]:
    """Raises UnreadableError where DuckDB cannot read the file; faults of a question pass."""
    try:
        yield
    except duckdb.ProgrammingError:
        raise
    except duckdb.Error as error:
        raise _unreadable(path, error) from error


def check_path(path: Path) -> None:
    """Raises UnreadableError when DuckDB can have no database in such a place."""
    place = path.absolute().as_posix().removeprefix("//?/")  # of long paths on Windows
    if odd := ODD.search(place):
        what = f"a {odd[0]}" if odd[0] in "?\\" else "bytes that are not UTF-8"
        written = place.encode("utf-8", "backslashreplace").decode()
        message = f"{written}: DuckDB keeps no database below a folder with {what} in its name"
        raise UnreadableError(message, "rename the folder, or move the data", is_held=True)


def _unreadable(path: Path, error: duckdb.Error) -> UnreadableError:
    """What is wrong with the file, asked of the file itself: DuckDB's words change."""
    said = _said(error)
    try:
        with path.open("rb") as file:
            word, version = HEADER.unpack(file.read(HEADER.size).ljust(HEADER.size, b"\0"))
    except FileNotFoundError:
        return UnreadableError(f"{path} is missing", f"put it back, {INSTEAD}")
    except OSError as refused:
        why = f"{path} cannot be read: {refused.strerror}"
        return UnreadableError(why, "mend its place or its rights, then try again", is_held=True)
    if isinstance(error, duckdb.ResourceInUseException) or _is_locked(path):
        why = f"{path} is open for writing in another program: {said}"
        return UnreadableError(why, "close it there, then try again", is_held=True)
    if word != b"DUCK":
        return UnreadableError(f"{path} is no DuckDB database, or cut off", INSTEAD)
    why = f"{path} is cut off or damaged"
    written = version.rstrip(b"\0").decode("ascii", "replace").removeprefix("v")
    if written == duckdb.__version__:
        return UnreadableError(f"{why}: {said}", INSTEAD)
    why += f", or of a newer DuckDB ({written} wrote it, this is {duckdb.__version__})"
    return UnreadableError(f"{why}: {said}", f"install that version, {INSTEAD}")


def _said(error: duckdb.Error) -> str:
    """The first line of what DuckDB says, without its links to elsewhere."""
    first = next(iter(str(error).splitlines()), type(error).__name__)
    return ". ".join(part for part in first.split(". ") if "://" not in part)


def _is_locked(path: Path) -> bool:
    """Whether another process writes the file; only asked of a file that this one cannot open.

    Where the system knows no such locks, it refuses to open the file instead.
    """
    try:
        import fcntl
    except ImportError:
        return False
    with path.open("rb") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return True
        except OSError:  # a mount without locks
            return False
    return False
