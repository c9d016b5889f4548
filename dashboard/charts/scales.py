"""Value ticks, time ticks, and the way from a value to a pixel."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.charts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.charts.view import View

STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Tick:
    """A value on an axis with its label; `left` sets the label to the right of its tick."""

    at: float
    label: str
    left: bool = False


@dataclass(frozen=True)
class Scale:
    """A linear scale from values to pixels, with its ticks."""

    low: float
    high: float
    length: float
    ticks: tuple[Tick, ...] = ()
    flip: bool = False  # values grow upwards, pixels downwards

    def px(self, value: float) -> float:
        """Return the pixel of a value."""
        share = (value - self.low) / (self.high - self.low)
        return (1 - share if self.flip else share) * self.length

    def inside(self, value: float) -> bool:
        """Return whether the value lies on the scale."""
        return self.low <= value <= self.high


def nice_step(span: float, most: int) -> float:
    """Return the smallest round step with at most so many intervals."""
    raw = span / max(1, most)
    power = 10.0 ** math.floor(math.log10(raw))
    return next(step * power for step in STEPS if step * power >= raw * (1 - 1e-9))


def tick_label(value: float, step: float, unit: str) -> str:
    """Return a tick's label with as many decimals as the step needs."""
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    if decimals < 9 and abs(step * 10**decimals - round(step * 10**decimals)) > 1e-6:
        decimals += 1
    label = text.number(value, decimals)
    return f"{label} {unit}" if unit else label


def value_scale(view: View, values: Sequence[float], room: float = 0, gap: float = 26) -> Scale:
    """Return the scale of values: round, around all figures, with the unit at the top tick.

    Args:
        view: the view; its domain is widened where a figure lies outside.
        values: all that is drawn.
        room: pixels kept free above the figures when the domain is not given.
        gap: smallest distance of two ticks in pixels.
    """
    rows = view.kind in ("dot", "dumbbell", "strip", "chance")
    length = float(view.plot_width if rows else view.plot_height)
    low, high = _extent(view, values)
    given = view.domain == (low, high)
    if room and not given:
        high += (high - low) * min(0.5, room / max(1.0, length - room))
    step = nice_step(high - low, max(1, min(6, int(length // gap))))
    if not view.decimals and not view.axis:
        step = math.ceil(step)  # counts have whole ticks
    first = (math.ceil if given else math.floor)(low / step + (-1e-9 if given else 1e-9))
    last = math.floor(high / step + 1e-9)
    if not (given or rows or room):
        last = math.ceil(high / step - 1e-9)  # the top line closes the plot
    at = [index * step for index in range(first, last + 1)]
    ticks = tuple(Tick(v, tick_label(v, step, view.axis if v == at[-1] else "")) for v in at)
    return Scale(min([low, *at[:1]]), max([high, *at[-1:]]), length, ticks, flip=not rows)


def _extent(view: View, values: Sequence[float]) -> tuple[float, float]:
    """Return lowest and highest value to show, apart from each other."""
    fixed = [*view.domain] if view.domain else [0.0] if view.zero else []
    low, high = min([*values, *fixed], default=0.0), max([*values, *fixed], default=1.0)
    if high - low > 1e-9 * max(abs(high), abs(low)):
        return low, high
    return (min(low, 0.0), max(high, 0.0)) if low or high else (0.0, 1.0)


def year_ticks(low: float, high: float, length: float, size: float) -> tuple[Tick, ...]:
    """Return ticks for figures of whole years, drawn at the middle of their year."""
    first, last = math.ceil(low - 0.5 - 1e-6), math.floor(high - 0.5 + 1e-6)
    pixel = length / max(high - low, 1e-9)
    need = text.width("2000", size) + 10
    step = next((s for s in (1, 2, 5, 10, 20, 25, 50, 100) if s * pixel >= need), 500)
    if (last - first) % step == 0:
        shown = list(range(first, last + 1, step))
    else:
        inner = [y for y in range(first, last + 1) if y % step == 0]
        inner = [y for y in inner if min(y - first, last - y) * pixel >= need]
        shown = sorted({first, last, *inner}) if (last - first) * pixel >= need else [last]
    return tuple(Tick(y + 0.5, str(y)) for y in shown)


def time_ticks(low: float, high: float, length: float, size: float) -> tuple[Tick, ...]:
    """Return ticks at the start of years, or of months when the span is short."""
    pixel = length / max(high - low, 1e-9)
    if high - low < 2.1:
        return _month_ticks(low, high, pixel, size)
    need = text.width("2000", size) + 10
    step = next((s for s in (1, 2, 5, 10, 20, 25, 50, 100) if s * pixel >= need), 500)
    out = []
    for y in range(math.ceil(low - 1e-6), math.floor(high) + 1):
        out.append(Tick(float(y), str(y) if y % step == 0 else "", left=True))
    return tuple(out)


def _month_ticks(low: float, high: float, pixel: float, size: float) -> tuple[Tick, ...]:
    need = text.width("Sep 2000", size) + 8
    step = next((s for s in (1, 2, 3, 6) if s * pixel / 12 >= need), 12)
    out = []
    for month in range(math.ceil(low * 12 - 1e-3), math.floor(high * 12) + 1):
        if month % step:
            continue
        year, part = divmod(month, 12)
        label = f"{text.MONTHS[part]} {year}" if not out or part == 0 else text.MONTHS[part]
        out.append(Tick(max(low, month / 12), label, left=True))
    return tuple(out)
