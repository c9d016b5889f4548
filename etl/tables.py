"""The CSV files of data/: which there are, which columns they have, which may be empty."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


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
            yield from sorted(path for path in data.glob(pattern) if path.is_file())

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


def stray(data: Path, products: set[Path]) -> Iterator[Path]:
    """CSV files that no table reads: misspelt, or in the wrong folder; products aside."""
    known = {data / VOTES, data / VOTES_OF_CONNECTORS}.union(
        *(table.files(data) for table in TABLES)
    )
    for path in sorted(data.rglob("*.csv")):
        if path not in known and products.isdisjoint(path.parents):
            yield path
