"""The change of a series around a date against the changes around all its other dates.

A placebo test in time (Abadie, Diamond and Hainmueller 2015, “in-time placebos”): if changes as
large as that of the event are common at dates without it, the event is not special. It tells how
unusual a change is, never what caused it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
LEAST = 10
"""Other dates below which a percentile says nothing."""


class PlaceboError(ValueError):
    """Nothing can be compared; the message says why, for readers."""


def changes(values: ArrayLike, span: int) -> Floats:
    """For each period i, mean(x[i+1 .. i+k]) - mean(x[i-k .. i-1]), with k = span periods.

    The period itself is left out, since it lies on both sides of a date. In the unit of the series;
    nan where a value of either window is missing.
    """
    given = np.asarray(values, float)
    found = np.full(given.shape, np.nan)
    if span < 1 or len(given) < 2 * span + 1:
        return found
    windows = np.lib.stride_tricks.sliding_window_view(given, span).mean(axis=1)
    inner = np.arange(span, len(given) - span)
    found[inner] = windows[inner + 1] - windows[inner - span]
    return found


@dataclass(frozen=True, eq=False)
class Placebo:
    """The change at a date, the means of its windows, and the changes at all other dates."""

    at: int
    span: int
    before: float
    after: float
    others: Floats

    @property
    def change(self) -> float:
        """The change at the date."""
        return self.after - self.before

    @property
    def count(self) -> int:
        """How many other dates have whole windows."""
        return int(np.isfinite(self.others).sum())

    @property
    def percentile(self) -> float:
        """Other dates with a smaller change, and half of those with the same, in per cent."""
        finite = self.others[np.isfinite(self.others)]
        near = np.isclose(finite, self.change, rtol=1e-9, atol=1e-12)
        below = (finite < self.change) & ~near
        return float(100 * (below.sum() + near.sum() / 2) / len(finite))

    @property
    def as_large(self) -> float:
        """Other dates with a change at least as large either way, in per cent."""
        finite = np.abs(self.others[np.isfinite(self.others)])
        return float(100 * (finite >= abs(self.change) * (1 - 1e-9)).mean())


def placebo(values: ArrayLike, at: int, span: int) -> Placebo:
    """The change at one period against those at all others with whole windows.

    Raises PlaceboError where the windows of the date are not whole or too few others are.
    """
    given = np.asarray(values, float)
    found = changes(given, span)
    if not 0 <= at < len(given):
        raise PlaceboError("The series does not cover the date of the event.")
    if not np.isfinite(found[at]):
        raise PlaceboError("A value before or after the event is missing, so no change is known.")
    others = np.delete(found, at)
    if np.isfinite(others).sum() < LEAST:
        raise PlaceboError(f"Fewer than {LEAST} other dates have whole windows to compare with.")
    before, after = given[at - span : at].mean(), given[at + 1 : at + 1 + span].mean()
    return Placebo(at, span, float(before), float(after), others)
