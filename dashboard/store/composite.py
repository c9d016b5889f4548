"""A composite of several ties, and how far its move depends on choices; formulas of OECD/JRC 2008.

Parts are declared with a direction, normalised over the whole panel (all pairs and years that a
measure covers), and averaged with open weights. Reference: Handbook on Constructing Composite
Indicators, OECD and JRC 2008, steps 5 (normalisation), 6 (weighting, aggregation) and 7
(robustness). What is undefined is nan, or an error that says why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Scale = Literal["minmax", "z"]
SCALES: tuple[Scale, ...] = ("minmax", "z")
RUNS, SEED = 2000, 20261124


class CompositeError(ValueError):
    """No composite can be made of what was given; the message says why, for readers."""


@dataclass(frozen=True)
class Spread:
    """What a measure shows over all pairs and years, after its logarithm where it has one."""

    low: float
    high: float
    mean: float
    spread: float
    pairs: int
    count: int
    first: int
    last: int


def transformed(values: ArrayLike, log: bool) -> Floats:
    """ln(1 + x) where `log`, else x; nan below -1."""
    given = np.asarray(values, float)
    if not log:
        return given
    return np.log1p(np.where(given > -1, given, np.nan))


def normalise(values: ArrayLike, panel: Spread, scale: Scale, higher: bool) -> Floats:
    """Values on a common scale on which more is closer; nan where the panel has no spread.

    minmax: (x - low) / (high - low), 0 to 1 within the panel; z: (x - mean) / sd, sd with n - 1.
    Where lower is closer, 1 - x and -z (OECD/JRC 2008, step 5).
    """
    given = np.asarray(values, float)
    zero, unit = (panel.low, panel.high - panel.low)
    if scale == "z":
        zero, unit = panel.mean, panel.spread
    if not unit > 0:
        return np.full(given.shape, np.nan)
    found = (given - zero) / unit
    if higher:
        return found
    return -found if scale == "z" else 1 - found


def shares(weights: ArrayLike) -> Floats:
    """Weights as shares of their sum; raises CompositeError where they give no weighting."""
    given = np.asarray(weights, float)
    if not np.isfinite(given).all():
        raise CompositeError("A weight is no number.")
    if (given < 0).any():
        raise CompositeError("A weight is below zero.")
    if np.count_nonzero(given) == 0:
        raise CompositeError("The weights sum to nothing: give at least two parts a weight.")
    if np.count_nonzero(given) == 1:
        raise CompositeError("Only one part has a weight: one part is no composite.")
    return given / given.sum()


def composite(parts: ArrayLike, weights: ArrayLike) -> Floats:
    """sum(w x) / sum(w) over the first axis, within the range of the parts (OECD/JRC, step 6).

    `parts` has shape (parts, ...), normalised; nan where a part that has a weight is nan. Full
    compensation: a low part can be made up for by a high one. Raises CompositeError for weights
    that give none.
    """
    given, share = np.asarray(parts, float), shares(weights)
    weighed = share > 0
    return np.tensordot(share[weighed], given[weighed], axes=1)


@dataclass(frozen=True)
class Robustness:
    """How often the composite rose and fell among the runs."""

    runs: int
    up: int
    down: int

    @property
    def still(self) -> int:
        """Runs in which it did not move."""
        return self.runs - self.up - self.down

    @property
    def share_up(self) -> float:
        """Share of runs in which it rose, 0 to 1."""
        return self.up / self.runs


def robustness(changes: Sequence[ArrayLike], runs: int = RUNS, seed: int = SEED) -> Robustness:
    """How often the composite moves up under other choices (OECD/JRC 2008, step 7).

    `changes` are the changes of the normalised parts, one row for each normalisation, shape
    (scales, parts). Each run draws weights evenly from all that sum to one (Dirichlet 1), one of
    the normalisations, and leaves out one part or none. Raises CompositeError below three parts.
    """
    given = np.asarray(changes, float)
    count = given.shape[-1]
    if count < 3:
        raise CompositeError("Below three parts nothing is left to vary.")
    if not np.isfinite(given).all():
        raise CompositeError("A part has no change that could be counted.")
    random = np.random.default_rng(seed)
    weights = random.dirichlet(np.ones(count), runs)
    rows = given[random.integers(len(given), size=runs)]
    left_out = random.integers(count + 1, size=runs)
    weights[np.arange(count) == left_out[:, None]] = 0
    moves = (weights * rows).sum(axis=1) / weights.sum(axis=1)
    near = 1e-12
    return Robustness(runs, int((moves > near).sum()), int((moves < -near).sum()))
