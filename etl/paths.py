"""Where things lie: the data people write, the builds made of them, the SQL files."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
SQL = Path(__file__).resolve().parent / "sql"


class MissingDataError(FileNotFoundError):
    """The data folder is not where an editable checkout has it."""


def data_folder(data: Path = DATA) -> Path:
    """The data folder; raises MissingDataError with the remedy when it is absent."""
    if not (data / "themes").is_dir():
        message = f"{data}/themes is missing; install from a checkout with `pip install -e .`"
        raise MissingDataError(message)
    return data


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
