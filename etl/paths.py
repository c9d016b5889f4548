"""Where things lie: the data people write, the builds made of them, the SQL files."""

from pathlib import Path

from etl.problems import StopError

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
SQL = Path(__file__).resolve().parent / "sql"
REMEDY = "install from a checkout with `pip install -e .`, or name another folder"


class MissingDataError(StopError):
    """There is no data folder in this place; the message says what to do."""


def data_folder(data: Path = DATA) -> Path:
    """The data folder; raises MissingDataError with the remedy when it is absent."""
    if (data / "themes").is_dir():
        return data
    if data.is_dir():
        raise MissingDataError(f"{data} is no data folder: it holds no themes/ ({REMEDY})")
    what = "is a file" if data.exists() else "is missing"
    raise MissingDataError(f"{data} {what} ({REMEDY})")


def builds_folder(data: Path = DATA) -> Path:
    """The folder of published databases that belong to a data folder."""
    return data / "builds"


def fetched_folder(data: Path) -> Path:
    """The folder of documents that connectors fetched; no part of the data."""
    return data / "fetched"


def shown(path: Path, data: Path) -> str:
    """The path as a person types it: relative to the folder that holds data/."""
    try:
        return path.relative_to(data.parent).as_posix()
    except ValueError:
        return path.as_posix()
