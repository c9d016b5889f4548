"""The field of a member's partners, summed up: medians, movements, standings."""

import math
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Standing:
    """One partner in one year; rank and number ranked are missing where it is not ranked."""

    value: float | None
    n_votes: int
    rank: int | None = None
    of: int | None = None

    @property
    def below(self) -> int | None:
        """How many ranked members agree less."""
        return self.of - self.rank if self.of is not None and self.rank is not None else None


@dataclass(frozen=True)
class Movement:
    """How many members that are ranked in two years stand lower, higher or equal in the later."""

    lower: int
    higher: int
    equal: int

    @property
    def all(self) -> int:
        """How many members are ranked in both years."""
        return self.lower + self.higher + self.equal


def standing(found: pd.DataFrame, partner: str, year: int) -> Standing:
    """Where a partner stands in a year; no value without a common vote, or where undefined."""
    rows = found.loc[(found["partner"] == partner) & (found["year"] == year)]
    if rows.empty:
        return Standing(None, 0)
    row = rows.iloc[0]
    value = float(row["value"])
    known = None if math.isnan(value) else value
    if pd.isna(row["rank"]):
        return Standing(known, int(row["n_votes"]))
    return Standing(known, int(row["n_votes"]), int(row["rank"]), int(row["of"]))


def median(found: pd.DataFrame, year: int) -> float | None:
    """The median over the ranked members in a year."""
    ranked = found.loc[(found["year"] == year) & found["rank"].notna(), "value"]
    return float(ranked.median()) if len(ranked) else None


def movement(
    found: pd.DataFrame, before: int, now: int, inside: frozenset[str] | None = None
) -> Movement:
    """How the ranked members moved between two years, all of them or those of a set."""
    ranked = found.loc[found["rank"].notna()]
    if inside is not None:
        ranked = ranked.loc[ranked["partner"].isin(inside)]
    values = [
        ranked.loc[ranked["year"] == year].set_index("partner")["value"] for year in (before, now)
    ]
    change = (values[1] - values[0]).dropna()
    return Movement(int((change < 0).sum()), int((change > 0).sum()), int((change == 0).sum()))


def last_as_extreme(values: pd.Series) -> tuple[str, int | None] | None:
    """Whether the newest of some yearly values is high or low, and since when.

    ("high", 2020): higher than in each year after 2020, in which it was at least as high; None as
    the year: than in all years. Nothing where there is no earlier year.
    """
    known = values.dropna()
    if len(known) < 2:
        return None
    now, earlier = known.iloc[-1], known.iloc[:-1]
    if now == earlier.iloc[-1]:
        return None
    side = "high" if now > earlier.iloc[-1] else "low"
    met = earlier.loc[earlier >= now] if side == "high" else earlier.loc[earlier <= now]
    return side, int(met.index[-1]) if len(met) else None
