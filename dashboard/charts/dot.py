"""Ranked rows: a marker, or a bar from zero, with its value beside it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from dashboard.charts import marks, ranks, style
from dashboard.charts.labels import Box

if TYPE_CHECKING:
    from dashboard.charts.figures import DatedValue
    from dashboard.charts.plot import Plot
    from dashboard.charts.view import View

LAYERS = (
    marks.columns, marks.down, marks.stem, marks.bar, marks.bar_open, marks.foot,
    marks.point, marks.point_open, marks.ring, marks.words,
)  # fmt: skip


def layout(items: list[DatedValue], view: View) -> list[dict[str, Any]]:
    """Return the records of the chart."""
    rows = ranks.ordered(view, ranks.by_row(items))
    shown = [ranks.newest(group) for group in rows]
    values = [v for i in shown for v in (i.value, i.low, i.high) if math.isfinite(v)]
    chart = ranks.start(view, [*values, 0.0] if view.bars or view.zero else values)
    at = ranks.middles(chart, len(rows))
    if not view.bars:
        ranks.axis(chart)
    if chart.x.low <= 0 <= chart.x.high:
        zero = {"x": 0.0, "x2": 0.0, "py": 0.0, "py2": view.plot_height}
        chart.add("foot", **zero, tone="rule")
    ranks.names(chart, rows, at)
    draw = _bar if view.bars else _dot
    for item, y in zip(shown, at, strict=True):
        if item.drawn:
            draw(chart, item, y, view.plot_height / len(rows))
        else:
            ranks.missing(chart, y)
    ranks.finish(chart, rows)
    return chart.done()


def _bar(chart: Plot, item: DatedValue, y: float, pitch: float) -> None:
    half, tone = min(6.0, pitch * 0.26), style.tone(item.role, item.focus)
    part = "bar_open" if item.open else "bar"
    chart.add(part, x=0.0, x2=item.value, y=half - y, y2=-half - y, tone=tone, **item.link)
    reach = 6.0
    if item.low < item.high:
        chart.add("stem", x=item.low, x2=item.high, y=-y, y2=-y, tone="ink", size=1)
        reach += max(0.0, chart.x.px(item.high) - chart.x.px(item.value))
    ranks.value_label(chart, item, y, reach, tone)


def _dot(chart: Plot, item: DatedValue, y: float, pitch: float) -> None:
    tone = style.tone(item.role, item.focus)
    foot = 0.0 if chart.x.inside(0.0) else chart.x.low
    chart.add("stem", x=foot, x2=item.value, y=-y, y2=-y, tone="rule", size=1)
    if item.low < item.high:
        chart.add("stem", x=item.low, x2=item.high, y=-y, y2=-y, tone=tone, size=1.5)
    size = min(62.0 if item.focus else 34.0, pitch * pitch * 0.4)
    part = "point_open" if item.open else "point"
    chart.add(part, x=item.value, y=-y, tone=tone, size=size, **item.link)
    pixel = chart.x.px(item.value)
    chart.marks.append(Box(pixel - 3, y - 3, 6, 6))
    high = chart.x.px(item.high) - pixel if item.low < item.high else 0.0
    ranks.value_label(chart, item, y, max(0.0, high) + 8, tone)
