"""Coverage: what there is of each quantity in each year, and why the rest is absent."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import pandas as pd

from dashboard.store.database import ask, records

COVERAGE = """
with item as (
    select id, theme, title, position, id as family from family where $level = 'family'
    union all
    select id, theme, title, position, family from indicator where $level = 'indicator'
),
side as (
    select
        if($level = 'family', indicator.family, indicator.id) as item,
        case
            when count(distinct partner) <= 1 then 'actor'
            when count(distinct actor) = 1 then 'partner'
            else 'pair'
        end as unit
    from figure join indicator on indicator.id = figure.indicator
    group by item
)
select cell.*, item.theme, item.title, item.family, side.unit
from coverage($level, $actors, $first, $last) as cell
join item on item.id = cell.item
join side on side.item = cell.item
join theme on theme.id = item.theme
join family on family.id = item.family
order by theme.position, family.position, item.position, cell.year
"""
CITED = """
select figure.source, source.publisher, source.title as document, source.url, source.licence,
    figure.published
from figure
join indicator on indicator.id = figure.indicator
join source on source.id = figure.source
where indicator.theme = $theme
    and (len($actors) = 0 or list_contains($actors, actor) or list_contains($actors, partner))
order by figure.source
"""
REASONS = ("not_published", "not_coded", "not_applicable", "withheld")
HELD = frozenset({"all", "most", "few"})
INSIDE = frozenset({*HELD, *REASONS, "no_row", "between"})


@dataclass(frozen=True)
class CoverageCell:
    """One quantity or indicator in one year: how many of its units have a figure, and the rest.

    A unit is an actor, a partner where there is one actor, or a pair.
    """

    item: str
    year: int
    figures: int
    held: int
    not_published: int
    not_coded: int
    not_applicable: int
    withheld: int
    before: int
    after: int
    no_row: int
    expected: int
    began: int
    ended: int
    state: str
    theme: str
    title: str
    family: str
    unit: str

    @property
    def reasons(self) -> dict[str, int]:
        """The units for which a row says why there is no figure, by that reason."""
        counted = {name: getattr(self, name) for name in REASONS}
        return {name: count for name, count in counted.items() if count}


@dataclass(frozen=True)
class Summary:
    """What to read from the cells of a theme; titles with what is noted of each."""

    items: int
    recent: int
    """Items with a figure of the last year asked for or of the one before."""
    full: int
    """Items of which every year inside the series has a figure of every unit."""
    gaps: dict[str, list[int]]
    """Years for which no row says why a regular series has no figure."""
    reasons: dict[str, dict[str, int]]
    """Units and years with a reason instead of a figure, by reason."""


@lru_cache(maxsize=64)
def coverage(
    database: str, level: str, actors: tuple[str, ...], first: int, last: int
) -> tuple[CoverageCell, ...]:
    """Every family ('family') or leaf ('indicator') in every year from `first` to `last`.

    And in later years that a figure speaks of; in the order of themes and families, then by year.
    """
    asked = {"level": level, "actors": list(actors), "first": first, "last": last}
    return tuple(CoverageCell(**row) for row in records(database, COVERAGE, asked))


def cited(database: str, theme: str, actors: tuple[str, ...]) -> pd.DataFrame:
    """A row for each figure, or reason for none, of a theme with the document that it was read in.

    Of all years: when a series begins and ends is read from all of it.
    """
    return ask(database, CITED, {"theme": theme, "actors": list(actors)})


def by_item(cells: Iterable[CoverageCell]) -> dict[str, list[CoverageCell]]:
    """The cells of each item that has anything inside its series, in their order."""
    grouped = {item: list(found) for item, found in groupby(cells, key=lambda cell: cell.item)}
    return {
        item: found
        for item, found in grouped.items()
        if any(cell.state in INSIDE for cell in found)
    }


def summary(cells: Iterable[CoverageCell], last: int) -> Summary:
    """What to read from some cells of one theme; `last` is the newest year asked for."""
    items = by_item(cells)
    gaps, reasons = {}, {}
    for found in items.values():
        title = found[0].title
        if years := [cell.year for cell in found if cell.state == "no_row"]:
            gaps[title] = years
        counted = {name: sum(getattr(cell, name) for cell in found) for name in REASONS}
        if any(counted.values()):
            reasons[title] = {name: count for name, count in counted.items() if count}
    return Summary(
        items=len(items),
        recent=sum(any(c.held and c.year >= last - 1 for c in found) for found in items.values()),
        full=sum(
            all(cell.state == "all" for cell in found if cell.began <= cell.year <= cell.ended)
            for found in items.values()
        ),
        gaps=gaps,
        reasons=reasons,
    )
