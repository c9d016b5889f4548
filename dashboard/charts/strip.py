"""A field in each row: one stroke per member, the chosen ones as named markers, the median."""

from __future__ import annotations

from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING, Any

from dashboard.charts import marks, ranks, style, text
from dashboard.charts.labels import LINE, Box, place

if TYPE_CHECKING:
    from dashboard.charts.figures import DatedValue
    from dashboard.charts.plot import Plot
    from dashboard.charts.view import View

LAYERS = (
    marks.columns, marks.down, marks.stroke, marks.stem, marks.point, marks.point_open,
    marks.ring, marks.words,
)  # fmt: skip
NAMED = "name"  # code of a stroke that is to be named although it is not chosen
MOST_ROWS, MOST = 8, 1500  # strokes
HALF, TALL = 9, 13  # of a stroke, of the median
SECOND = 16  # pixels up to a second line of names
NEAR = 36  # pixels that a short name may stand aside
SHIFTS = (0, 10, -10, 22, -22, 36, -36, 54, -54)


def layout(items: list[DatedValue], view: View) -> list[dict[str, Any]]:
    """Return the records of the chart."""
    groups = dict(list(ranks.by_row([item for item in items if item.drawn]).items())[:MOST_ROWS])
    most = MOST // max(1, len(groups))
    rows = [sorted(group, key=lambda item: -item.focus)[:most] for group in groups.values()]
    chart = ranks.start(view, [item.value for group in rows for item in group])
    ranks.axis(chart)
    for group, y in zip(rows, ranks.middles(chart, len(rows)), strict=True):
        _row(chart, group, y, min(1.0, view.plot_height / len(rows) / (2 * TALL + 8)))
    ranks.finish(chart, rows)
    return chart.done()


def _row(chart: Plot, group: list[DatedValue], y: float, share: float) -> None:
    """Draw one field; `share` makes the marks smaller where rows are close."""
    _name(chart, group[0], y)
    for item in group:
        half = HALF * share
        up, down = {"y": half - y, "y2": -half - y}, {"x": item.value, "x2": item.value}
        chart.add("stroke", **down, **up, tone="ctx", **item.link)
    middle = median(item.value for item in group)
    tall = TALL * share
    chart.add("stem", x=middle, x2=middle, y=tall - y, y2=-tall - y, tone="ink", size=2.5)
    for item in (item for item in group if item.focus):
        part = "point_open" if item.open else "point"
        chart.add(part, x=item.value, y=-y, tone=style.tone(item.role, True), size=62, **item.link)
    _median(chart, middle, y + tall)
    for item in sorted(group, key=lambda item: (not item.focus, item.value)):
        if item.focus or item.code == NAMED:
            _label(chart, item, y - tall)


def _name(chart: Plot, item: DatedValue, y: float) -> None:
    size, room = 13.0, chart.view.pad.left - 10
    name = text.shorten(item.row_label or item.row, room, size, 600)
    wide = text.width(name, size, 600)
    spot = place([Box(-8 - wide, y - LINE / 2, wide, LINE)], chart.room, chart.taken)
    if spot and name:
        chart.write(spot, [name], size=size, weight=600, tone="ink", align="right")


def _median(chart: Plot, value: float, top: float) -> None:
    words, size = f"median {text.number(value, chart.view.decimals)}", chart.view.font
    wide = text.width(words, size)
    _place(chart, words, Box(chart.x.px(value) - wide / 2, top + 1, wide, LINE), "ink", 400, (0,))


def _label(chart: Plot, item: DatedValue, bottom: float) -> None:
    """Name a member over its mark, on a second line where the first is taken."""
    tone = style.text_tone(style.tone(item.role, item.focus))
    weight = 600 if item.focus else 400
    words = text.shorten(item.label, 110, chart.view.font, weight)
    wide = text.width(words, chart.view.font, weight)
    box = Box(chart.x.px(item.value) - wide / 2 - 3, bottom - LINE, wide + 6, LINE)
    _place(chart, words, box, tone, weight, (0, SECOND))


def _place(
    chart: Plot, words: str, box: Box, tone: str, weight: int, lifts: tuple[int, ...]
) -> None:
    """Write a label near its box, hardly further off than its own width."""
    room = chart.room
    left = min(max(box.x, room.x), room.x + room.w - box.w)
    near = [dx for dx in SHIFTS if abs(dx) <= max(box.w, NEAR)]
    spots = [replace(box, x=left + dx, y=box.y - lift) for lift in lifts for dx in near]
    spot = place(spots, room, chart.taken) if words else None
    if spot:
        chart.write(spot, [words], size=chart.view.font, weight=weight, tone=tone, align="center")
