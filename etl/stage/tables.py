"""The CSV files of data/: which there are, which columns they have, which may be empty."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

JUNK = re.compile(r"(\._|\.#|\.~lock\.|~\$).*|\..*\.sw[a-p]|Thumbs\.db|desktop\.ini", re.IGNORECASE)
"""What editors and systems put beside a file that is open, or into a folder that was looked at."""
ODD = re.compile(r"[\\\ud800-\udfff]")
"""What no name of a file may hold: bytes that are not UTF-8, and what DuckDB takes for a slash."""


@dataclass(frozen=True)
class Table:
    """One kind of CSV file: its staged name, where it lies, its columns, those never empty."""

    name: str
    globs: tuple[str, ...]
    columns: tuple[str, ...]
    required: tuple[str, ...]

    def files(self, data: Path) -> Iterator[Path]:
        """The files of this kind, in a fixed order."""
        for pattern in self.globs:
            found = (path for path in data.glob(pattern) if path.is_file())
            yield from sorted(p for p in found if not is_junk(p) and is_named_well(p, data))

    def lacks(self, data: Path) -> Iterator[Path]:
        """The files that must be there and are not: those named without a wildcard."""
        for pattern in self.globs:
            if "*" not in pattern and not (data / pattern).is_file():
                yield data / pattern


def _table(name: str, globs: str, columns: str) -> Table:
    """A table from lists of words; a `*` behind a column means that it is never empty."""
    names = columns.split()
    required = tuple(column[:-1] for column in names if column.endswith("*"))
    return Table(name, tuple(globs.split()), tuple(c.rstrip("*") for c in names), required)


TABLES = (
    _table("unit", "units.csv", "code* name* axis prefix suffix"),
    _table("actor", "actors.csv", "code* name* label* kind* colour definition"),
    _table("membership", "groupings.csv", "grouping* actor* since* until source* locator*"),
    _table(
        "source",
        "sources.csv votes/sources.csv themes/*/sources.csv "
        "votes/sources.auto*.csv themes/*/sources.auto.csv",
        "id* publisher* title* url* copy published accessed* licence* redistributable* "
        "independence_group* note",
    ),
    # Value, source and locator of an observation belong together: rules of their own.
    _table(
        "observation",
        "themes/*/observations/*.csv",
        "indicator* actor* partner period* value source locator confidence* coder* note",
    ),
    _table(
        "event",
        "themes/*/events.csv",
        "id* date* actors* topic* title* description source* locator* confidence*",
    ),
    _table(
        "roll_call",
        "votes/roll_calls.csv votes/roll_calls.auto*.csv",
        "id* date* session* emergency_session resolution title undl_id rcid me nu di hr co ec "
        "important amendment paragraph final_passage source* locator* note",
    ),
    _table(
        "coding_rule",
        "coding/variables.csv",
        "variable* rule* title* level* text* ranking indicators",
    ),
    _table(
        "coding",
        "coding/codes.csv",
        "variable* rule* unit* coder* code* blind* coded_on* note",
    ),
    _table(
        "adjudication",
        "coding/adjudications.csv",
        "variable* unit* code* reason* decided_by* decided_on*",
    ),
    _table(
        "correction",
        "corrections.csv",
        "id* theme* subject* figures whose* fault* mend* status* source noted_on*",
    ),
    _table("exception", "exceptions.csv", "indicator* actor* partner period* kind* reason*"),
    _table("vote_note", "votes/vote_notes.csv", "roll_call* actor* kind* source note*"),
    # Not every folder of data asks for intervals: the wildcard lets the file be absent, as that of
    # the files of connectors does.
    _table("dyad", "votes/dyads*.csv", "actor* partner* note"),
)
VOTES = "votes/votes.csv"
VOTES_OF_CONNECTORS = "votes/votes.auto.csv"


TEXTS = (
    "ties.toml",
    "episodes.toml",
    "identities.toml",
    "connectors.toml",
    "corrections.toml",
    "themes/*/codebook.toml",
    "articles/*/article.md",
    "articles/*/claims.toml",
    "articles/*/exhibits.toml",
    "*.md",
    "LICENSE*",
    "LICENCE*",
    "README*",
    "**/README.md",
)
"""What is read beside the tables, and what tells people of them."""
HIDDEN = {".csv", ".tsv", ".xls", ".xlsx", ".ods", ".toml", ".md"}
"""Endings by which a hidden file is data all the same."""
SHEETS = {".csv", ".tsv", ".tab", ".txt", ".xls", ".xlsx", ".xlsm", ".ods", ".numbers"}


def stray(data: Path, products: set[Path]) -> Iterator[tuple[Path, str]]:
    """What lies in the data and is read by nobody, and what to do about it; products aside."""
    known = {data / VOTES, data / VOTES_OF_CONNECTORS}.union(
        *(table.files(data) for table in TABLES), *(data.glob(pattern) for pattern in TEXTS)
    )
    for path in sorted(data.rglob("*")):
        if not products.isdisjoint({path, *path.parents}):
            continue
        if not is_named_well(path, data):
            if is_named_well(path.parent, data) and not is_junk(path):
                yield path, "is read by nobody: its name is not UTF-8, or holds a \\ (rename it)"
        elif path not in known and looks_like_data(path, data):
            yield path, f"is read by nobody ({_remedy(path)})"


def is_junk(path: Path) -> bool:
    """Whether a file was put there by an editor or a system, and is nobody's data."""
    return bool(JUNK.fullmatch(path.name))


def is_named_well(path: Path, data: Path) -> bool:
    """Whether everything that reads them can open a path with such names below the data folder."""
    return not ODD.search(path.relative_to(data).as_posix())


def looks_like_data(path: Path, data: Path) -> bool:
    """Whether a person may have meant it to be read; folders are not, but for one named x.csv."""
    if is_junk(path) or path.is_dir():
        return path.is_dir() and path.suffix == ".csv"
    hidden = any(part.startswith(".") for part in path.relative_to(data).parts)
    return not hidden or path.suffix.lower() in HIDDEN


def _remedy(path: Path) -> str:
    ending = path.suffix.lower()
    if ending == ".csv" and path.suffix != ending:
        return f"let its name end in .csv, not {path.suffix}"
    if ending in SHEETS - {".csv"}:
        return "save it as CSV with commas, its name ending in .csv, or move it out of the data"
    return "mend its name, or move it out of the data"
