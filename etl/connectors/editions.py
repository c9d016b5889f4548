"""What is new in an edition beside what the data hold: vintages grow, nothing is overwritten.

An indicator whose codebook says "edition" is restated as a whole: its rows are added all together,
or not at all when they are those of the edition in force. Of one that says "figure" only figures
that differ from those in force are added. A publisher who changes a release without a new name
gets a new edition of ours, named after the day.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import duckdb

from etl.connectors.duplicates import same
from etl.connectors.model import Row, SourceEdition
from etl.models.codebook import Codebook

Key = tuple[str, str, str]
HELD = """
with document as (
    select id, row_number() over (order by known_on, id) as age from staged_known
)
select indicator, actor, coalesce(partner, ''), period, source, value, age
from staged_figure join document on document.id = source
where list_contains($indicators, indicator)
order by age
"""


@dataclass(frozen=True)
class Held:
    """The observations of one indicator: value by figure, per source from old to new."""

    revision: str
    sources: dict[str, dict[Key, str]]

    def in_force(self) -> dict[Key, str]:
        """The values in force by the codebook's rule of revision."""
        editions = list(self.sources.values())
        if self.revision == "edition":
            return editions[-1] if editions else {}
        return {key: value for edition in editions for key, value in edition.items()}


def held(
    con: duckdb.DuckDBPyConnection, revisions: dict[str, str], indicators: Iterable[str]
) -> dict[str, Held]:
    """What the staged data hold of some indicators."""
    names = sorted(set(indicators))
    found = {name: Held(revisions[name], {}) for name in names}
    for name, *key, source, value, _ in con.execute(HELD, {"indicators": names}).fetchall():
        found[name].sources.setdefault(source, {})[tuple(key)] = value
    return found


def revisions(books: Iterable[Codebook]) -> dict[str, str]:
    """How each indicator is restated."""
    return {name: leaf.revision for book in books for name, leaf in book.indicators.items()}


def news(edition: SourceEdition, known: dict[str, Held], today: date) -> SourceEdition:
    """The edition with the rows to add alone, under a new id where the publisher changed one."""
    rows: dict[str, dict[Key, Row]] = {}
    for row in edition.rows:
        rows.setdefault(row.indicator, {})[row.key] = row
    changed = {name: found for name, found in rows.items() if _differs(found, known[name])}
    name = next(
        name
        for name in _names(edition.id, today)
        if not any(_conflicts(found, known[i], name) for i, found in changed.items())
    )
    added = [row for i, found in changed.items() for row in _added(found, known[i], name)]
    if name == edition.id:
        return replace(edition, rows=tuple(added))
    title = f"{edition.title}, as changed by {today.isoformat()}"
    return replace(edition, id=name, title=title, published=today.isoformat(), rows=tuple(added))


def _names(name: str, today: date) -> Iterator[str]:
    """The name of the edition, and those it gets when the data hold it otherwise."""
    yield name
    yield f"{name}_{today:%Y%m%d}"
    yield from (f"{name}_{today:%Y%m%d}_{number}" for number in itertools.count(2))


def _differs(rows: dict[Key, Row], known: Held) -> bool:
    force = known.in_force()
    if known.revision == "edition" and rows.keys() != force.keys():
        return True
    return any(key not in force or not same(row.value, force[key]) for key, row in rows.items())


def _conflicts(rows: dict[Key, Row], known: Held, source: str) -> bool:
    """Whether the data hold another value under the same name, or one that is gone."""
    own = known.sources.get(source, {})
    if known.revision == "edition" and own.keys() - rows.keys():
        return True
    return any(key in own and not same(row.value, own[key]) for key, row in rows.items())


def _added(rows: dict[Key, Row], known: Held, source: str) -> list[Row]:
    own, force = known.sources.get(source, {}), known.in_force()
    if known.revision == "edition":
        return [row for key, row in rows.items() if key not in own]
    return [r for k, r in rows.items() if k not in force or not same(r.value, force[k])]
