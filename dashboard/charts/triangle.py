"""Three actors at some moments: a triangle each, the wider a side the more the two agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.charts import marks, ranks, style, text
from dashboard.charts.labels import LINE, Box, place
from dashboard.charts.plot import Plot, empty
from dashboard.charts.scales import Scale

if TYPE_CHECKING:
    from dashboard.charts.figures import DatedValue
    from dashboard.charts.view import View

LAYERS = (marks.stem, marks.dots, marks.hover, marks.point, marks.words)
# A frame's `code` says what a row is: a corner by its place, or the side between two of them.
CORNERS, SIDES = ("0", "1", "2"), ("01", "02", "12")
MOST = 8  # moments
WIDEST = 15.0  # pixels of a side at the value 1
TRIM = 0.21  # of a side, kept free at each corner


def across(view: View) -> int:
    """Return how many triangles stand side by side."""
    return max(1, min(4, int(view.plot_width // 160)))


def layout(items: list[DatedValue], view: View) -> list[dict[str, Any]]:
    """Return the records of the chart."""
    known = [item for item in items if item.code in CORNERS + SIDES]
    groups = list(ranks.by_row(known).values())[:MOST]
    wide, tall = float(view.plot_width), float(view.plot_height)
    chart = Plot(view, Scale(0, wide, wide), Scale(-tall, 0.0, tall, flip=True))
    if not groups:
        empty(chart)
        return chart.done()
    columns = min(across(view), len(groups))
    lines = -(-len(groups) // columns)
    cell = (view.plot_width / across(view), view.plot_height / lines)
    for index, group in enumerate(groups):
        x, y = index % columns * cell[0], index // columns * cell[1]
        _moment(chart, group, Box(x, y, *cell))
    return chart.done()


def _moment(chart: Plot, group: list[DatedValue], cell: Box) -> None:
    by_code = {item.code: item for item in group}
    name, size = text.shorten(group[0].row_label or group[0].row, cell.w / 2, 15, 600), 15.0
    box = Box(cell.x, cell.y + 2, text.width(name, size, 600), 18)
    if name and place([box], chart.room, chart.taken):
        chart.write(box, [name], size=size, weight=600, tone="ink")
    places = _places(cell)
    for code, at in zip(CORNERS, places, strict=True):
        if code in by_code:
            _corner(chart, by_code[code], at, above=code == "0")
    for code in SIDES:
        if code in by_code:
            _side(chart, by_code[code], places[int(code[0])], places[int(code[1])])


def _places(cell: Box) -> tuple[tuple[float, float], ...]:
    """Return the pixels of the corners: one above, two below."""
    middle, reach = cell.x + cell.w / 2, min(0.33 * cell.w, 0.62 * cell.h)
    top, bottom = cell.y + 42, cell.y + cell.h - 42
    return (middle, top), (middle - reach, bottom), (middle + reach, bottom)


def _corner(chart: Plot, item: DatedValue, at: tuple[float, float], *, above: bool) -> None:
    tone = style.tone(item.role, item.focus)
    chart.add("point", x=at[0], y=-at[1], tone=tone, size=120, **item.link)
    name = text.shorten(item.label, 110, 12, 600)
    wide = text.width(name, 12, 600)
    middle = at[1] - 17 if above else at[1] + 18
    box = Box(at[0] - wide / 2, middle - LINE / 2, wide, LINE)
    spot = place([box, *_inside(chart, box)], chart.room, chart.taken)
    if name and spot:
        tone = style.text_tone(tone)
        chart.write(spot, [name], size=12, weight=600, tone=tone, align="center")


def _inside(chart: Plot, box: Box) -> list[Box]:
    """Return the box moved into the chart."""
    room = chart.room
    left = min(max(box.x, room.x), room.x + room.w - box.w)
    return [Box(left, box.y, box.w, box.h)]


def _side(
    chart: Plot, item: DatedValue, start: tuple[float, float], stop: tuple[float, float]
) -> None:
    """Draw a side; below zero it is dotted, without a value it is only said."""
    level = start[1] == stop[1]
    run, rise = stop[0] - start[0], stop[1] - start[1]
    trim = TRIM * 0.85 if level else TRIM
    ends = [(start[0] + run * t, start[1] + rise * t) for t in (trim, 1 - trim)]
    if item.drawn and item.value >= 0:
        (x, y), (x2, y2) = ends
        size = max(0.8, WIDEST * item.value)
        chart.add("stem", x=x, y=-y, x2=x2, y2=-y2, tone="ctx", size=min(WIDEST, size))
    elif item.drawn:
        for x, y in ends:
            chart.add("dots", x=x, y=-y, tone="ctx", line=f"{item.row}|{item.code}")
    middle = (start[0] + stop[0]) / 2, (start[1] + stop[1]) / 2
    if item.drawn:
        chart.add("hover", x=middle[0], y=-middle[1], **item.link)
    _value(chart, item, middle, 0 if level else -1 if stop[0] < start[0] else 1)


def _value(chart: Plot, item: DatedValue, middle: tuple[float, float], side: int) -> None:
    """Write the value outside the triangle: below its foot, left or right of its flanks."""
    words = text.number(item.value, chart.view.decimals) if item.drawn else item.label
    size, weight = (15.0, 600) if item.drawn else (11.5, 400)
    words = text.shorten(words, 80, size, weight)
    wide = text.width(words, size, weight)
    left = middle[0] + {0: -wide / 2, -1: -14 - wide, 1: 14}[side]
    top = middle[1] - 9 + (22 if side == 0 else 0)
    align = {0: "center", -1: "right", 1: "left"}[side]
    spot = place([Box(left, top, wide, 18)], chart.room, chart.taken)
    if words and spot:
        tone = "ink" if item.drawn else "ink2"
        chart.write(spot, [words], size=size, weight=weight, tone=tone, align=align)
