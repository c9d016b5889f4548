"""The figures of a chart as plain records, whatever state the frame is in."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dashboard.charts.view import View

TEXTS = ("series", "series_label", "role", "row", "row_label", "period", "code", "tooltip", "mend")
NUMBERS = ("value", "low", "high")
DAY = 1 / 365.25
TINY, HUGE = 1e-9, 1e15  # beyond these nothing could be read from a label
NAN = math.nan


@dataclass(frozen=True)
class DatedValue:
    """One figure; times are decimal years, the end excluded."""

    series: str
    label: str
    role: str
    row: str
    row_label: str
    period: str
    code: str
    tooltip: str
    mend: str
    value: float
    low: float
    high: float
    start: float
    end: float
    focus: bool
    open: bool

    @property
    def mid(self) -> float:
        """Return the middle of the period."""
        return (self.start + self.end) / 2

    @property
    def link(self) -> dict[str, str | float]:
        """Return what leads from a mark back to its figure."""
        return {"series": self.series, "period": self.period, "value": self.value,
                "tooltip": self.tooltip}  # fmt: skip

    @property
    def drawn(self) -> bool:
        """Return whether there is a value to draw."""
        return math.isfinite(self.value)


def years(dates: pd.Series) -> np.ndarray:
    """Return dates as decimal years."""
    return _decimal(dates.to_numpy(dtype="datetime64[D]"))


def _decimal(days: np.ndarray) -> np.ndarray:
    year = days.astype("datetime64[Y]")
    first, after = (y.astype("datetime64[D]") for y in (year, year + np.timedelta64(1, "Y")))
    known = ~np.isnat(days)
    found = np.full(len(days), NAN)
    passed = (days - first)[known].astype(float) / (after - first)[known].astype(float)
    found[known] = year[known].astype(int) + 1970 + passed
    return found


@lru_cache(maxsize=1024)
def year(iso: str, end: bool = False) -> float:
    """Return an ISO date as decimal year: where it starts, or where it ends."""
    pieces = iso.split("/")[-1 if end else 0].split("-")
    try:
        date = pd.Timestamp("-".join([*pieces, "01", "01"][:3]))
        step = (pd.DateOffset(years=1), pd.DateOffset(months=1), pd.DateOffset(days=1))
        if end:
            date = date + step[len(pieces) - 1]
    except (ValueError, OverflowError, IndexError):
        return NAN
    return float(years(pd.Series([date]))[0])


def figures(frame: pd.DataFrame) -> list[DatedValue]:
    """Return the frame's rows as figures; absent columns are empty, infinite values missing."""
    if frame.empty:
        return []
    size = len(frame)
    texts = [_texts(frame, name, size) for name in TEXTS]
    values = [_numbers(frame, name, size) for name in NUMBERS]
    start, end = _times(frame, size)
    focus = _flags(frame, "focus", size, default=True)
    hollow = _flags(frame, "open", size, default=False)
    return [
        DatedValue(*row) for row in zip(*texts, *values, start, end, focus, hollow, strict=True)
    ]


def _texts(frame: pd.DataFrame, name: str, size: int) -> list[str]:
    if name not in frame:
        return [""] * size
    return ["" if pd.isna(value) else str(value) for value in frame[name].tolist()]


def _numbers(frame: pd.DataFrame, name: str, size: int) -> list[float]:
    if name not in frame:
        return [NAN] * size
    column = pd.Series(pd.to_numeric(frame[name], errors="coerce"))
    values = column.to_numpy(dtype=float, na_value=NAN)
    values = np.where(np.abs(values) < TINY, 0.0, values)
    return np.where(np.abs(values) < HUGE, values, NAN).tolist()  # false for missing, too


def _flags(frame: pd.DataFrame, name: str, size: int, *, default: bool) -> list[bool]:
    if name not in frame:
        return [default] * size
    return [default if pd.isna(value) else bool(value) for value in frame[name].tolist()]


def _dates(column: Any) -> np.ndarray:  # noqa: ANN401 - a column of any kind
    return pd.Series(pd.to_datetime(column, errors="coerce")).to_numpy(dtype="datetime64[D]")


def _times(frame: pd.DataFrame, size: int) -> tuple[list[float], list[float]]:
    if "period_start" not in frame:
        return [NAN] * size, [NAN] * size
    first = _dates(frame["period_start"])
    start = _decimal(first)
    last = _dates(frame["period_end"]) if "period_end" in frame else first
    # The end may be given as the last day or as the first day after: both mean the same month.
    months = last.astype("datetime64[M]").astype("datetime64[D]")
    inclusive = (last != months) | (last == first)
    end = _decimal(last + inclusive.astype("timedelta64[D]"))
    end = np.where(np.isfinite(end) & (end > start), end, start + DAY)
    return start.tolist(), end.tolist()


def by_series(items: Iterable[DatedValue]) -> dict[str, list[DatedValue]]:
    """Return dated figures by series in order of time, context first so that focus lies on top."""
    groups: dict[str, list[DatedValue]] = {}
    for item in items:
        if math.isfinite(item.start):
            groups.setdefault(item.series, []).append(item)
    for group in groups.values():
        group.sort(key=lambda item: (item.start, item.end))
    ordered = sorted(groups.values(), key=lambda group: group[-1].focus)
    return {group[0].series: group for group in ordered}


def running(group: list[DatedValue]) -> list[DatedValue]:
    """Return the running total of a series; a missing value stays missing."""
    totals = accumulate(item.value if item.drawn else 0.0 for item in group)
    return [
        replace(item, value=total, low=NAN, high=NAN) if item.drawn else item
        for item, total in zip(group, totals, strict=True)
    ]


def thin(groups: dict[str, list[DatedValue]], most: int) -> dict[str, list[DatedValue]]:
    """Return at most so many figures: every k-th of each series, its last always kept."""
    total = sum(len(group) for group in groups.values())
    step = math.ceil(total / max(1, most - len(groups)))
    if step <= 1:
        return groups
    kept = {name: group[::-step][::-1] for name, group in list(groups.items())[-most:]}
    return kept


def annual(items: Iterable[DatedValue]) -> bool:
    """Return whether every period is a calendar year."""
    return all(
        abs(item.start - round(item.start)) < DAY and abs(item.end - item.start - 1) < 2 * DAY
        for item in items
    )


def series_of(view: View, items: list[DatedValue], most: int = 900) -> dict[str, list[DatedValue]]:
    """Return the figures by series as a chart over time draws them."""
    groups = by_series(items)
    if view.cumulative:
        groups = {name: running(group) for name, group in groups.items()}
    return thin(groups, most)
