"""Rules: a sentence and the query that returns what breaks it, kept together in SQL files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RULE = re.compile(r"^-- rule: (?P<name>.+)$", re.MULTILINE)


@dataclass(frozen=True)
class CheckRule:
    """One rule: its sentence and the query that returns the rows that break it."""

    name: str
    sql: str


def rules(folder: Path) -> Iterator[CheckRule]:
    """All rules of the SQL files of a folder, in file order."""
    for path in sorted(folder.glob("*.sql")):
        _, *parts = RULE.split(path.read_text("utf-8"))
        for name, sql in zip(parts[::2], parts[1::2], strict=True):
            yield CheckRule(name.strip(), sql.strip())
