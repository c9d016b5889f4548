"""What a chart shows besides its figures: the view, and the room kept around the plot."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.charts import legend

NARROW, PANEL, FULL = 350, 461, 1216


@dataclass(frozen=True)
class EventLine:
    """A dated happening: dotted rule, date first, then a few words. In tiles it marks a column."""

    date: str
    text: str = ""


@dataclass(frozen=True)
class DrawnBand:
    """A shaded interval with a text at its top. In tiles it is a block of columns."""

    start: str
    end: str
    text: str = ""


@dataclass(frozen=True)
class ThresholdLine:
    """A value to compare with: dotted rule with a tick of its own."""

    value: float
    text: str = ""


@dataclass(frozen=True)
class Pad:
    """Room around the plot in pixels."""

    left: int
    right: int
    top: int
    bottom: int


@dataclass(frozen=True, kw_only=True)
class View:
    """Everything but the figures; hashable, and the only thing a spec depends on."""

    kind: str
    alt: str = ""
    title: str = ""  # panel title inside the plot, in the colour of its series
    axis: str = ""  # unit at the top tick: "bn", "%", ""
    decimals: int = 1
    height: int | None = None  # of the plot; None: the kind's usual height (see `fit`)
    narrow: bool = False  # drawn for 350 px
    full: bool = False  # drawn for 1216 px
    width: int | None = None  # any other width to draw for, e.g. a small multiple
    left: int | None = None  # room for row names or ticks; None: the kind's usual room
    right: int | None = None  # room for end labels
    zero: bool = True  # the value axis starts at zero
    domain: tuple[float, float] | None = None  # of values; widened when a figure lies outside
    period_domain: tuple[str, str] | None = None
    events: tuple[EventLine, ...] = ()
    bands: tuple[DrawnBand, ...] = ()
    thresholds: tuple[ThresholdLine, ...] = ()
    split: str | None = None  # bar: draw the means before and from this date on
    zero_text: str = ""  # bar: said where everything from the split on is zero
    peak: bool = True  # label the highest bar, or the turning points of a lone line
    order: str = "value"  # rows: "value" (largest first) or "given"
    end_labels: bool = True
    x_labels: bool = True  # False for all but the last of stacked panels
    cumulative: bool = False  # line: running total of each series
    gaps: bool = True  # line: a missing period breaks the line (else only an empty value does)
    bars: bool = False  # dot: horizontal bars from zero
    key: tuple[tuple[str, str], ...] = ()  # years: codes with their words

    @property
    def nominal(self) -> int:
        """Return the width the chart is laid out for."""
        return self.width or (NARROW if self.narrow else FULL if self.full else PANEL)

    @property
    def font(self) -> float:
        """Return the text size."""
        return 13 if self.full else 11.5

    @property
    def stacked(self) -> bool:
        """Return whether the name of a row stands above its marks, for want of room beside them."""
        return self.kind == "years" and self.nominal <= NARROW

    @property
    def plot_height(self) -> int:
        """Return the height of the plot without the room around it."""
        return self.height or _HEIGHTS.get(self.kind, 150)

    @property
    def pad(self) -> Pad:
        """Return the room around the plot: constant for the view, never a matter of data."""
        base = _PADS[self.kind](self)
        return Pad(
            base.left if self.left is None else self.left,
            base.right if self.right is None else self.right,
            base.top,
            base.bottom,
        )

    @property
    def plot_width(self) -> int:
        """Return the width of the plot at the nominal width."""
        return max(40, self.nominal - self.pad.left - self.pad.right)

    @property
    def total_height(self) -> int:
        """Return the height of the whole chart."""
        return self.plot_height + self.pad.top + self.pad.bottom


_HEIGHTS = {
    "bar": 128, "line": 190, "tile": 220, "strip": 336, "triangle": 198, "chance": 46, "since": 190,
}  # fmt: skip


def _names(view: View) -> int:
    return 200 if view.full else 104 if view.nominal <= NARROW else 118


def _time(view: View) -> tuple[int, int, int]:
    """Return left, top, bottom of a chart over time."""
    left = 50 if view.full else 44 if view.kind == "line" else 38
    return left, 9, 24 if view.x_labels else 7


def _bar(view: View) -> Pad:
    left, top, bottom = _time(view)
    return Pad(left, 6, top, bottom)


def _line(view: View) -> Pad:
    left, top, bottom = _time(view)
    small = 66 if view.nominal < 300 else 92
    label = 190 if view.full else small if view.nominal <= NARROW else 114
    return Pad(left, label if view.end_labels else 14, top, bottom)


def _dot(view: View) -> Pad:
    return Pad(_names(view), 52, 4 if view.bars else 22, 4)


def _dumbbell(view: View) -> Pad:
    return Pad(_names(view), 46, 22, 6)


def _tile(view: View) -> Pad:
    return Pad(_names(view), 4, 22, 64)


def _years(view: View) -> Pad:
    above = legend.height(view.key, view.nominal - 4, view.font)
    return Pad(0 if view.stacked else _names(view), 6, above + 28, 22)


def _strip(view: View) -> Pad:
    return Pad(44, 14, 22, 4)


def _triangle(view: View) -> Pad:
    return Pad(2, 2, 2, 2)


def _timeline(view: View) -> Pad:
    return Pad(_names(view), 8, 20, 24)


def _since(view: View) -> Pad:
    left, top, bottom = _time(view)
    return Pad(max(left, 44), 44, top, bottom)


def _chance(_: View) -> Pad:
    return Pad(14, 14, 22, 4)


_PADS = {
    "bar": _bar, "line": _line, "dot": _dot, "dumbbell": _dumbbell, "tile": _tile, "strip": _strip,
    "triangle": _triangle, "years": _years, "timeline": _timeline, "chance": _chance,
    "since": _since,
}  # fmt: skip
