"""Yearly figures as frames of lines, and as cells of tables."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dashboard.store.dyads import FEW
from dashboard.words.wording import number


@dataclass(frozen=True)
class Line:
    """Who a line is: its code, its name on the chart, the role of its colour."""

    series: str
    label: str
    role: str
    focus: bool = True


def yearly(
    line: Line, found: pd.DataFrame, tooltip: Callable[[dict[str, Any]], str]
) -> pd.DataFrame:
    """The frame of one line from rows of year and value, and low, high and open where given."""
    rows = found.to_dict("records")
    return pd.DataFrame(
        {
            "series": line.series,
            "series_label": line.label,
            "role": line.role,
            "focus": line.focus,
            "row": line.series,
            "row_label": line.label,
            "period": [str(row["year"]) for row in rows],
            "period_start": _days(rows, "01-01"),
            "period_end": _days(rows, "12-31"),
            "value": [row["value"] for row in rows],
            "low": [row.get("low", float("nan")) for row in rows],
            "high": [row.get("high", float("nan")) for row in rows],
            "code": None,
            "open": [bool(row.get("open", False)) for row in rows],
            "tooltip": [tooltip(row) for row in rows],
        }
    )


def _days(rows: list[dict[str, Any]], day: str) -> np.ndarray:
    """The same day of every year."""
    return np.array([f"{row['year']}-{day}" for row in rows], dtype="datetime64[ns]")


def every_year(found: pd.DataFrame, years: Sequence[int]) -> pd.DataFrame:
    """The rows with an empty one for each year that has none, so that lines break there."""
    return found.set_index("year").reindex(pd.Index(years, name="year")).reset_index()


def weak(found: pd.DataFrame) -> pd.DataFrame:
    """The rows with `open` where few common votes or damaged ones stand behind the value."""
    return found.assign(open=found["is_ranked"].eq(False) & found["value"].notna())


def votes_tooltip(name: str, measure: str) -> Callable[[dict[str, Any]], str]:
    """Says whose value of which measure it is, and how many common votes stand behind it."""

    def say(row: dict[str, Any]) -> str:
        if pd.isna(row["value"]):
            return f"{name}, {row['year']}: no value"
        few = f", fewer than {FEW}" if row["n_votes"] < FEW else ""
        shown = number(row["value"], 2)
        return f"{name}, {row['year']}: {measure} {shown}, {row['n_votes']:.0f} common votes{few}"

    return say


def said(value: float | None, decimals: int = 2) -> str:
    """A number as a cell of a table; a dash says that there is none."""
    return "–" if value is None or pd.isna(value) else number(value, decimals)


def signed(value: float | None, decimals: int = 2) -> str:
    """A change with its sign; zero has none."""
    if value is None or pd.isna(value):
        return "–"
    shown = number(value, decimals)
    return f"+{shown}" if value > 0 and float(f"{value:.{decimals}f}") != 0 else shown


def few_years(found: pd.DataFrame) -> str:
    """The years with fewer than 30 common votes, as a sentence; empty when there are none."""
    few = found.loc[found["n_votes"] < FEW]
    if few.empty:
        return ""
    named = ", ".join(f"{row['year']:.0f} ({row['n_votes']:.0f})" for row in few.to_dict("records"))
    return f"Fewer than {FEW} common votes in {named}: drawn open, read with care."


def stacked(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Several frames as one."""
    return pd.concat(list(frames), ignore_index=True)


def tight(html: str) -> str:
    """A table that fits a phone: it is not widened there to scroll sideways."""
    return f'<div class="tight">{html}</div>'
