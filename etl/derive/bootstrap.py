"""How far a measure of a dyad moves with other roll calls of the year: percentile intervals."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike, NDArray

from etl.derive.measures import every

DRAWS = 1000
SEED = 20261124
QUANTILES = (0.05, 0.95)
WANTED = """
select scope::varchar, actor::varchar, partner::varchar, year::integer,
    [yy, ya, yn, ay, aa, an, ny, na, nn] as counts
from dyad_count
semi join staged_dyad as dyad
    on dyad_count.actor::varchar = least(dyad.actor, dyad.partner)
    and dyad_count.partner::varchar = greatest(dyad.actor, dyad.partner)
order by list_sum(counts)
"""
SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("scope", "actor", "partner")]
    + [("year", pa.int32()), ("measure", pa.string())]
    + [("low", pa.float64()), ("high", pa.float64()), ("draws", pa.int32())]
)
Row = tuple[str, str, str, int, list[int]]


def intervals(con: duckdb.DuckDBPyConnection) -> pa.Table:
    """The rows of `dyad_interval`: a 90 per cent interval of each measure, dyad, scope and year."""
    wanted = con.execute(WANTED).fetchall()
    found: list[dict[str, Any]] = []
    for _, group in groupby(wanted, key=lambda row: sum(row[-1])):
        rows = list(group)
        drawn = draw([counts for *_, counts in rows])
        for name, values in every(np.moveaxis(drawn.reshape(*drawn.shape[:2], -1), -1, 0)).items():
            found += _rows(name, rows, *quantiles(values))
    return pa.Table.from_pylist(found, SCHEMA)


def draw(tables: Sequence[Sequence[int]], draws: int = DRAWS) -> NDArray[np.float64]:
    """Tables of as many roll calls drawn with replacement, shape (tables, draws, 3, 3).

    All tables have the same number n of roll calls, and share the draws: which of n roll calls are
    drawn has nothing to do with how they went. A measure depends on the nine counts alone, which
    are multinomial; so roll calls may stand in the order of their cells, and a cell's count is the
    draws up to its last roll call less those up to its first. Seeded by n: no interval changes when
    another dyad or year is added.
    """
    counts = np.asarray(tables, np.intp)
    n = int(counts[0].sum())
    random = np.random.default_rng((SEED, n))
    places = random.integers(n, size=(draws, n)) + np.arange(draws)[:, None] * n
    times = np.bincount(places.ravel(), minlength=draws * n).reshape(draws, n)
    up_to = np.concatenate([np.zeros((draws, 1)), times.cumsum(axis=1)], axis=1)
    edges = np.concatenate([np.zeros((len(counts), 1), np.intp), counts.cumsum(axis=1)], axis=1)
    drawn = np.diff(up_to[:, edges], axis=2).swapaxes(0, 1)
    return np.ascontiguousarray(drawn).reshape(len(counts), draws, 3, 3)


def quantiles(values: NDArray[np.float64]) -> tuple[NDArray, NDArray, NDArray[np.intp]]:
    """The 5 and 95 per cent quantiles of the last axis, nan left out, and how many are no nan.

    Linear between order statistics, as numpy's; nan where no value is left.
    """
    ordered = np.sort(values, axis=-1)  # nan come last
    defined = np.count_nonzero(~np.isnan(ordered), axis=-1)
    low, high = (_quantile(ordered, defined, share) for share in QUANTILES)
    return low, high, defined


def _quantile(ordered: NDArray, defined: NDArray[np.intp], share: float) -> NDArray:
    last = np.maximum(defined - 1, 0)
    place = share * last
    below = place.astype(np.intp)
    start, stop = (
        np.take_along_axis(ordered, index[..., None], axis=-1)[..., 0]
        for index in (below, np.minimum(below + 1, last))
    )
    return start + (place - below) * (stop - start)


def _rows(
    name: str, rows: list[Row], low: ArrayLike, high: ArrayLike, draws: ArrayLike
) -> Iterator[dict[str, Any]]:
    found = zip(rows, *(np.asarray(x).tolist() for x in (low, high, draws)), strict=True)
    for (scope, actor, partner, year, _), start, stop, defined in found:
        ends = {"low": start, "high": stop} if defined else {"low": None, "high": None}
        key = {"scope": scope, "actor": actor, "partner": partner, "year": year}
        yield key | ends | {"measure": name, "draws": defined}
