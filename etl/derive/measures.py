"""Measures of agreement between two voters and of unity within a group, from counts alone.

Two voters are an array of nine counts, shape (..., 3, 3): row the vote of the first, column that of
the second, each yes, abstention, no. These are equidistant positions, abstention halfway; d is the
distance of the two. Who was absent holds no position: a roll call counts where both voted. What is
undefined is nan. Weights of roll calls enter as weighted counts: see `tabulate`.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Name = Literal[
    "agreement", "identical_share", "s_abs", "s_sq", "kappa_abs", "kappa_sq", "pi_abs", "pi_sq"
]
"""The measures of two voters, as columns of `dyad_year` and in files that people write."""
Floats = NDArray[np.float64]
DISTANCE = np.abs(np.subtract.outer(np.arange(3.0), np.arange(3.0)))
SQUARED = DISTANCE**2
# What is to be summed of the nine counts; as one product with these a million tables take no time.
ALL, SAME = np.ones((3, 3)), np.eye(3)
ROWS, COLUMNS = np.einsum("ik,j->ijk", SAME, np.ones(3)), np.einsum("jk,i->ijk", SAME, np.ones(3))
# The same sums as rows: n, equal votes, d, d^2, then the frequencies of first and second.
SUMS = np.concatenate(
    [[ALL, SAME, DISTANCE, SQUARED], *(x.transpose(2, 0, 1) for x in (ROWS, COLUMNS))]
)
POSITIONS = {"Y": 0, "A": 1, "N": 2}


def tabulate(first: str, second: str, weights: ArrayLike | None = None) -> Floats:
    """The nine counts of two rows of votes (Y, A, N; all else is absent), or their weights."""
    cells = np.zeros((3, 3))
    given = np.ones(len(first)) if weights is None else np.asarray(weights, float)
    for one, other, weight in zip(first, second, given, strict=True):
        if one in POSITIONS and other in POSITIONS:
            cells[POSITIONS[one], POSITIONS[other]] += weight
    return cells


def agreement(cells: ArrayLike) -> Floats:
    """1 - sum(d) / 2n, from 0 to 1: the same vote 1, abstention against yes or no 1/2 (Voeten)."""
    return 1 - _over(_sum(cells, DISTANCE), 2 * _sum(cells, ALL))


def identical_share(cells: ArrayLike) -> Floats:
    """The mean of d = 0, from 0 to 1: the share of roll calls with one and the same vote."""
    return _over(_sum(cells, SAME), _sum(cells, ALL))


def s_abs(cells: ArrayLike) -> Floats:
    """1 - sum(d) / n, from -1 to 1: S with absolute distances (Signorino and Ritter 1999)."""
    return 1 - _over(_sum(cells, DISTANCE), _sum(cells, ALL))


def s_sq(cells: ArrayLike) -> Floats:
    """1 - sum(d^2) / 2n, from -1 to 1: S with squared distances (Signorino and Ritter 1999)."""
    return 1 - _over(_sum(cells, SQUARED), 2 * _sum(cells, ALL))


def kappa_abs(cells: ArrayLike) -> Floats:
    """1 - D_o / D_e with absolute distances, at most 1 (Cohen 1968).

    D_e is what two independent voters with these frequencies, each with its own, would show; nan
    where it is 0: both cast one and the same vote throughout.
    """
    return _kappa(cells, DISTANCE)


def kappa_sq(cells: ArrayLike) -> Floats:
    """1 - D_o / D_e with squared distances, at most 1 (Cohen 1968); see `kappa_abs`."""
    return _kappa(cells, SQUARED)


def pi_abs(cells: ArrayLike) -> Floats:
    """1 - D_o / D_e with absolute distances, at most kappa (Scott 1955).

    D_e is what two independent voters would show who share the mean of both frequencies; nan
    where it is 0, as for kappa.
    """
    return _pi(cells, DISTANCE)


def pi_sq(cells: ArrayLike) -> Floats:
    """1 - D_o / D_e with squared distances, at most kappa (Scott 1955); see `pi_abs`."""
    return _pi(cells, SQUARED)


MEASURES = {
    function.__name__: function
    for function in (agreement, identical_share, s_abs, s_sq, kappa_abs, kappa_sq, pi_abs, pi_sq)
}


def every(cells: ArrayLike) -> dict[str, Floats]:
    """All measures by name at once, of counts of shape (9, ...): what they share is summed once."""
    counts = np.asarray(cells, float)
    sums = SUMS.reshape(len(SUMS), -1) @ counts.reshape(counts.shape[0], -1)
    n, same, seen, squared, *margins = sums.reshape(len(SUMS), *counts.shape[1:])
    near, far = _by_chance(margins[:3], margins[3:])
    both = [mine + theirs for mine, theirs in zip(margins[:3], margins[3:], strict=True)]
    common_near, common_far = (apart / 2 for apart in _by_chance(both, both))
    return {
        "agreement": 1 - _over(seen, 2 * n),
        "identical_share": _over(same, n),
        "s_abs": 1 - _over(seen, n),
        "s_sq": 1 - _over(squared, 2 * n),
        "kappa_abs": 1 - _over(n * seen, near + 2 * far),
        "kappa_sq": 1 - _over(n * squared, near + 4 * far),
        "pi_abs": 1 - _over(2 * n * seen, common_near + 2 * common_far),
        "pi_sq": 1 - _over(2 * n * squared, common_near + 4 * common_far),
    }


def _by_chance(mine: Sequence[Floats], theirs: Sequence[Floats]) -> tuple[Floats, Floats]:
    """How often independent votes of these frequencies are one step apart, and two; times n."""
    near = mine[1] * (theirs[0] + theirs[2]) + (mine[0] + mine[2]) * theirs[1]
    return near, mine[0] * theirs[2] + mine[2] * theirs[0]


def ai(yes: ArrayLike, no: ArrayLike, abstain: ArrayLike) -> Floats:
    """(max - (t - max) / 2) / t, from 0 (thirds) to 1 (unanimous): the Agreement Index.

    t is how many members voted, max the largest of the three; absence does not count, nan where
    nobody voted (Hix, Noury and Roland 2005).
    """
    largest, t = _largest(yes, no, abstain)
    return _over(3 * largest - t, 2 * t)


def rice(yes: ArrayLike, no: ArrayLike) -> Floats:
    """|yes - no| / (yes + no), from 0 to 1; blind to abstention, nan without yes and no (1925)."""
    for_it, against = np.asarray(yes, float), np.asarray(no, float)
    return _over(np.abs(for_it - against), for_it + against)


def unanimous(yes: ArrayLike, no: ArrayLike, abstain: ArrayLike) -> Floats:
    """1 where all members that voted cast one and the same vote, else 0; nan where nobody did."""
    largest, t = _largest(yes, no, abstain)
    return np.where(t > 0, largest == t, np.nan)


def _largest(yes: ArrayLike, no: ArrayLike, abstain: ArrayLike) -> tuple[Floats, Floats]:
    votes = np.stack(np.broadcast_arrays(yes, no, abstain)).astype(float)
    return votes.max(axis=0), votes.sum(axis=0)


def _sum(cells: ArrayLike, of: Floats) -> Floats:
    return np.tensordot(np.asarray(cells, float), of, 2)


def _kappa(cells: ArrayLike, distance: Floats) -> Floats:
    first, second = _sum(cells, ROWS), _sum(cells, COLUMNS)
    expected = _product(first @ distance, second)
    return 1 - _over(_sum(cells, ALL) * _sum(cells, distance), expected)


def _pi(cells: ArrayLike, distance: Floats) -> Floats:
    both = _sum(cells, ROWS + COLUMNS)
    expected = _product(both @ distance, both)
    return 1 - _over(4 * _sum(cells, ALL) * _sum(cells, distance), expected)


def _product(first: Floats, second: Floats) -> Floats:
    return np.einsum("...i,...i->...", first, second)


def _over(above: Floats, below: Floats) -> Floats:
    """The quotient; nan where nothing stands below."""
    return np.divide(above, below, out=np.full(np.shape(below), np.nan), where=below > 0)
