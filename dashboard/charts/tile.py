"""Votes as tiles: a row for each actor, a column for each roll call, blocks of years apart."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.charts import figures, marks, ranks, text
from dashboard.charts.labels import LINE, Box, place
from dashboard.charts.plot import Plot, empty
from dashboard.charts.scales import Scale

if TYPE_CHECKING:
    from dashboard.charts.figures import DatedValue
    from dashboard.charts.view import View

LAYERS = (marks.band, marks.foot, marks.cell, marks.ring, marks.words)
MOST = 1500  # tiles
APART = 0.7  # of a column, between blocks


@dataclass(frozen=True)
class RollCallColumn:
    """A roll call: its place in columns from the left, its block, its label."""

    series: str
    at: float
    block: str
    label: str
    period: str


def layout(items: list[DatedValue], view: View) -> list[dict[str, Any]]:
    """Return the records of the chart."""
    groups = ranks.by_row([item for item in items if math.isfinite(item.start)])
    votes, left_out = _columns(items, view, max(1, len(groups)))
    end = votes[-1].at + 0.5 if votes else 1.0
    across = Scale(-0.5, end, view.plot_width)
    chart = Plot(view, across, Scale(-view.plot_height, 0.0, view.plot_height, flip=True))
    if not votes:
        empty(chart)
        return chart.done()
    rows = list(groups.values())
    at = _middles(chart, rows)
    ranks.names(chart, rows, at)
    _heads(chart, votes)
    chosen = _highlight(chart, votes)
    pitch = min(chart.x.px(0.5), view.plot_height / (len(rows) + 0.7))
    places = {column.series: column.at for column in votes}
    for group, y in zip(rows, at, strict=True):
        for item in group:
            if item.series in places and item.code in marks.VOTE_SHAPES:
                chart.add(
                    "cell", x=places[item.series], y=-y, code=item.code,
                    size=(0.72 * min(pitch, 22)) ** 2, **item.link,
                )  # fmt: skip
    _note(chart, left_out)
    _feet(chart, votes, chosen, LINE if left_out else 0)
    return chart.done()


def _columns(items: list[DatedValue], view: View, rows: int) -> tuple[list[RollCallColumn], int]:
    """Return the roll calls in order of date, and how many of the oldest found no room."""
    dated = sorted((i for i in items if math.isfinite(i.start)), key=lambda item: item.start)
    calls = list({item.series: item for item in reversed(dated)}.values())[::-1]
    calls.sort(key=lambda item: item.start)
    room = min(MOST // rows, view.plot_width // 5)
    kept = calls[max(0, len(calls) - room) :]
    columns: list[RollCallColumn] = []
    at = -1.0
    for item in kept:
        block = _block(view, item)
        at += 1 + (APART if columns and columns[-1].block != block else 0)
        columns.append(RollCallColumn(item.series, at, block, item.label, item.period))
    return columns, len(calls) - len(kept)


def _block(view: View, item: DatedValue) -> str:
    for band in view.bands:
        if figures.year(band.start) <= item.start < figures.year(band.end, end=True):
            years = dict.fromkeys((band.start[:4], band.end[:4]))
            return band.text or "–".join(years)
    return f"{math.floor(item.start + 1e-6)}"


def _middles(chart: Plot, rows: list[list[DatedValue]]) -> list[float]:
    """Return the pixel of each row, with a little room where focus ends."""
    places, at = [], 0.0
    for index, group in enumerate(rows):
        if index and rows[index - 1][-1].focus and not group[-1].focus:
            at += 0.35
        places.append(at + 0.5)
        at += 1
    pitch = chart.view.plot_height / max(1.0, at)
    return [place_ * pitch for place_ in places]


def _heads(chart: Plot, votes: list[RollCallColumn]) -> None:
    """Write a rule and the years over each block."""
    for name in dict.fromkeys(column.block for column in votes):
        mine = [column.at for column in votes if column.block == name]
        start, end = mine[0] - 0.4, mine[-1] + 0.4
        chart.add("foot", x=start, x2=end, py=-4, py2=-4, tone="ink2")
        wide = text.width(name, 11)
        left = min(chart.x.px(start), chart.room.x + chart.room.w - wide)
        spot = place([Box(left, -8 - LINE, wide, LINE)], chart.room, chart.taken)
        if spot:
            chart.write(spot, [name], size=11)


def _highlight(chart: Plot, votes: list[RollCallColumn]) -> set[str]:
    """Wash the columns that an event names; return their roll calls."""
    dates = {event.date for event in chart.view.events}
    chosen = [column for column in votes if column.period in dates or column.series in dates]
    for column in chosen:
        chart.add("band", x=column.at - 0.5, x2=column.at + 0.5, tone="wash")
    return {column.series for column in chosen}


def _feet(chart: Plot, votes: list[RollCallColumn], chosen: set[str], kept: float) -> None:
    """Write the column labels: across where they fit, else upwards; chosen ones first and bold."""
    size, top = 11.0, chart.view.plot_height + 4
    pitch = chart.x.px(0.5)
    room = chart.view.pad.bottom - 6 - kept
    widest = max(text.width(column.label, size, 600) for column in votes)
    upright = widest > pitch - 4
    for column in sorted(votes, key=lambda column: column.series not in chosen):
        bold = column.series in chosen
        label = text.shorten(column.label, room if upright else pitch, size, 600)
        if not label:
            continue
        long, middle = text.width(label, size, 600), chart.x.px(column.at)
        box = (
            Box(middle - 5.5, top, 11, long)
            if upright
            else Box(middle - long / 2, top + 2, long, LINE)
        )
        if not place([box], chart.room, [Box(b.x + 2, b.y, b.w - 4, b.h) for b in chart.taken]):
            continue
        chart.taken.append(box)
        chart.add(
            "text", x=column.at, py=top if upright else top + 2 + LINE / 2, text=label, size=size,
            weight=600 if bold else 400, tone="ink" if bold else "ink2",
            align="right" if upright else "center", angle=270 if upright else 0,
        )  # fmt: skip


def _note(chart: Plot, left_out: int) -> None:
    """Say how many roll calls found no room."""
    if not left_out:
        return
    size = chart.view.font
    words = f"{left_out:,} older votes not drawn"
    wide = text.width(words, size)
    box = Box(
        chart.x.length - wide, chart.view.total_height - chart.view.pad.top - LINE, wide, LINE
    )
    if place([box], chart.room, chart.taken):
        chart.write(box, [words], size=size, align="right", tone="ink3")
