"""Bars over time: one panel of one actor, with means before and after a date."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from dashboard.charts import figures, marks, plot, style, text
from dashboard.charts.labels import LINE, Box, place
from dashboard.charts.plot import Plot
from dashboard.charts.scales import value_scale

if TYPE_CHECKING:
    from dashboard.charts.figures import DatedValue
    from dashboard.charts.view import View

LAYERS = (
    marks.band, marks.grid, marks.bar, marks.bar_open, marks.stem, marks.ring,
    marks.across, marks.down, marks.foot, marks.words,
)  # fmt: skip
FILL = 0.68  # share of its period that a bar takes


def layout(items: list[DatedValue], view: View) -> list[dict[str, Any]]:
    """Return the records of the chart."""
    groups = figures.series_of(view, items, most=1500)
    shown = [item for group in groups.values() for item in group if item.drawn]
    values = [v for item in shown for v in (item.value, item.low, item.high) if math.isfinite(v)]
    room = 2 * LINE + 8 if view.title or view.events else 14
    scale = value_scale(view, [*values, 0.0], room)
    chart = Plot(view, plot.time_scale(view, shown), scale)
    plot.bands(chart)
    plot.axes(chart)
    if not shown:
        plot.empty(chart)
    for index, group in enumerate(groups.values()):
        for item in group:
            _bar(chart, item, index, len(groups))
    plot.rules(chart)
    means = _means(chart, shown) if len(groups) == 1 and chart.view.split else []
    _title(chart, shown, means)
    _peak(chart, shown)
    plot.events(chart)
    plot.band_words(chart)
    _nothing(chart, shown)
    return chart.done()


def _bar(chart: Plot, item: DatedValue, index: int, count: int) -> None:
    if not item.drawn or item.end <= chart.x.low or item.start >= chart.x.high:
        return
    slot = (item.end - item.start) / count
    left = item.start + slot * (index + (1 - FILL) / 2)
    left, right = max(left, chart.x.low), min(left + slot * FILL, chart.x.high)
    tone = style.tone(item.role, item.focus)
    chart.add(
        "bar_open" if item.open else "bar",
        x=left,
        x2=right,
        y=0.0,
        y2=item.value,
        tone=tone,
        **item.link,
    )
    if item.low < item.high:
        middle = (left + right) / 2
        low, high = item.low, item.high
        chart.add("stem", x=middle, x2=middle, y=low, y2=high, tone="ink2", size=1)
    top, foot = sorted((chart.y.px(item.value), chart.y.px(0.0)))
    pixel = chart.x.px(left)
    chart.marks.append(Box(pixel, top, chart.x.px(right) - pixel, foot - top))


def _means(chart: Plot, shown: list[DatedValue]) -> list[float]:
    """Draw the mean before and from the split, each over exactly its periods."""
    at = figures.year(chart.view.split or "")
    halves = [
        [item for item in shown if item.start < at],
        [item for item in shown if item.start >= at],
    ]
    means = []
    for half in filter(None, halves):
        mean = sum(item.value for item in half) / len(half)
        start, end = max(half[0].start, chart.x.low), min(half[-1].end, chart.x.high)
        chart.add("stem", x=start, x2=end, y=mean, y2=mean, tone="ink", size=1.5)
        pixel = chart.x.px(start)
        chart.marks.append(Box(pixel, chart.y.px(mean), chart.x.px(end) - pixel, 1))
        means.append(mean)
    return means


def _title(chart: Plot, shown: list[DatedValue], means: list[float]) -> None:
    """Write title and means at the top, as far left as no bar is hidden."""
    view = chart.view
    numbers = [text.number(mean, view.decimals) for mean in means]
    lines = [f"mean {', then '.join(numbers)}"] if numbers else []
    room = view.plot_width - 4
    titles = [text.shorten(view.title, room, 13, 600)] if view.title else []
    if not titles + lines:
        return
    wide = max(text.width(titles[0], 13, 600) if titles else 0,
               text.width(lines[0], view.font) if lines else 0)  # fmt: skip
    tall = 17 * len(titles) + LINE * len(lines)
    lefts = range(2, max(3, int(room - wide)), 12)
    spots = [Box(x, top, wide, tall) for top in (1, 15, 29) for x in lefts]
    room_box = Box(0, 0, view.plot_width, view.plot_height)
    spot = place(spots, room_box, chart.taken, chart.marks)
    if spot is None:
        return
    tone = style.text_tone(style.tone(shown[0].role, shown[0].focus)) if shown else "ink2"
    top = spot.y
    tone = chart.ink(spot, tone)
    for line, weight in [(line, 600) for line in titles] + [(line, 400) for line in lines]:
        tall, size = (17, 13.0) if weight == 600 else (LINE, view.font)
        box = Box(spot.x, top, text.width(line, size, weight), tall)
        chart.write(box, [line], size=size, weight=weight, tone=tone if weight == 600 else "ink")
        top += tall


def _peak(chart: Plot, shown: list[DatedValue]) -> None:
    """Label the highest bar beside its top, or above it."""
    view = chart.view
    best = max(shown, key=lambda item: item.value, default=None)
    if not view.peak or best is None or best.value <= 0 or len(shown) < 2:
        return
    value = text.number(best.value, view.decimals)
    top, size = chart.y.px(best.value), view.font
    left = chart.x.px(max(best.start, chart.x.low))
    right = chart.x.px(min(best.end, chart.x.high))
    options = [value] if view.nominal < 400 else [f"{value} in {text.period(best.period)}", value]
    for words in options:
        wide = text.width(words, size)
        spots = [
            Box(left - wide - 2, top - 2, wide, LINE),
            Box(right + 2, top - 2, wide, LINE),
            Box((left + right - wide) / 2, top - LINE - 1, wide, LINE),
            Box(left, top - LINE - 1, wide, LINE),
            Box(right - wide, top - LINE - 1, wide, LINE),
        ]
        inside = Box(0, -view.pad.top, view.plot_width, view.plot_height)
        spot = place(spots, inside, chart.taken, chart.marks + chart.edges)
        if spot:
            align = "right" if spot.x < left else "left"
            chart.write(spot, [words], size=size, align=align)
            return


def _nothing(chart: Plot, shown: list[DatedValue]) -> None:
    """Say so where every bar from the split on is zero."""
    at = figures.year(chart.view.split or "")
    after = [item for item in shown if item.start >= at]
    words, size = chart.view.zero_text, chart.view.font
    if not words or not after or any(item.value for item in after):
        return
    left, wide = chart.x.px(max(after[0].start, chart.x.low)) + 6, text.width(words, size, 600)
    boxes = [Box(left, chart.y.px(0.0) - LINE - 2, wide, LINE)]
    first = words.split()[0]
    boxes.append(Box(left, boxes[0].y, text.width(first, size, 600), LINE))
    for box, line in zip(boxes, (words, first), strict=True):
        if box.x + box.w <= chart.view.plot_width and place([box], chart.room, chart.taken):
            chart.write(box, [line], size=size, weight=600, tone="ink")
            return
