"""The picture of coverage ready to draw and to take along: chart, table, CSV."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache, partial
from typing import Any

import pandas as pd
import pyarrow as pa

from dashboard import charts
from dashboard.charts import export
from dashboard.charts.view import View
from dashboard.charts.years import drawn_rows
from dashboard.components.coverage_words import NOUNS, in_words, key, sentence, short
from dashboard.components.downloads import PICTURES, Files
from dashboard.components.drawn import spec
from dashboard.components.markup import table, text
from dashboard.components.provenance import csv_text
from dashboard.queries.coverage import HELD, INSIDE, Cell, by_item, coverage, summary

FEWEST_YEARS = 15
"""A picture is never cut to fewer columns, so that its squares stay together."""

Rows = Mapping[str, list[Cell]]


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


@dataclass(frozen=True)
class Picture:
    """One theme's rows with what the browser gets, and what to read from them."""

    asked: Asked
    title: str
    rows: Rows = field(hash=False)
    said: str
    frame: pd.DataFrame = field(hash=False)
    view: View
    spec: dict[str, Any] = field(hash=False)
    table: pa.Table = field(hash=False)


def cells(database: str, asked: Asked) -> list[Cell]:
    """The cells asked for, in the order of the codebooks."""
    found = coverage(database, asked.level, asked.actors, asked.first, asked.last)
    mine = [cell for cell in found if asked.theme in {None, cell.theme}]
    later = {cell.year for cell in mine if cell.year > asked.last and cell.state in HELD}
    kept = later if asked.is_open else set()
    return [cell for cell in mine if cell.year <= asked.last or cell.year in kept]


@lru_cache(maxsize=128)
def picture(database: str, asked: Asked, title: str, narrow: bool) -> Picture | None:
    """The picture of a theme; None when nothing stands in it."""
    found = cells(database, asked)
    rows = by_item(found)
    if not rows:
        return None
    said = sentence(summary(found, asked.last), asked.level, asked.last)
    shown = _trimmed(rows, asked.last)
    counts = [sum(cell.state in INSIDE for cell in line) for line in shown.values()]
    if more := len(counts) - drawn_rows(counts):
        said += f" The last {more} rows have no room in the picture; the table has them."
    frame = pd.DataFrame([_record(cell) for line in shown.values() for cell in line])
    view, marks = charts.ready(frame, _view(shown, title, asked.level, narrow))
    ready = pa.Table.from_pandas(marks, preserve_index=False)
    return Picture(asked, title, shown, said, frame, view, spec(view), ready)


def _trimmed(rows: Rows, last: int) -> Rows:
    """The cells from the first year on in which anything stands, but never too few years."""
    began = min(max(line[0].began, line[0].year) for line in rows.values())
    first = min(began, last - FEWEST_YEARS + 1)
    return {item: [cell for cell in line if cell.year >= first] for item, line in rows.items()}


def _record(cell: Cell) -> dict[str, object]:
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


def as_table(shown: Picture) -> str:
    """The picture as a table of words and numbers."""
    years = [str(cell.year) for cell in next(iter(shown.rows.values()))]
    body = [[text(line[0].title), *map(_cell, line)] for line in shown.rows.values()]
    heads = [NOUNS[shown.asked.level][0].capitalize(), *years]
    return table(heads, body, name=f"Coverage of {shown.title}")


def _cell(cell: Cell) -> str:
    """A cell of the table; what lies outside the series is set back."""
    return short(cell) if cell.state in INSIDE else f"<i>{short(cell)}</i>"


def as_csv(found: Iterable[Cell]) -> bytes:
    """Some cells with everything counted."""
    return csv_text([asdict(cell) for cell in found]).encode()


def files(database: str, shown: Picture, head: export.Head) -> Files:
    """The picture as CSV, PNG and SVG, each made when asked for."""
    name = f"coverage_{shown.asked.theme}"
    wide = charts.fit(
        shown.frame, replace(shown.view, full=True, narrow=False, height=None, left=None)
    )
    panels = [("", shown.frame, wide)]

    def drawing() -> bytes:
        return export.svg(panels, head).encode()

    return {
        f"{name}.csv": ("Numbers (CSV)", lambda: as_csv(cells(database, shown.asked))),
        f"{name}.png": (PICTURES["png"], partial(export.png, panels, head)),
        f"{name}.svg": (PICTURES["svg"], drawing),
    }
