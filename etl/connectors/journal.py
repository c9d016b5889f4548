"""Several files of the data changed together or not at all, also when the process is killed.

The new contents are written beside the data, then one small journal that names them: from its
rename on the change holds, and whoever comes next finishes what a killed process began.
"""

import contextlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from etl.paths import fetched_folder
from etl.store.files import sync

JOURNAL = "journal.json"
PENDING = "pending"


def replace_together(data: Path, contents: Mapping[Path, bytes]) -> None:
    """Give all files their new content; call it under the lock of the builds."""
    complete(data)
    folder = fetched_folder(data) / PENDING
    shutil.rmtree(folder, ignore_errors=True)  # of a process that was killed before its journal
    folder.mkdir(parents=True)
    moves = []
    for number, (target, content) in enumerate(sorted(contents.items())):
        _write(folder / str(number), content)
        moves.append([str(number), target.relative_to(data).as_posix()])
    sync(folder)
    draft = fetched_folder(data) / f".{JOURNAL}"
    _write(draft, json.dumps(moves).encode())
    draft.replace(fetched_folder(data) / JOURNAL)
    sync(fetched_folder(data))
    complete(data)


def complete(data: Path) -> None:
    """Finish a change that a killed process left half done; nothing to do most of the time.

    Two processes may do so at once: what the one has moved, the other leaves.
    """
    folder = fetched_folder(data)
    try:
        moves = json.loads((folder / JOURNAL).read_text("utf-8"))
    except FileNotFoundError:
        return
    for name, target in moves:
        path = data / target
        path.parent.mkdir(exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            (folder / PENDING / name).replace(path)
        sync(path.parent)
    (folder / JOURNAL).unlink(missing_ok=True)
    sync(folder)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    sync(path)
