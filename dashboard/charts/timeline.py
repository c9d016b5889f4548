"""Dated events as strokes: a row for each `row`, time across; the chosen one is named once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from dashboard.charts import marks, plot, ranks, style, text
from dashboard.charts.labels import LINE, Box, place
from dashboard.charts.plot import Plot
from dashboard.charts.scales import Scale

if TYPE_CHECKING:
    from dashboard.charts.figures import DatedValue
    from dashboard.charts.view import View

LAYERS = (marks.foot, marks.down, marks.start, marks.point, marks.words)
MOST = 1500  # strokes


def layout(items: list[DatedValue], view: View) -> list[dict[str, Any]]:
    """Return the records of the chart; a focused figure is drawn as a marker with its label."""
    dated = [item for item in items if math.isfinite(item.start)]
    rows = list(ranks.by_row(dated[-MOST:]).values())
    across = plot.time_scale(view, dated)
    chart = Plot(view, across, Scale(-view.plot_height, 0.0, view.plot_height, flip=True))
    if not rows:
        plot.empty(chart)
        return chart.done()
    plot.axes(chart)
    at = ranks.middles(chart, len(rows))
    ranks.names(chart, rows, at, plain=True)
    for group, y in zip(rows, at, strict=True):
        foot = {"x": chart.x.low, "x2": chart.x.high, "py": y, "py2": y}
        chart.add("foot", **foot, tone="grid")
        for item in group:
            _stroke(chart, item, y)
    named = (
        (i, y) for group, y in zip(rows, at, strict=True) for i in group if i.focus and i.label
    )
    for item, y in list({item.series: (item, y) for item, y in named}.values()):
        _name(chart, item, y)
    return chart.done()


def _stroke(chart: Plot, item: DatedValue, y: float) -> None:
    if not chart.x.inside(item.start):
        return
    if item.focus:
        chart.add("point", x=item.start, y=-y, tone="ink", size=70, **item.link)
    else:
        chart.add("start", x=item.start, y=-y, tone=style.tone(item.role, True), **item.link)


def _name(chart: Plot, item: DatedValue, y: float) -> None:
    """Write date and title of the chosen event above the rows, with a rule down to it."""
    size, pixel = chart.view.font, chart.x.px(item.start)
    room = chart.view.plot_width
    words = text.shorten(f"{text.period(item.period)}: {item.label}", room, size, 600)
    wide = text.width(words, size, 600)
    top = -chart.view.pad.top + 1
    spots = [Box(x, top, wide, LINE) for x in (pixel + 5, pixel - 5 - wide, room - wide, 0.0)]
    spot = place(spots, chart.room, chart.taken)
    if spot and chart.x.inside(item.start):
        chart.add("down", x=item.start, py=top + 2, py2=y - 6, tone="ink2")
        align = "left" if spot.x >= pixel else "right"
        chart.write(spot, [words], size=size, weight=600, tone="ink", align=align)
