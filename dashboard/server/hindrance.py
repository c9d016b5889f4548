"""What the machine hinders, as one sentence with its remedy."""

from pathlib import Path

from etl.paths import builds_folder
from etl.problems import StopError
from etl.sentence import FORBIDDEN, sentence


def hindrance(error: Exception, data: Path) -> str:
    """Why nothing could be built of some data, and what to do."""
    if isinstance(error, StopError):
        return str(error)
    folder = builds_folder(data)
    if isinstance(error, OSError) and error.errno in FORBIDDEN:
        return locked(folder)
    why = sentence(error) or str(error).partition("\n")[0]
    return f"Nothing can be built in {folder}: {why}. Mend that, then reload."


def locked(folder: Path) -> str:
    """Nothing can be written into a folder of builds, and what to do."""
    return (
        f"Nothing can be built: this user cannot write into {folder}. Allow it, or set "
        "ALIGNMENT_DATA to a copy of the data elsewhere, or ALIGNMENT_DATABASE to a finished build."
    )
