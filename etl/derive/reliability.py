"""Agreement between independent coders: Krippendorff's alpha with a bootstrap interval."""

from collections.abc import Sequence
from typing import Any, Literal

import duckdb
import krippendorff
import numpy as np

LEVELS: dict[str, Literal["nominal", "ordinal", "interval"]] = {
    "nominal": "nominal",
    "ordinal": "ordinal",
    "interval": "interval",
}
SAMPLES = 1000
SEED = 20261124
CODINGS = """
select variable, rule, level, ranking, list((unit, coder, code) order by unit, coder)
from (
    select * from coding where blind
    qualify count(*) over (partition by variable, rule, unit) > 1
)
join coding_rule using (variable, rule)
group by all
order by variable, rule
"""


def measure(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """One row per variable and rule that two coders coded without seeing each other's codes."""
    return [
        {"variable": variable, "rule": rule, **_agreement(found, level, order)}
        for variable, rule, level, order, found in con.execute(CODINGS).fetchall()
    ]


def _agreement(found: list[tuple[str, str, str]], level: str, order: Sequence[str]) -> dict:
    units = list(dict.fromkeys(unit for unit, _, _ in found))
    coders = sorted({coder for _, coder, _ in found})
    data = np.full((len(coders), len(units)), np.nan)
    values = scale([code for _, _, code in found], level, order)
    for unit, coder, code in found:
        data[coders.index(coder), units.index(unit)] = values[code]
    codes = [{c for u, _, c in found if u == unit} for unit in units]
    low, high = interval(data, level)
    return {
        "coders": coders,
        "units": len(units),
        "agreed": sum(len(given) == 1 for given in codes),
        "alpha": alpha(data, level),
        "low": low,
        "high": high,
    }


def scale(codes: Sequence[str], level: str, order: Sequence[str]) -> dict[str, float]:
    """Codes as numbers: months for interval variables, ranks for ordinal, any for nominal.

    A code of an interval variable that is no month (still open) is missing: it has no distance.
    """
    if level == "interval":
        return {code: _months(code) for code in codes}
    ranked = list(order) or sorted(set(codes))
    return {code: float(ranked.index(code)) for code in codes}


def _months(code: str) -> float:
    year, _, month = code.partition("-")
    return int(year) * 12 + int(month) if month.isdigit() else np.nan


def alpha(data: np.ndarray, level: str) -> float | None:
    """Krippendorff's alpha of coders x units, nan for missing; None where it is undefined."""
    paired = data[:, (~np.isnan(data)).sum(axis=0) > 1]
    if paired.shape[1] < 2 or len(np.unique(paired[~np.isnan(paired)])) < 2:
        return None
    return float(krippendorff.alpha(paired, level_of_measurement=LEVELS[level]))


def interval(data: np.ndarray, level: str) -> tuple[float | None, float | None]:
    """The 2.5 and 97.5 per cent quantiles of alpha over samples of units with replacement."""
    random = np.random.default_rng(SEED)
    size = data.shape[1]
    weights = random.multinomial(size, np.full(size, 1 / size), SAMPLES)
    values = _weighted(data, level, weights.astype(float))
    values = values[np.isfinite(values)]
    if not len(values):
        return None, None
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)


def _weighted(data: np.ndarray, level: str, weights: np.ndarray) -> np.ndarray:
    """Alpha of each row of unit weights, from the units' coincidence matrices; nan if undefined.

    Krippendorff 2019, chapter 12: alpha = 1 - (n - 1) sum(o d) / sum(n_c n_k d), with d = 1 for
    different codes (nominal), the squared distance (interval), or that of the mid-ranks that the
    codes have in the sample (ordinal).
    """
    values = np.unique(data[~np.isnan(data)])
    given = data.T[:, :, None] == values
    counts = given.sum(axis=1).astype(float)
    pairs = counts[:, :, None] * counts[:, None, :] - np.eye(len(values)) * counts[:, :, None]
    coincidences = pairs / np.maximum(counts.sum(axis=1) - 1, 1)[:, None, None]
    drawn = np.tensordot(weights, coincidences, axes=1)
    margins = drawn.sum(axis=2)
    places = margins.cumsum(axis=1) - margins / 2 if level == "ordinal" else values[None, :]
    apart = places[:, :, None] - places[:, None, :]
    distance = 1.0 - np.eye(len(values))[None] if level == "nominal" else apart**2
    expected = (margins[:, :, None] * margins[:, None, :] * distance).sum(axis=(1, 2))
    observed = (drawn * distance).sum(axis=(1, 2)) * (margins.sum(axis=1) - 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - observed / expected, np.nan)
