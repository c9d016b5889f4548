"""What charts of rows share: one name per row at the left, values across."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from dashboard.charts import style, text
from dashboard.charts.labels import LINE, Box, place
from dashboard.charts.plot import Plot, empty
from dashboard.charts.scales import Scale, Tick, tick_label, value_scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.charts.figures import DatedValue
    from dashboard.charts.view import View

MOST = 300  # rows


def by_row(items: list[DatedValue]) -> dict[str, list[DatedValue]]:
    """Return the figures by row in the order given, each row by time."""
    groups: dict[str, list[DatedValue]] = {}
    for item in items:
        groups.setdefault(item.row or item.series, []).append(item)
    for group in groups.values():
        group.sort(key=lambda item: (math.isfinite(item.start), item.start if item.start else 0))
    return groups


def newest(group: list[DatedValue]) -> DatedValue:
    """Return the newest figure with a value, else the newest."""
    return next((item for item in reversed(group) if item.drawn), group[-1])


def ordered(view: View, groups: dict[str, list[DatedValue]]) -> list[list[DatedValue]]:
    """Return the rows in drawing order: by newest value, missing last; or as given."""
    rows = list(groups.values())
    if view.order == "value":
        rows.sort(key=lambda group: -_value(newest(group)))
    return rows[:MOST]


def _value(item: DatedValue) -> float:
    return item.value if item.drawn else -math.inf


def start(view: View, values: Sequence[float]) -> Plot:
    """Return an empty plot: values across, pixels down (as negative heights)."""
    levels = [threshold.value for threshold in view.thresholds]
    across = value_scale(view, [*values, *levels], gap=46)
    return Plot(view, across, Scale(-view.plot_height, 0.0, view.plot_height, flip=True))


def middles(chart: Plot, count: int) -> list[float]:
    """Return the pixel in the middle of each row."""
    pitch = chart.view.plot_height / max(1, count)
    return [pitch * (index + 0.5) for index in range(count)]


def names(
    chart: Plot, rows: list[list[DatedValue]], at: list[float], *, plain: bool = False
) -> None:
    """Write the rows' names, focus first; a name without room is left out.

    Plain names are ink: the row has no identity of its own.
    """
    size = 11.5
    room = chart.view.pad.left - 10
    pairs = sorted(zip(rows, at, strict=True), key=lambda pair: not pair[0][-1].focus)
    for group, y in pairs:
        item = group[-1]
        tone = "ink" if plain else style.text_tone(style.tone(item.role, item.focus))
        weight = 400 if plain or tone == "ink2" else 600
        name = text.shorten(item.row_label or item.label or item.row, room, size, weight)
        if not name:
            continue
        wide = text.width(name, size, weight)
        spot = place([Box(-8 - wide, y - LINE / 2, wide, LINE)], chart.room, _looser(chart))
        if spot:
            chart.write(spot, [name], size=size, weight=weight, tone=tone, align="right")


def _looser(chart: Plot) -> list[Box]:
    """Return the boxes taken, trimmed: the line height is more than the letters need."""
    return [Box(box.x, box.y + 2, box.w, max(1, box.h - 4)) for box in chart.taken]


def axis(chart: Plot) -> None:
    """Add the value axis at the top, thresholds first with their own tick."""
    view = chart.view
    step = chart.x.ticks[1].at - chart.x.ticks[0].at if len(chart.x.ticks) > 1 else 1.0
    own = [
        Tick(t.value, tick_label(t.value, min(step, _grain(t.value)), view.axis))
        for t in view.thresholds
        if chart.x.inside(t.value)
    ]
    for tick in own:
        chart.add("down", x=tick.at, py=-2, py2=view.plot_height, tone="ink2")
        chart.marks.append(Box(chart.x.px(tick.at) - 1, 0, 2, view.plot_height))
        _tick(chart, tick, 600)
    for tick in chart.x.ticks:
        if all(tick.at != other.at for other in own):
            chart.add("column", x=tick.at, tone="grid")
            _tick(chart, tick, 400)


def _grain(value: float) -> float:
    """Return 1, 0.1 or 0.01: as fine as the value is written."""
    return next((grain for grain in (1.0, 0.1) if abs(value / grain - round(value / grain)) < 1e-9),
                0.01)  # fmt: skip


def _tick(chart: Plot, tick: Tick, weight: int) -> None:
    size = chart.view.font
    wide = text.width(tick.label, size, weight)
    box = Box(chart.x.px(tick.at) - wide / 2, -4 - LINE, wide, LINE)
    spot = place([box], chart.room, [Box(b.x - 4, b.y, b.w + 8, b.h) for b in chart.taken])
    if spot:
        tone = "ink" if weight == 600 else "ink2"
        chart.write(spot, [tick.label], size=size, weight=weight, tone=tone, align="center")


def value_label(
    chart: Plot, item: DatedValue, y: float, reach: float, tone: str, *, left_first: bool = False
) -> None:
    """Write a value right of its mark, or left: below zero, without room, or where told."""
    words, size = text.number(item.value, chart.view.decimals), chart.view.font
    weight = 400 if tone in ("ctx", "ink2") else 600
    wide, pixel = text.width(words, size, weight), chart.x.px(item.value)
    further = (0, 8, 16, 24, 32, 40)  # past a threshold's rule
    right = [Box(pixel + reach + dx, y - LINE / 2, wide, LINE) for dx in further]
    left = [Box(pixel - reach - wide, y - LINE / 2, wide, LINE)]
    zero = chart.x.px(0.0) if chart.x.inside(0.0) else -math.inf
    leftwards = left_first or (item.value < 0 and pixel < zero)
    order = left + right if leftwards else right + left
    spot = place(order, chart.room, _looser(chart), chart.marks)
    if spot:
        align = "left" if spot.x > pixel else "right"
        tone = "ink" if tone == "ctx" else tone
        chart.write(spot, [words], size=size, weight=weight, tone=tone, align=align)


def missing(chart: Plot, y: float) -> None:
    """Say in a row that it has no figure."""
    words, size = "no figure", chart.view.font
    box = Box(4, y - LINE / 2, text.width(words, size), LINE)
    if place([box], chart.room, _looser(chart)):
        chart.write(box, [words], size=size, tone="ink3")


def finish(chart: Plot, rows: list[list[DatedValue]]) -> None:
    """Say so when no row has a figure."""
    if not rows:
        empty(chart)
