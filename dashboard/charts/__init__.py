"""Charts of the edition: a frame of figures and a view in, a Vega-Lite spec and its one table out.

    rows(frame, view) -> DataFrame    every mark and label, told apart by `part`; <= 2,000 rows
    spec(view)        -> dict         Vega-Lite without data; the same for any data of one view
    chart(frame, view) -> LayerChart  both together (export, notebooks); calls `fit` first
    fit(frame, view)  -> View         height and name columns for the rows of this frame

On a page: `view = fit(frame, view)`, then
`st.vega_lite_chart(rows(frame, view), spec(view), width="stretch", theme=None)`.
`fit` matters for dot, dumbbell and tile (a row each) and line (end labels); it rounds to coarse
steps, so that other data seldom change the spec. A frame has one row per figure: series,
series_label, role, focus, row, row_label, period, period_start, period_end, value, low, high,
code, open, tooltip; absent columns are empty. Panels and small multiples are several charts with
a common `View.domain`. Colours are CSS variables (`style.css()`); `export` draws files.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import altair as alt

from dashboard.charts import bar, dot, dumbbell, figures, line, marks, tile
from dashboard.charts.fit import fit
from dashboard.charts.theme import CONFIG
from dashboard.charts.view import Band, Event, Threshold, View

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CHARTS", "Band", "Event", "Threshold", "View", "chart", "fit", "rows", "spec"]

CHARTS = {"bar": bar, "line": line, "dot": dot, "dumbbell": dumbbell, "tile": tile}


def rows(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    """Return the one table behind the spec."""
    return marks.table(CHARTS[view.kind].layout(figures.figures(frame), view))


def _layers(view: View) -> alt.LayerChart:
    pad = view.pad
    layers = alt.LayerChart(layer=[layer() for layer in CHARTS[view.kind].LAYERS])
    return layers.properties(
        width=view.nominal,
        height=view.total_height,
        autosize=alt.AutoSizeParams(type="none", contains="padding"),
        # Half a pixel sets hairlines on whole pixels.
        padding={"left": pad.left + 0.5, "right": pad.right - 0.5,
                 "top": pad.top + 0.5, "bottom": pad.bottom - 0.5},
        description=view.alt or alt.Undefined,
    )  # fmt: skip


def chart(frame: pd.DataFrame, view: View) -> alt.LayerChart:
    """Return the chart with its data."""
    view = fit(frame, view)
    return _layers(view).properties(data=rows(frame, view)).configure(**CONFIG)


@lru_cache(maxsize=512)
def spec(view: View) -> dict[str, Any]:
    """Return the Vega-Lite spec without data: it depends on the view only."""
    return _layers(view).configure(**CONFIG).to_dict()
