"""What keeps the dashboard from starting, told before the server is up."""

import os
from pathlib import Path

from dashboard.hindered import locked
from dashboard.queries.database import check, data, in_force, is_set
from etl import builds, clock
from etl.paths import builds_folder
from etl.problems import StopError


def fault() -> str | None:
    """Why no page could be shown, with the remedy; None where the server can start."""
    try:
        clock.today()
        if is_set():
            check(in_force())
            return None
        standing = builds.current(data())
    except StopError as error:
        return str(error)
    folder = builds_folder(data())
    if not (folder.parent / "themes").is_dir():
        return f"{folder.parent} is no data folder: set ALIGNMENT_DATA to that of a checkout."
    if standing is None and not _is_writable(folder):
        return locked(folder)
    return None


def _is_writable(folder: Path) -> bool:
    present = folder if folder.exists() else folder.parent
    return os.access(present, os.W_OK | os.X_OK)
