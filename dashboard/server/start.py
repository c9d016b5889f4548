"""What keeps the dashboard from starting, told before the server is up."""

import os
import socket
from pathlib import Path

from dashboard.server.hindrance import locked
from dashboard.store.database import NoBuildError, check, data, in_force, is_set
from etl import clock
from etl.paths import builds_folder
from etl.problems import StopError
from etl.store import builds


def fault() -> str | None:
    """Why no page could be shown, with the remedy; None where the server can start."""
    try:
        clock.today()
        if is_set():
            check(in_force())
        elif not (data() / "themes").is_dir():
            return f"{data()} is no data folder: set ALIGNMENT_DATA to that of a checkout."
        elif builds.current(data()) is None and not _is_writable(builds_folder(data())):
            return locked(builds_folder(data()))
    except (NoBuildError, clock.ClockError) as error:
        return str(error)
    except StopError:  # a build that cannot be read now: the pages say so, and follow it
        return None
    return None


def is_taken(port: int) -> bool:
    """Whether something on this machine listens on a port."""
    with socket.socket() as caller:
        return caller.connect_ex(("localhost", port)) == 0


def _is_writable(folder: Path) -> bool:
    """Whether the folder can be written, or made where it is still absent."""
    present = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    return os.access(present, os.W_OK | os.X_OK)
