"""Lines over time: gaps break them, estimates are open and dotted, ends are named."""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from dashboard.charts import ends, figures, marks, plot, style, text
from dashboard.charts.labels import LINE, Box, place
from dashboard.charts.plot import Plot
from dashboard.charts.scales import value_scale

if TYPE_CHECKING:
    from dashboard.charts.figures import DatedValue
    from dashboard.charts.view import View

LAYERS = (
    marks.band, marks.grid, marks.across, marks.down, marks.area, marks.line,
    marks.dots, marks.foot, marks.hover, marks.point, marks.point_open, marks.ring, marks.words,
)  # fmt: skip
SPARSE = 13  # a series of fewer figures shows every marker


def layout(items: list[DatedValue], view: View) -> list[dict[str, Any]]:
    """Return the records of the chart."""
    groups = figures.series_of(view, items)
    chart = _plot(view, groups)
    plot.bands(chart)
    plot.axes(chart)
    _thresholds(chart)
    step = _step(groups) if view.gaps else math.inf
    for group in groups.values():
        _series(chart, group, step, len(groups))
    if not chart.marks:
        plot.empty(chart)
    plot.rules(chart)
    if view.end_labels:
        ends.name_ends(chart, groups)
    if view.peak:
        ends.name_turns(chart, groups)
    plot.events(chart)
    plot.band_words(chart)
    _threshold_words(chart)
    return chart.done()


def _plot(view: View, groups: dict[str, list[DatedValue]]) -> Plot:
    everything = [item for group in groups.values() for item in group]
    x = plot.time_scale(view, everything)
    shown = [item for item in everything if x.inside(item.mid)]
    values = [v for item in shown for v in (item.value, item.low, item.high) if math.isfinite(v)]
    levels = [threshold.value for threshold in view.thresholds]
    lines = 3 if any(band.text for band in view.bands) else 2 if view.events else 0
    return Plot(view, x, value_scale(view, values + levels, lines * LINE))


def _step(groups: dict[str, list[DatedValue]]) -> float:
    """Return the distance beyond which figures are not joined: 1.6 usual steps."""
    everything = [item for group in groups.values() for item in group]
    if not everything or min(item.end - item.start for item in everything) < 20 * figures.DAY:
        return math.inf  # days and survey waves come as they come
    steps = [b.mid - a.mid for group in groups.values() for a, b in pairwise(group)]
    return 1.6 * median(steps) if steps else math.inf


def _runs(group: list[DatedValue], step: float) -> list[list[DatedValue]]:
    """Return the stretches of a series that one line may join."""
    runs: list[list[DatedValue]] = []
    last: DatedValue | None = None
    for item in group:
        if not item.drawn:
            last = None
            continue
        if last is None or item.mid - last.mid > step:
            runs.append([])
        runs[-1].append(item)
        last = item
    return runs


def _series(chart: Plot, group: list[DatedValue], step: float, count: int) -> None:
    shown = [item for item in group if chart.x.inside(item.mid)]
    runs = _runs(shown, step)
    if not runs:
        return
    tone = style.tone(group[-1].role, group[-1].focus)
    size = 1.2 if tone == "ctx" else 2.6 if tone == "ink" and count > 1 else 2.0
    for number, run in enumerate(runs):
        tail = _tail(run) if run is runs[-1] else len(run)
        name = f"{group[0].series}|{number}"
        for item in run[:tail] if tail > 1 else []:
            chart.add("line", x=item.mid, y=item.value, tone=tone, line=name, size=size)
        for item in run[max(0, tail - 1) :] if tail < len(run) else []:
            chart.add("dots", x=item.mid, y=item.value, tone=tone, line=name)
        _area(chart, run, tone, name)
        obstacles(chart, [(chart.x.px(item.mid), chart.y.px(item.value)) for item in run])
    _points(chart, runs, tone)


def _tail(run: list[DatedValue]) -> int:
    """Return where the preliminary figures at the end of the run begin."""
    tail = len(run)
    while tail > 1 and run[tail - 1].open:
        tail -= 1
    return tail


def _area(chart: Plot, run: list[DatedValue], tone: str, name: str) -> None:
    for item in run:
        if item.low <= item.high:
            chart.add("area", x=item.mid, y=item.low, y2=item.high, tone=tone, line=name)


def _points(chart: Plot, runs: list[list[DatedValue]], tone: str) -> None:
    total = sum(map(len, runs))
    ends = {id(runs[-1][-1])} | {id(run[0]) for run in runs if len(run) == 1}
    for item in (item for run in runs for item in run):
        plain = tone == "ctx" and id(item) != id(runs[-1][-1]) and not item.open
        seen = (total < SPARSE or id(item) in ends) and not (plain and len(runs[0]) > 1)
        part = "point_open" if item.open else "point" if seen else "hover"
        chart.add(
            part,
            x=item.mid,
            y=item.value,
            tone=tone,
            size=20 if tone == "ctx" else 36,
            **item.link,
        )


def obstacles(chart: Plot, spots: list[tuple[float, float]]) -> None:
    """Keep labels off the marks at some pixels and off the line through them."""
    chart.marks.extend(Box(x - 3, y - 3, 6, 6) for x, y in spots)
    for (ax, ay), (bx, by) in pairwise(spots):
        parts = min(40, int(max(abs(bx - ax), abs(by - ay)) // 6))
        for i in range(1, parts):
            x, y = ax + (bx - ax) * i / parts, ay + (by - ay) * i / parts
            chart.marks.append(Box(x - 2, y - 2, 4, 4))


def _thresholds(chart: Plot) -> None:
    for threshold in chart.view.thresholds:
        chart.add("across", y=threshold.value, tone="ink2")


def _threshold_words(chart: Plot) -> None:
    """Write each threshold's words on its rule where they hide least."""
    for threshold in chart.view.thresholds:
        words = text.shorten(threshold.text, chart.x.length - 8, chart.view.font)
        if not words:
            continue
        wide, y = text.width(words, chart.view.font), chart.y.px(threshold.value)
        spots = [
            Box(x, top, wide, LINE)
            for top in (y - LINE - 1, y + 1)
            for x in range(4, max(5, int(chart.x.length - wide)), 12)
        ]
        inside = Box(0, -chart.view.pad.top, chart.x.length, chart.view.total_height)
        spot = place(spots, inside, chart.taken, chart.marks)
        if spot:
            chart.write(spot, [words], size=chart.view.font)
