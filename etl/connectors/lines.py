"""CSV as the data hold it: commas, LF, no line end within a cell."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path


def held_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a file as they stand; none where there is no file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def header(path: Path) -> list[str]:
    """The names of the columns; none where there is no file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return next(csv.reader(stream), [])


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """The content of a file with these rows."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()
