"""When a connector last looked and how it ended; beside its documents, ignored by git."""

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from etl.connectors.store import folder_of
from etl.paths import fetched_folder

FILE = "last.json"


@dataclass(frozen=True)
class Last:
    """The day of the last success with what came of it, and the day of the last failure."""

    succeeded: str = ""
    result: str = ""
    failed: str = ""
    reason: str = ""

    def after(self, day: str, text: str, *, is_good: bool) -> "Last":
        """The note after one more run."""
        if is_good:
            return replace(self, succeeded=day, result=text)
        return replace(self, failed=day, reason=text)


def read_last(data: Path, connector: str) -> Last:
    """What is known of the last runs; empty where none has run here."""
    try:
        return Last(**json.loads((fetched_folder(data) / connector / FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return Last()


def write_last(data: Path, connector: str, last: Last) -> None:
    """Note the last runs, by one rename."""
    folder = folder_of(data, connector)
    draft = folder / f".{FILE}.{os.getpid()}"
    draft.write_text(json.dumps(asdict(last), indent=1), "utf-8")
    draft.replace(folder / FILE)
