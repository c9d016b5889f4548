"""Yearly figures as frames of lines, and as cells of tables."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import nan
from typing import Any

import pandas as pd

from dashboard.store.dyads import FEW, Yardstick, pairs
from dashboard.store.points import Point, of_year, point_frame
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
    return point_frame(
        Point(
            line.series,
            line.label,
            line.role,
            *of_year(row["year"]),
            row["value"],
            tooltip(row),
            line.focus,
            open=bool(row.get("open", False)),
            low=row.get("low", nan),
            high=row.get("high", nan),
        )
        for row in found.to_dict("records")
    )


def every_year(found: pd.DataFrame, years: Sequence[int]) -> pd.DataFrame:
    """The rows with an empty one for each year that has none, so that lines break there."""
    return found.set_index("year").reindex(pd.Index(years, name="year")).reset_index()


def votes_line(line: Line, found: pd.DataFrame, name: str, noun: str) -> pd.DataFrame:
    """The frame of a dyad, open where few common votes or damaged ones stand behind a value.

    `name` and `noun` say in the tooltip whose value of which measure it is.
    """

    def say(row: dict[str, Any]) -> str:
        if pd.isna(row["value"]):
            return f"{name}, {row['year']}: no value"
        few = f", fewer than {FEW}" if row["n_votes"] < FEW else ""
        shown = number(row["value"], 2)
        return f"{name}, {row['year']}: {noun} {shown}, {row['n_votes']:.0f} common votes{few}"

    weak = found["is_ranked"].eq(False) & found["value"].notna()
    return yearly(line, found.assign(open=weak), say)


def said(value: float | None, decimals: int = 2) -> str:
    """A number as a cell of a table; a dash says that there is none."""
    return "–" if value is None or pd.isna(value) else number(value, decimals)


def signed(value: float | None, decimals: int = 2) -> str:
    """A change with its sign; zero has none."""
    shown = said(value, decimals)
    rises = value is not None and value > 0 and float(f"{value:.{decimals}f}") != 0
    return f"+{shown}" if rises else shown


def value_of(row: dict[str, Any] | None) -> float | None:
    """The value of a pair in a year; none where fewer than 30 common votes stand behind it."""
    return None if row is None or why_not(row) else float(row["value"])


def why_not(row: dict[str, Any] | None, few: str = "too few ({:.0f})") -> str:
    """Why there is no value to show; empty where there is one."""
    if row is None or not row["n_votes"]:
        return "no common vote"
    if row["n_votes"] < FEW:
        return few.format(row["n_votes"])
    return "undefined" if pd.isna(row["value"]) else ""


def of_pairs(
    database: str, yardstick: Yardstick, wanted: tuple[tuple[str, str], ...]
) -> pd.DataFrame:
    """The rows of dashboard.store.dyads.pairs with actor and partner."""
    found = pairs(database, yardstick, wanted)
    sides = [wanted[place] for place in found["place"]]
    return found.assign(actor=[one for one, _ in sides], partner=[other for _, other in sides])


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
