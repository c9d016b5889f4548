"""What charts over time share: the frame of axes, bands and events around the marks."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dashboard.charts import figures, text
from dashboard.charts.labels import LINE, Box, place
from dashboard.charts.scales import Scale, time_ticks, year_ticks

if TYPE_CHECKING:
    from dashboard.charts.figures import DatedValue
    from dashboard.charts.view import EventLine, View

EMPTY = "No figures for this selection"


@dataclass
class Plot:
    """A chart being laid out: its scales, its records, and the boxes already taken."""

    view: View
    x: Scale
    y: Scale
    records: list[dict[str, Any]] = field(default_factory=list)
    taken: list[Box] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)
    rules: dict[EventLine, Box] = field(default_factory=dict)
    shaded: list[Box] = field(default_factory=list)  # bands: no coloured words on them

    @property
    def room(self) -> Box:
        """Return the box that labels may use: the whole chart, in pixels of the plot."""
        pad, view = self.view.pad, self.view
        return Box(-pad.left, -pad.top, view.nominal - 1, view.total_height)

    def add(self, part: str, **values: Any) -> None:  # noqa: ANN401
        """Add one record."""
        self.records.append({"part": part, **values})

    def write(self, box: Box, lines: list[str], **style: Any) -> None:  # noqa: ANN401
        """Add a label that fills a box, and keep the box free from now on."""
        self.taken.append(box)
        align = style.setdefault("align", "left")
        pixel = box.x + {"left": 0, "center": box.w / 2, "right": box.w}[align]
        at = self.x.low + (self.x.high - self.x.low) * min(1.0, max(0.0, pixel / self.x.length))
        dx = pixel - self.x.px(at)
        lead = LINE * (len(lines) - 1) / 2
        middle = box.y + box.h / 2 - lead
        self.add("text", x=at, dx=dx, py=middle, text="\n".join(lines), **style)

    @property
    def edges(self) -> list[Box]:
        """Return the edges of bands: words look better inside or outside than across."""
        return [Box(x, box.y, 1, box.h) for box in self.shaded for x in (box.x, box.x + box.w)]

    def ink(self, box: Box, tone: str) -> str:
        """Return the tone of words in a box: ink where they stand on a band."""
        return "ink" if any(box.meets(other) for other in self.shaded) else tone

    def done(self) -> list[dict[str, Any]]:
        """Return the records with their values as shares of the plot's width and height.

        So the spec's scales are constant, and no layer has to look for its extent.
        """
        for record in self.records:
            for name, scale in (("x", self.x), ("x2", self.x), ("y", self.y), ("y2", self.y)):
                if name in record:
                    record[name] = (record[name] - scale.low) / (scale.high - scale.low)
        return self.records


def size_of(lines: list[str], size: float, weight: int = 400) -> tuple[float, float]:
    """Return width and height of a label."""
    return max(text.width(line, size, weight) for line in lines), LINE * len(lines)


def span(view: View, items: list[DatedValue]) -> tuple[float, float, bool]:
    """Return first and last moment of the time axis, and whether it counts whole years."""
    dated = [item for item in items if math.isfinite(item.start)]
    whole = bool(dated) and view.kind == "line" and figures.annual(dated)
    low = min((item.start for item in dated), default=2000.0)
    high = max((item.end for item in dated), default=2001.0)
    if view.period_domain:
        first = figures.year(view.period_domain[0])
        last = figures.year(view.period_domain[1], end=True)
        low, high = (first if math.isfinite(first) else low), (last if last > low else high)
    if whole:
        low, high = low + 0.5, high - 0.5
        # A shaded year is shaded whole, also at the edge.
        starts = [figures.year(band.start) for band in view.bands]
        ends = [figures.year(band.end, end=True) for band in view.bands]
        low -= 0.5 * any(low - 0.5 == start for start in starts)
        high += 0.5 * any(high + 0.5 == end for end in ends)
    if high - low < 2 * figures.DAY:
        low, high = low - 0.5, high + 0.5
    return low, high, whole


def time_scale(view: View, items: list[DatedValue]) -> Scale:
    """Return the scale of time with its ticks."""
    low, high, whole = span(view, items)
    make = year_ticks if whole else time_ticks
    ticks = make(low, high, view.plot_width, view.font) if view.x_labels else ()
    return Scale(low, high, view.plot_width, ticks)


def axes(plot: Plot) -> None:
    """Add grid, tick labels, the line of time."""
    view, size = plot.view, plot.view.font
    for tick in plot.y.ticks:
        plot.add("grid", y=tick.at, tone="grid")
        wide = text.width(tick.label, size)
        over = wide > view.pad.left - 6  # too wide for its column: stands above its line
        box = Box(-view.pad.left if over else -6 - wide, plot.y.px(tick.at) - LINE / 2, wide, LINE)
        if over:
            box = Box(box.x, max(box.y - 8, -view.pad.top), wide, LINE)
        if box.within(plot.room) and not any(box.meets(other) for other in plot.taken):
            plot.write(box, [tick.label], size=size)
    height = view.plot_height
    plot.add("foot", x=plot.x.low, x2=plot.x.high, py=height, py2=height, tone="ink2")
    for tick in plot.x.ticks:
        plot.add("foot", x=tick.at, x2=tick.at, py=height, py2=height + 4, tone="ink2")
        wide = text.width(tick.label, size)
        pixel = plot.x.px(tick.at)
        left, top = (pixel + 2, height + 3) if tick.left else (pixel - wide / 2, height + 9)
        edge = plot.room.x + plot.room.w - wide
        spots = [Box(left, top, wide, LINE)] + [Box(edge, top, wide, LINE)] * tick.left
        spot = place(spots, plot.room, plot.taken) if tick.label else None
        if spot:
            plot.write(spot, [tick.label], size=size, align="left" if tick.left else "center")


def bands(plot: Plot) -> None:
    """Add shaded intervals."""
    for start, end, _ in _shaded(plot):
        plot.add("band", x=start, x2=end, tone="band")
        left, right = plot.x.px(start), plot.x.px(end)
        plot.shaded.append(Box(left, 0, right - left, plot.view.plot_height))


def _shaded(plot: Plot) -> list[tuple[float, float, str]]:
    out = []
    for band in plot.view.bands:
        start, end = figures.year(band.start), figures.year(band.end, end=True)
        if start < plot.x.high and end > plot.x.low:
            out.append((max(start, plot.x.low), min(end, plot.x.high), band.text))
    return out


def band_words(plot: Plot) -> None:
    """Write the text of each interval inside it: at the top, or at the foot where that is free."""
    size, height = plot.view.font, plot.view.plot_height
    for start, end, words in _shaded(plot):
        if not words:
            continue
        left, right = plot.x.px(start), plot.x.px(end)
        room = max(right - left - 4, *(text.width(word, size) for word in words.split()))
        lines = text.wrap(words, room, size)
        wide, tall = size_of(lines, size)
        middle = min(max((left + right - wide) / 2, 0), plot.x.length - wide)
        spots = [Box(middle, top, wide, tall) for top in (2, height - tall - 3)]
        spot = place(spots, Box(0, 0, plot.x.length, height), plot.taken, plot.marks)
        if spot:
            plot.write(spot, lines, size=size, align="center")


def _event_lines(event: EventLine, room: float, size: float) -> list[list[str]]:
    date = text.period(event.date)
    words = text.wrap(event.text, room, size) if event.text else []
    return [[date, *words], [date]] if words else [[date]]


def rules(plot: Plot) -> None:
    """Keep the rules of events free of other words."""
    plot.rules = {event: Box(plot.x.px(at) - 1, 0, 2, plot.view.plot_height)
                  for event in plot.view.events
                  if plot.x.inside(at := figures.year(event.date))}  # fmt: skip
    plot.marks.extend(plot.rules.values())


def events(plot: Plot) -> None:
    """Add dotted rules with their words, date first, beside the rule and off the marks."""
    height = plot.view.plot_height
    for event, own in plot.rules.items():
        at = figures.year(event.date)
        top = _event_words(plot, event, own)
        plot.add("down", x=at, py=top, py2=height, tone="ink2")


def _event_words(plot: Plot, event: EventLine, own: Box) -> float:
    """Write an event's words; return the pixel where its rule may start."""
    view, pixel = plot.view, own.x + 1
    inside = Box(0, 0, plot.x.length, view.plot_height)
    obstacles = [mark for mark in plot.marks if mark is not own] + plot.edges
    for lines in _event_lines(event, 104 if view.nominal < 400 else 128, view.font):
        wide, tall = size_of(lines, view.font)
        spots = [
            Box(left, y, wide, tall)
            for y in range(2, max(3, view.plot_height - 40), 7)
            for left in (pixel + 5, pixel - 5 - wide)
        ]
        spot = place(spots, inside, plot.taken, obstacles)
        if spot:
            plot.write(spot, lines, size=view.font, align=_side(spot, pixel))
            return spot.y
    return 2.0


def _side(box: Box, pixel: float) -> str:
    return "left" if box.x > pixel else "right"


def empty(plot: Plot) -> None:
    """Say that there is nothing to draw."""
    size = plot.view.font
    lines = text.wrap(EMPTY, plot.view.plot_width, size)
    wide, tall = size_of(lines, size)
    middle = plot.view.plot_height / 2
    plot.write(Box(0, middle - tall / 2, wide, tall), lines, size=size, tone="ink3")
