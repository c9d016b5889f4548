"""One value among many of its kind: a stroke for each, a marker for the one that is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.charts import marks, ranks, text
from dashboard.charts.labels import LINE, Box, place
from dashboard.charts.plot import empty

if TYPE_CHECKING:
    from dashboard.charts.figures import DatedValue
    from dashboard.charts.plot import Plot
    from dashboard.charts.view import View

LAYERS = (marks.columns, marks.down, marks.foot, marks.start, marks.point, marks.ring, marks.words)
MOST = 1500  # strokes


def layout(items: list[DatedValue], view: View) -> list[dict[str, Any]]:
    """Return the records of the chart; figures in focus are named, the others are strokes."""
    shown = [item for item in items if item.drawn][-MOST:]
    chart = ranks.start(view, [item.value for item in shown])
    if not shown:
        empty(chart)
        return chart.done()
    ranks.axis(chart)
    middle = view.plot_height - 14.0
    if chart.x.inside(0.0):
        zero = {"x": 0.0, "x2": 0.0, "py": 0.0, "py2": view.plot_height}
        chart.add("foot", **zero, tone="ink2")
    for item in shown:
        if not item.focus:
            chart.add("start", x=item.value, y=-middle, tone="ctx", **item.link)
    for item in shown:
        if item.focus:
            chart.add("point", x=item.value, y=-middle, tone="ink", size=80, **item.link)
            _name(chart, item, middle)
    return chart.done()


def _name(chart: Plot, item: DatedValue, middle: float) -> None:
    """Write the value and the name over the marker."""
    size, pixel = chart.view.font, chart.x.px(item.value)
    words = f"{text.number(item.value, chart.view.decimals)} {item.label}"
    words = text.shorten(words, chart.view.nominal - 8, size, 600)
    wide = text.width(words, size, 600)
    room = chart.room
    left = min(max(pixel - wide / 2, room.x + 2), room.x + room.w - wide - 2)
    spot = place([Box(left, middle - 12 - LINE, wide, LINE)], room, chart.taken)
    if spot:
        chart.write(spot, [words], size=size, weight=600, tone="ink", align="center")
