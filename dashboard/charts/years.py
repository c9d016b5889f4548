"""Years of several series: a row for each, a column for each year, a shape for what is there."""

from __future__ import annotations

import math
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from dashboard.charts import legend, marks, ranks, text
from dashboard.charts.labels import LINE, Box, place
from dashboard.charts.plot import Plot, empty
from dashboard.charts.scales import Scale

if TYPE_CHECKING:
    from dashboard.charts.figures import DatedValue
    from dashboard.charts.view import View

LAYERS = (marks.columns, marks.foot, marks.state, marks.words)
MOST = 1600  # marks
APART = 0.9  # of a column, before a year that does not follow
LARGEST = 13.0  # pixels of a square
ROUND = 5  # years, where not each one has room


def layout(items: list[DatedValue], view: View) -> list[dict[str, Any]]:
    """Return the records of the chart."""
    dated = [item for item in items if math.isfinite(item.start) and item.code]
    shown = [item for item in dated if item.code in marks.STATES]
    places = _places(dated)
    end = max(places.values(), default=0.0) + 0.5
    across = Scale(-0.5, end, view.plot_width)
    chart = Plot(view, across, Scale(-view.plot_height, 0.0, view.plot_height, flip=True))
    if not shown:
        empty(chart)
        return chart.done()
    rows = list(ranks.by_row(shown).values())
    rows = rows[: drawn_rows([len(row) for row in rows])]
    at = ranks.middles(chart, len(rows))
    _key(chart)
    _years(chart, dated, places)
    pitch = min(chart.x.px(0.5), view.plot_height / len(rows))
    side = min(0.78 * pitch, LARGEST)
    for group, middle in zip(rows, at, strict=True):
        _name(chart, group[-1], middle)
        y = middle + LINE / 2 if view.stacked else middle
        _bare(chart, group, places, y)
        for item in group:
            if item.code in marks.STATE_SHAPES:
                size = side**2
                chart.add(
                    "state", x=places[item.series], y=-y, code=item.code, size=size, **item.link
                )
    return chart.done()


def drawn_rows(counts: list[int]) -> int:
    """Return how many rows of so many marks each are drawn: as many as a browser draws at once."""
    totals = accumulate(count + 1 for count in counts)
    return max(1, sum(total <= MOST for total in totals))


def _places(items: list[DatedValue]) -> dict[str, float]:
    """Return the column of each year; one that does not follow the one before stands apart."""
    found: dict[str, float] = {}
    at, before = -1.0, None
    for item in sorted(items, key=lambda item: item.start):
        if item.series in found:
            continue
        follows = before is None or item.start - before < 1.5
        at += 1 if follows else 1 + APART
        found[item.series], before = at, item.start
    return found


def _key(chart: Plot) -> None:
    view = chart.view
    for entry in legend.entries(view.key, view.nominal - 4, view.font):
        left, top = entry.left - view.pad.left, entry.top - view.pad.top
        middle = top + LINE / 2
        if entry.code in marks.STATE_SHAPES:
            x, words = _value(chart, left + 6), entry.words
            chart.add("state", x=x, y=-middle, code=entry.code, size=11.0**2, tooltip=words)
        elif entry.code:
            x, x2 = _value(chart, left), _value(chart, left + 12)
            chart.add("foot", x=x, x2=x2, py=middle, py2=middle, tone="ctx")
        wide = text.width(entry.words, view.font)
        box = Box(entry.start - view.pad.left, top, wide, LINE)
        chart.write(box, [entry.words], size=view.font)


def _value(chart: Plot, pixel: float) -> float:
    """Return the value that stands at a pixel of the plot."""
    return chart.x.low + pixel / chart.x.length * (chart.x.high - chart.x.low)


def _years(chart: Plot, items: list[DatedValue], places: dict[str, float]) -> None:
    """Write the years over and under the rows: each one, or round ones and those standing apart."""
    size, height = chart.view.font, chart.view.plot_height
    wide = text.width("2000", size)
    labels = {item.series: item.label or item.series for item in items}
    dense = chart.x.px(0.5) < wide + 8
    last = max(places.values())
    for name in places:
        if dense and _is_round(labels[name]):
            chart.add("column", x=places[name], tone="grid")
    for top in (-LINE - 6, height + 5):
        edge = top + LINE + 3 if top < 0 else top - 3
        chart.add("foot", x=-0.5, x2=last + 0.5, py=edge, py2=edge, tone="rule")
        ordered = sorted(places, key=lambda name: (not _is_apart(places, name), places[name]))
        for name in ordered:
            label = labels[name]
            if dense and not _is_round(label) and not _is_apart(places, name):
                continue
            half, room = text.width(label, size) / 2, chart.room
            middle = chart.x.px(places[name])
            left = min(max(middle - half, room.x), room.x + room.w - 2 * half)
            box = Box(left, top, 2 * half, LINE)
            if place([box], room, chart.taken):
                chart.write(box, [label], size=size, align="center")


def _is_round(label: str) -> bool:
    return label.isdigit() and int(label) % ROUND == 0


def _is_apart(places: dict[str, float], name: str) -> bool:
    """Return whether a column follows no other one directly, the first one aside."""
    return places[name] > 0 and places[name] - 1 not in places.values()


def _name(chart: Plot, item: DatedValue, y: float) -> None:
    """Write the name of a row in ink: before its marks, or above them."""
    view = chart.view
    room = view.plot_width if view.stacked else view.pad.left - 12
    name = text.shorten(item.row_label or item.row, room, view.font)
    wide = text.width(name, view.font)
    box = (
        Box(0, y - LINE - 2, wide, LINE)
        if view.stacked
        else Box(-9 - wide, y - LINE / 2, wide, LINE)
    )
    free = [Box(b.x, b.y + 2, b.w, max(1, b.h - 4)) for b in chart.taken]
    if name and place([box], chart.room, free):
        align = "left" if view.stacked else "right"
        chart.write(box, [name], size=view.font, tone="ink", align=align)


def _bare(chart: Plot, group: list[DatedValue], places: dict[str, float], y: float) -> None:
    """Draw a hairline through the years of a series that nothing stands in."""
    for item in group:
        if item.code in ("between", "no_row"):
            at = places[item.series]
            chart.add("foot", x=at - 0.5, x2=at + 0.5, py=y, py2=y, tone="ctx", **item.link)
