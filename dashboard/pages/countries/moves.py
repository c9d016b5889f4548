"""Which ties of a pair moved over some years, which way, and which moved apart from the others."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean
from typing import Any, Literal

from dashboard.store.database import records
from dashboard.store.ties import TieMeasure, ties

Way = Literal["closer", "apart", "still"]
# Of each series the value that stands in the first and in the last year: the newest not older than
# the measure allows. Of each tie the first measure for which there are both.
ENDS = """
with wanted as (
    select distinct least(actor, partner) as one, greatest(actor, partner) as other
    from tie_value join tie_measure as measure on measure.id = tie_value.measure
    where measure.votes is null and measure.distance is null
),
series as (
    select value.tie, value.measure, value.indicator, value.actor, value.partner,
        least(value.actor, value.partner) as one, greatest(value.actor, value.partner) as other,
        measure.position,
        max_by(value.value, year) filter (year between $first - carry and $first) as first_value,
        max(year) filter (year between $first - carry and $first) as first_year,
        max_by(value.value, year) filter (year between $last - carry and $last) as last_value,
        max(year) filter (year between $last - carry and $last) as last_year
    from tie_value as value
    join tie_measure as measure on measure.id = value.measure
    group by all
)
select series.* exclude (position)
from series
left join wanted using (one, other)
where first_year is not null and last_year > first_year
    and if($one is null, wanted.one is not null, series.one = $one and series.other = $other)
qualify dense_rank() over (partition by tie, series.one, series.other order by position) = 1
order by series.one, series.other, tie, indicator, series.actor
"""


@dataclass(frozen=True)
class MeasuredSeries:
    """A series of a tie: whose figure it is, and what it was in both years."""

    indicator: str | None
    actor: str
    partner: str
    first_value: float
    first_year: int
    last_value: float
    last_year: int


@dataclass(frozen=True)
class Move:
    """How a tie of a pair moved, by its first measure that covers both years."""

    measure: TieMeasure
    lines: tuple[MeasuredSeries, ...]

    @property
    def change(self) -> float:
        """The mean change of its series: in the unit, or in per cent; infinite from zero."""
        return fmean(change(self.measure, line) for line in self.lines)

    @property
    def way(self) -> Way:
        """Closer or apart where the change is as large as the measure asks, else still."""
        signed = self.change if self.measure.is_higher else -self.change
        if abs(signed) < self.measure.least_change * (1 - 1e-9):
            return "still"
        return "closer" if signed > 0 else "apart"


def change(measure: TieMeasure, line: MeasuredSeries) -> float:
    """The change of a series: last - first, or 100 (last - first) / first; infinite from zero."""
    difference = line.last_value - line.first_value
    if measure.change == "absolute" or difference == 0:
        return difference
    return 100 * difference / line.first_value if line.first_value else float("inf")


@lru_cache(maxsize=64)
def moves(database: str, one: str, other: str, first: int, last: int) -> dict[str, Move]:
    """How the ties of one pair moved, by tie in order; without those not known in both years."""
    sides = {"one": min(one, other), "other": max(one, other)}
    found = records(database, ENDS, sides | {"first": first, "last": last})
    return _moves(database, found)


@lru_cache(maxsize=16)
def all_moves(database: str, first: int, last: int) -> dict[tuple[str, str], dict[str, Move]]:
    """How the ties of every pair with a tie beside votes moved."""
    asked = {"one": None, "other": None, "first": first, "last": last}
    rows: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in records(database, ENDS, asked):
        rows[str(row["one"]), str(row["other"])].append(row)
    return {pair: _moves(database, found) for pair, found in rows.items()}


def _moves(database: str, rows: list[dict[str, Any]]) -> dict[str, Move]:
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["tie"]].append(row)
    found = {}
    for tie in ties(database).values():
        if mine := grouped.get(tie.id):
            (measure,) = (m for m in tie.measures if m.id == mine[0]["measure"])
            names = MeasuredSeries.__dataclass_fields__
            found[tie.id] = Move(
                measure, tuple(MeasuredSeries(**{n: r[n] for n in names}) for r in mine)
            )
    return found


@dataclass(frozen=True)
class Divergence:
    """A pair some of whose ties moved closer while others moved apart."""

    pair: tuple[str, str]
    moves: dict[str, Move]

    def that(self, way: Way) -> tuple[str, ...]:
        """The ties that went this way."""
        return tuple(name for name, move in self.moves.items() if move.way == way)


def divergences(database: str, first: int, last: int, least: int) -> list[Divergence]:
    """Pairs with at least so many known ties that moved in opposite directions.

    Those with the most ties on the smaller side come first, then those with most known ties.
    """
    found = [
        Divergence(pair, known)
        for pair, known in all_moves(database, first, last).items()
        if len(known) >= least
    ]
    split = [d for d in found if d.that("closer") and d.that("apart")]
    return sorted(
        split,
        key=lambda d: (-min(len(d.that("closer")), len(d.that("apart"))), -len(d.moves), d.pair),
    )


def compared(database: str, first: int, last: int, least: int) -> int:
    """How many pairs have at least so many known ties in both years."""
    return sum(len(known) >= least for known in all_moves(database, first, last).values())
