"""Rows with two ends: from a first to the newest period, or between two series."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from dashboard.charts import marks, ranks, style, text
from dashboard.charts.labels import LINE, Box, place

if TYPE_CHECKING:
    from dashboard.charts.figures import DatedValue
    from dashboard.charts.plot import Plot
    from dashboard.charts.view import View

LAYERS = (
    marks.columns, marks.down, marks.stem, marks.start, marks.point,
    marks.point_open, marks.ring, marks.words,
)  # fmt: skip


def layout(items: list[DatedValue], view: View) -> list[dict[str, Any]]:
    """Return the records of the chart."""
    rows = ranks.ordered(view, ranks.by_row(items))
    pairs = any(len({item.series for item in group}) > 1 for group in rows)
    values = [item.value for group in rows for item in group if item.drawn]
    chart = ranks.start(view, values)
    ranks.axis(chart)
    at = _pair_middles(chart, len(rows)) if pairs else ranks.middles(chart, len(rows))
    ranks.names(chart, rows, at, plain=pairs)
    for index, (group, y) in enumerate(zip(rows, at, strict=True)):
        shown = [item for item in group if item.drawn]
        if not shown:
            ranks.missing(chart, y)
        elif pairs:
            _pair(chart, _last_of_each(shown), y, first=index == 0)
        else:
            _change(chart, shown, y, view.plot_height / len(rows), index in (0, len(rows) - 1))
    if rows and not pairs:
        _start_label(chart, rows[0], at[0])
    ranks.finish(chart, rows)
    return chart.done()


def _change(chart: Plot, shown: list[DatedValue], y: float, pitch: float, outer: bool) -> None:
    """Draw one row from its first to its newest figure."""
    first, last = shown[0], shown[-1]
    tone = style.tone(last.role, last.focus)
    wide = 2.2 if last.focus else 1.4
    if len(shown) > 1:
        colour = tone if last.focus else "rule"
        chart.add("stem", x=first.value, x2=last.value, y=-y, y2=-y, tone=colour, size=wide)
        start = "ink3" if tone == "ctx" else tone
        chart.add("start", x=first.value, y=-y, tone=start, **first.link)
        chart.marks.append(_span(chart, first, last, y))
    size = min(62.0 if last.focus else 34.0, pitch * pitch * 0.36)
    part = "point_open" if last.open else "point"
    chart.add(part, x=last.value, y=-y, tone=tone, size=size, **last.link)
    if last.focus or outer:
        label = "ink2" if tone == "ctx" else tone
        ranks.value_label(chart, last, y, 9, label, left_first=last.value < first.value)


def _span(chart: Plot, first: DatedValue, last: DatedValue, y: float) -> Box:
    left, right = sorted((chart.x.px(first.value), chart.x.px(last.value)))
    return Box(left, y - 3, right - left, 6)


def _start_label(chart: Plot, group: list[DatedValue], y: float) -> None:
    """Name the first period beside the first row's tick."""
    shown = [item for item in group if item.drawn]
    if len(shown) < 2:
        return
    first, last, size = shown[0], shown[-1], chart.view.font
    words = text.period(first.period)
    wide, pixel = text.width(words, size), chart.x.px(first.value)
    left = Box(pixel - 6 - wide, y - LINE / 2, wide, LINE)
    right = Box(pixel + 6, y - LINE / 2, wide, LINE)
    spots = [left, right] if first.value <= last.value else [right, left]
    inside = Box(2, -4, chart.view.plot_width, chart.view.plot_height)
    spot = place(spots[:1], inside, chart.taken)
    if spot:
        chart.write(
            spot, [words], size=size, tone="ink3", align="right" if spot is left else "left"
        )


def _pair_middles(chart: Plot, count: int) -> list[float]:
    """Return the pixel of each row, with room for two lines of words over the first."""
    pitch = (chart.view.plot_height - 62) / max(1, count - 1)
    return [46 + pitch * index for index in range(count)]


def _last_of_each(shown: list[DatedValue]) -> list[DatedValue]:
    """Return the newest figure of each series, smallest value first."""
    newest = {item.series: item for item in shown}
    return sorted(newest.values(), key=lambda item: item.value)


def _pair(chart: Plot, ends: list[DatedValue], y: float, *, first: bool) -> None:
    """Draw the series of one row as markers on a line, values above, names over the first row."""
    low, high = ends[0].value, ends[-1].value
    chart.add("stem", x=low, x2=high, y=-y, y2=-y, tone="ctx", size=1.5)
    for item in ends:
        tone, pixel = style.tone(item.role, item.focus), chart.x.px(item.value)
        part = "point_open" if item.open else "point"
        chart.add(part, x=item.value, y=-y, tone=tone, size=90, **item.link)
        chart.marks.append(Box(pixel - 5, y - 5, 10, 10))
    for item in ends:
        _above(chart, item, text.number(item.value, chart.view.decimals), y - 15, 600)
    for item in ends if first else []:
        _above(chart, item, item.label, y - 31, 400)


def _above(chart: Plot, item: DatedValue, words: str, y: float, weight: int) -> None:
    size, room = chart.view.font, chart.room
    words = text.shorten(words, chart.view.nominal * 0.45, size, weight)
    if not words:
        return
    wide, pixel = text.width(words, size, weight), chart.x.px(item.value)
    left = min(max(pixel - wide / 2, room.x), room.x + room.w - wide)
    shifts = (0.0, 8.0, -8.0, 16.0, -16.0, 28.0, -28.0, 44.0, -44.0, 64.0, -64.0, 90.0, -90.0)
    spots = [Box(left + dx, y - LINE / 2 - dy, wide, LINE) for dy in (0, 14) for dx in shifts]
    spot = place(spots, room, chart.taken, chart.marks)
    if spot:
        tone = style.text_tone(style.tone(item.role, item.focus))
        tone = tone if math.isfinite(item.value) else "ink2"
        chart.write(spot, [words], size=size, weight=weight, tone=tone, align="center")
