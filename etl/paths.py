"""Where things lie: the data people write, the builds made of them, the SQL files."""

import importlib.metadata
import os
from pathlib import Path

from etl.problems import StopError

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent
INSTALLED = PACKAGE / "data"
"""The data as a wheel carries them; a checkout has them beside its code instead."""
DATA = INSTALLED if INSTALLED.is_dir() else ROOT / "data"
SQL = PACKAGE / "sql"
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
    return _products(data) / "builds"


def fetched_folder(data: Path) -> Path:
    """The folder of documents that connectors fetched; no part of the data."""
    return _products(data) / "fetched"


def _products(data: Path) -> Path:
    """What is made of the data lies among them; of those of a wheel, with what a user keeps."""
    if data != INSTALLED:
        return data
    kept = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(kept) / "alignment-indicators"


def licence() -> str:
    """The licence of code and data, from the checkout or from what was installed."""
    path = ROOT / "LICENSE"
    if path.is_file():
        return path.read_text("utf-8")
    installed = importlib.metadata.distribution("alignment-indicators")
    return installed.read_text("licenses/LICENSE") or ""


def shown(path: Path, data: Path) -> str:
    """The path as a person types it: relative to the folder that holds data/."""
    try:
        return path.relative_to(data.parent).as_posix()
    except ValueError:
        return path.as_posix()
