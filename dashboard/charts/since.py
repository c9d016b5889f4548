"""Lines by months since a start, laid on one another; each is named at its own end.

Dates stand for months: the start is the first day of 2000.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from dashboard.charts import figures, marks, plot, style, text
from dashboard.charts.labels import LINE, Box, place
from dashboard.charts.line import SPARSE, obstacles
from dashboard.charts.plot import Plot
from dashboard.charts.scales import Scale, Tick, value_scale

if TYPE_CHECKING:
    from dashboard.charts.figures import DatedValue
    from dashboard.charts.view import View

LAYERS = (
    marks.grid, marks.down, marks.line, marks.foot, marks.hover, marks.point, marks.ring,
    marks.words,
)  # fmt: skip
START = 2000.0


def layout(items: list[DatedValue], view: View) -> list[dict[str, Any]]:
    """Return the records of the chart; series in focus lie on top and are named first."""
    groups = figures.by_series(item for item in items if item.drawn)
    shown = [item for group in groups.values() for item in group]
    across = _months(view, [_month(item) for item in shown])
    chart = Plot(view, across, value_scale(view, [item.value for item in shown]))
    plot.axes(chart)
    if not shown:
        plot.empty(chart)
        return chart.done()
    if chart.x.low < 0:
        chart.add("down", x=0.0, py=0, py2=view.plot_height, tone="ink2")
    for group in groups.values():
        _series(chart, group)
    for group in reversed(groups.values()):
        _name(chart, group)
    return chart.done()


def _month(item: DatedValue) -> float:
    return (item.start - START) * 12


def _months(view: View, at: list[float]) -> Scale:
    """Return the scale of months, with a tick at each year, or at every second or fifth."""
    low, high = min([0.0, *at]), max([12.0, *at])
    pixel = view.plot_width / (high - low)
    need = text.width("−120", view.font) + 10
    step = next((years * 12 for years in (1, 2, 5) if years * 12 * pixel >= need), 120)
    months = range(math.ceil(low / step) * step, math.floor(high) + 1, step)
    return Scale(low, high, view.plot_width, tuple(Tick(m, text.number(m, 0)) for m in months))


def _series(chart: Plot, group: list[DatedValue]) -> None:
    tone = style.tone(group[-1].role, group[-1].focus)
    size = 1.4 if tone == "ctx" else 2.6
    for item in group if len(group) > 1 else []:
        chart.add("line", x=_month(item), y=item.value, tone=tone, line=item.series, size=size)
    for item in group:
        seen = len(group) < SPARSE or item is group[-1]
        mark = 20 if tone == "ctx" else 36
        chart.add(
            "point" if seen else "hover", x=_month(item), y=item.value, tone=tone, size=mark,
            **item.link,
        )  # fmt: skip
    obstacles(chart, [(chart.x.px(_month(i)), chart.y.px(i.value)) for i in group])


def _name(chart: Plot, group: list[DatedValue]) -> None:
    """Write the name beside the last mark, where it hides least."""
    item, size = group[-1], chart.view.font
    tone = style.tone(item.role, item.focus)
    weight = 400 if tone == "ctx" else 600
    words = item.label
    if not words:
        return
    wide = text.width(words, size, weight)
    x, y = chart.x.px(_month(item)), chart.y.px(item.value)
    shifts = (0.0, -10.0, 10.0, -18.0, 18.0, -28.0, 28.0)
    spots = [Box(x + 7, y - LINE / 2 + dy, wide, LINE) for dy in shifts]
    spots += [Box(x - wide / 2, y + dy, wide, LINE) for dy in (-LINE - 6, 7)]
    spots += [Box(x - 7 - wide, y - LINE / 2 + dy, wide, LINE) for dy in shifts]
    pad = chart.view.pad
    inside = Box(0, -pad.top, chart.view.plot_width + pad.right, chart.view.plot_height + pad.top)
    spot = place(spots, inside, chart.taken, chart.marks)
    if spot:
        tone = style.text_tone(tone)
        chart.write(spot, [words], size=size, weight=weight, tone=tone)
