"""The picture of a theme's coverage as a figure: rows are quantities, columns years."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache, partial

import pandas as pd

from dashboard.charts.view import View
from dashboard.charts.years import drawn_rows
from dashboard.figure.documents import evidence_of
from dashboard.figure.figure import Chart, Figure
from dashboard.html.markup import set_back, table, text
from dashboard.pages.method.coverage_cells import (
    HELD,
    INSIDE,
    CoverageCell,
    by_item,
    cited,
    coverage,
    summary,
)
from dashboard.pages.method.coverage_words import FAMILY, NOUNS, in_words, key, sentence, short
from dashboard.store.catalogue import catalogue
from dashboard.store.figure_ids import coverage_id

FEWEST_YEARS = 15
"""A picture is never cut to fewer columns, so that its squares stay together."""

Rows = Mapping[str, list[CoverageCell]]


@dataclass(frozen=True)
class Asked:
    """Which coverage: rows of a kind, of one theme or all, for some actors or all; the years."""

    level: str
    actors: tuple[str, ...]
    first: int
    last: int
    is_open: bool
    """Whether later years that a figure speaks of are asked for too."""
    theme: str | None = None


def cells(database: str, asked: Asked) -> list[CoverageCell]:
    """The cells asked for, in the order of the codebooks."""
    found = coverage(database, asked.level, asked.actors, asked.first, asked.last)
    mine = [cell for cell in found if asked.theme in {None, cell.theme}]
    later = {cell.year for cell in mine if cell.year > asked.last and cell.state in HELD}
    kept = later if asked.is_open else set()
    return [cell for cell in mine if cell.year <= asked.last or cell.year in kept]


@lru_cache(maxsize=128)
def coverage_figure(database: str, asked: Asked, title: str, narrow: bool) -> Figure | None:
    """The picture of a theme; None when nothing stands in it."""
    found = cells(database, asked)
    rows = by_item(found)
    if not rows:
        return None
    shown = _trimmed(rows, asked.last)
    frame = pd.DataFrame([_record(cell) for line in shown.values() for cell in line])
    chart = Chart(frame=frame, view=_view(shown, title, asked.level, narrow))
    wide = replace(chart, view=_view(shown, title, asked.level, narrow=False))
    return Figure(
        id=coverage_id(str(asked.theme)),
        title=f"Coverage of {title}",
        finding=sentence(summary(found, asked.last), asked.level, asked.last)
        + _no_room(shown)
        + _left_out(database, asked, len(rows)),
        charts=(chart,),
        table=partial(_table, asked.level, title, shown),
        rows=lambda: as_rows(found),
        evidence=evidence_of(cited(database, str(asked.theme), asked.actors)),
        names=("Picture", "Table"),
        wide=lambda: (wide,),
    )


def _no_room(shown: Rows) -> str:
    """How many rows the picture has no room for, as a sentence."""
    counts = [sum(cell.state in INSIDE for cell in line) for line in shown.values()]
    more = len(counts) - drawn_rows(counts)
    return f" The last {more} rows have no room in the picture; the table has them." if more else ""


def _left_out(database: str, asked: Asked, shown: int) -> str:
    """How many rows of the theme the filters leave out, as a sentence."""
    found = catalogue(database)
    every = found.families if asked.level == FAMILY else found.indicators
    missing = sum(item.theme == asked.theme for item in every.values()) - shown
    noun = NOUNS[asked.level][missing != 1]
    return f" {missing} {noun} without a row for these filters are left out." if missing else ""


def _trimmed(rows: Rows, last: int) -> Rows:
    """The cells from the first year on in which anything stands, but never too few years."""
    began = min(max(line[0].began, line[0].year) for line in rows.values())
    first = min(began, last - FEWEST_YEARS + 1)
    return {item: [cell for cell in line if cell.year >= first] for item, line in rows.items()}


def _record(cell: CoverageCell) -> dict[str, object]:
    """A cell as charts read it."""
    start = pd.Timestamp(cell.year, 1, 1)
    return {
        "series": str(cell.year),
        "series_label": str(cell.year),
        "focus": True,
        "row": cell.item,
        "row_label": cell.title,
        "period": str(cell.year),
        "period_start": start,
        "period_end": start + pd.DateOffset(years=1),
        "code": cell.state,
        "tooltip": f"{cell.title}, {cell.year}: {in_words(cell)}",
    }


def _view(rows: Rows, title: str, level: str, narrow: bool) -> View:
    return View(
        kind="years",
        alt=f"Coverage of {title}: {NOUNS[level][1]} by year; the numbers are in the table",
        full=not narrow,
        narrow=narrow,
        order="given",
        key=key(cell for line in rows.values() for cell in line),
    )


def _table(level: str, title: str, shown: Rows) -> str:
    """The picture as a table of words and numbers."""
    years = [str(cell.year) for cell in next(iter(shown.values()))]
    body = [[text(line[0].title), *map(_cell, line)] for line in shown.values()]
    return table([NOUNS[level][0].capitalize(), *years], body, name=f"Coverage of {title}")


def _cell(cell: CoverageCell) -> str:
    """A cell of the table; what lies outside the series is set back."""
    return short(cell) if cell.state in INSIDE else set_back(short(cell))


def as_rows(found: Iterable[CoverageCell]) -> pd.DataFrame:
    """A row for each cell with everything counted."""
    return pd.DataFrame([asdict(cell) for cell in found])
