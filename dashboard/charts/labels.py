"""Where labels go: boxes that never overlap and never leave the chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LINE = 13.5  # height of a line of chart text


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels of the plot, from its top left corner."""

    x: float
    y: float
    w: float
    h: float

    def meets(self, other: Box, gap: float = 0) -> bool:
        """Return whether the two come closer than the gap."""
        return (
            self.x < other.x + other.w + gap
            and other.x < self.x + self.w + gap
            and self.y < other.y + other.h + gap
            and other.y < self.y + self.h + gap
        )

    def within(self, other: Box) -> bool:
        """Return whether this box lies inside the other."""
        return (
            self.x >= other.x
            and self.y >= other.y
            and self.x + self.w <= other.x + other.w
            and self.y + self.h <= other.y + other.h
        )


def place(
    candidates: Iterable[Box], room: Box, taken: Sequence[Box], marks: Sequence[Box] = ()
) -> Box | None:
    """Return the candidate that hides the fewest marks, the first one if equal; None if none fits.

    Candidates outside the room or on a label already placed are out.
    """
    best, fewest = None, None
    for box in candidates:
        if not box.within(room) or any(box.meets(other, 2) for other in taken):
            continue
        hidden = sum(box.meets(mark) for mark in marks)
        if hidden == 0:
            return box
        if fewest is None or hidden < fewest:
            best, fewest = box, hidden
    return best


def stack(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Return the middles of labels, moved as little as needed so that none overlap.

    The labels must fit between low and high together; order is kept.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    middles = [0.0] * len(wanted)
    edge = low
    for i in order:
        middles[i] = max(wanted[i], edge + heights[i] / 2)
        edge = middles[i] + heights[i] / 2
    edge = high
    for i in reversed(order):
        middles[i] = min(middles[i], edge - heights[i] / 2)
        edge = middles[i] - heights[i] / 2
    return middles
