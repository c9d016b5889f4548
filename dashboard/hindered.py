"""What the machine hinders, as one sentence with its remedy."""

import errno
import shutil
from pathlib import Path

from etl.paths import MissingDataError, builds_folder
from etl.problems import StopError

FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
ROOM = 300_000_000
"""Bytes that a build may need while it is made; with less left, the disk is taken to be full."""


def hindrance(error: Exception, data: Path) -> str:
    """Why nothing could be built of some data, and what to do."""
    if isinstance(error, (StopError, MissingDataError)):
        return str(error)
    folder = builds_folder(data)
    number = error.errno if isinstance(error, OSError) else None
    if number in FORBIDDEN:
        return locked(folder)
    free = shutil.disk_usage(data).free if data.exists() else ROOM
    if number in FULL or free < ROOM:
        return f"There is no room in {folder} for a build: free {ROOM // 10**6} MB, then reload."
    first = str(error).partition("\n")[0]
    return f"Nothing can be built in {folder}: {first}. Mend that, then reload."


def locked(folder: Path) -> str:
    """Nothing can be written into a folder of builds, and what to do."""
    return (
        f"Nothing can be built: this user cannot write into {folder}. Allow it, or set "
        "ALIGNMENT_DATA to a copy of the data elsewhere, or ALIGNMENT_DATABASE to a finished build."
    )
