"""Charts of the edition: a frame of figures and a view in, a Vega-Lite spec and its one table out.

    fit(frame, view)   -> View        height and room for names, in coarse steps
    rows(frame, view)  -> DataFrame   every mark and label, told apart by `part`; <= 2,000 rows
    spec(view)         -> dict        Vega-Lite without data; the same for any data of one view
    chart(frame, view) -> LayerChart  all three together (export, notebooks)

On a page: `view = fit(frame, view)`, then
`st.vega_lite_chart(rows(frame, view), spec(view), width="stretch", theme=None)`.
A frame has one row per figure: series, series_label, role, focus, row, row_label, period,
period_start, period_end, value, low, high, code, open, tooltip; absent columns are empty.
Kinds: bar and line over time; dot, dumbbell, tile, strip, years and timeline with a row for each
`row`; triangle with a drawing for each `row`; chance for one value among many; since for lines by
months since a start. `rows` also takes a view that was not fitted. Panels and small multiples are
several charts with a common `View.domain`. Colours are CSS variables (`style.css()`); `export.svg`
and `export.png` draw files.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import altair as alt

from dashboard.charts import (
    bar,
    chance,
    dot,
    dumbbell,
    figures,
    line,
    marks,
    rings,
    since,
    strip,
    tile,
    timeline,
    triangle,
    years,
)
from dashboard.charts.fit import fit, fitted
from dashboard.charts.theme import CONFIG
from dashboard.charts.view import DrawnBand, EventLine, ThresholdLine, View

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "CHARTS",
    "DrawnBand",
    "EventLine",
    "ThresholdLine",
    "View",
    "chart",
    "fit",
    "ready",
    "rows",
    "spec",
]

CHARTS = {
    "bar": bar, "line": line, "dot": dot, "dumbbell": dumbbell, "tile": tile, "strip": strip,
    "triangle": triangle, "years": years, "timeline": timeline, "chance": chance, "since": since,
}  # fmt: skip


def rows(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    """Return the one table behind the spec."""
    return _rows(figures.figures(frame), view)


def ready(frame: pd.DataFrame, view: View) -> tuple[View, pd.DataFrame]:
    """Return the view that fits this frame and the table behind its spec."""
    items = figures.figures(frame)
    view = fitted(items, view)
    return view, _rows(items, view)


def _rows(items: list[figures.DatedValue], view: View) -> pd.DataFrame:
    return marks.table(rings.ringed(CHARTS[view.kind].layout(items, view), items, view))


def _layers(kind: str) -> alt.LayerChart:
    layers = [layer() for layer in CHARTS[kind].LAYERS]
    return alt.LayerChart(layer=layers).configure(**CONFIG)


@lru_cache
def _drawn(kind: str) -> dict[str, Any]:
    whole = _layers(kind).to_dict()
    for part in (whole, *whole["layer"]):  # without Altair's stand-ins for absent data
        part.pop("data", None)
        part.pop("datasets", None)
    return whole


def _room(view: View) -> dict[str, Any]:
    sides = {"left": 0.5, "right": -0.5, "top": 0.5, "bottom": -0.5}  # hairlines on whole pixels
    return {
        "width": view.nominal,
        "height": view.total_height,
        "autosize": {"type": "none", "contains": "padding"},
        "padding": {side: getattr(view.pad, side) + half for side, half in sides.items()},
        "description": view.alt,
    }


def chart(frame: pd.DataFrame, view: View) -> alt.LayerChart:
    """Return the chart with its data."""
    view = fit(frame, view)
    return _layers(view.kind).properties(data=rows(frame, view), **_room(view))


@lru_cache(maxsize=512)
def spec(view: View) -> dict[str, Any]:
    """Return the Vega-Lite spec without data: it depends on the view only."""
    return _drawn(view.kind) | _room(view)
