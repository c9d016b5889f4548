"""Computed values as the frames that charts draw: one point for each period of each series."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import nan

import pandas as pd

from dashboard.store.corrections import Correction, briefly, state_of
from dashboard.store.frames import COLUMNS


@dataclass(frozen=True)
class Point:
    """One mark: whose it is, when, how much, and what is said when it is pointed at.

    `corrected` is what is corrected among the figures that it rests on; `low` and `high` are the
    ends of a band.
    """

    series: str
    label: str
    role: str
    start: date
    end: date
    value: float
    tooltip: str
    focus: bool = True
    row: str = ""
    row_label: str = ""
    period: str = ""
    code: str | None = None
    open: bool = False
    corrected: tuple[Correction, ...] = ()
    low: float = nan
    high: float = nan


def of_year(year: int) -> tuple[date, date]:
    """The first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def point_frame(points: Iterable[Point]) -> pd.DataFrame:
    """The points as a frame; see dashboard.store.frames.COLUMNS."""
    found = list(points)
    if not found:
        return pd.DataFrame(columns=COLUMNS)
    return pd.DataFrame(
        {
            "series": [p.series for p in found],
            "series_label": [p.label for p in found],
            "role": [p.role for p in found],
            "focus": [p.focus for p in found],
            "row": [p.row or p.series for p in found],
            "row_label": [p.row_label or p.label for p in found],
            "period": [p.period or _period(p) for p in found],
            "period_start": pd.to_datetime([p.start for p in found]),
            "period_end": pd.to_datetime([p.end for p in found]),
            "value": [p.value for p in found],
            "low": [p.low for p in found],
            "high": [p.high for p in found],
            "code": [p.code for p in found],
            "open": [p.open for p in found],
            "tooltip": [p.tooltip + briefly(p.corrected) for p in found],
            "mend": [state_of(p.corrected) for p in found],
        },
        columns=COLUMNS,
    )


def _period(point: Point) -> str:
    """The ISO period between two days: a year, a month, or the first day."""
    start, end = point.start, point.end
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return str(start.year)
    if start.day == 1 and (end + timedelta(days=1)).day == 1 and start.month == end.month:
        return f"{start:%Y-%m}"
    return f"{start:%Y-%m-%d}"
