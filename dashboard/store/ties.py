"""Ties of pairs as a build declares them, and their values; see data/ties.toml."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from dashboard.store.composite import Spread
from dashboard.store.database import ask, records, tupled

SETTING = "from tie_setting"
TIES = "select * from tie order by position"
MEASURES = """
select
    measure.* exclude (unit, decimals),
    coalesce(measure.unit, leaf.unit) as unit,
    coalesce(measure.decimals, leaf.decimals) as decimals,
    coalesce(list(named.indicator order by named.position)
        filter (named.indicator is not null), []) as indicators
from tie_measure as measure
left join tie_indicator as named on named.measure = measure.id
left join indicator as leaf on leaf.id = named.indicator
group by all
order by measure.position
"""
VALUES = """
select * from tie_value
where (actor = $one and partner = $other) or (actor = $other and partner = $one)
order by tie, measure, indicator, actor, year
"""
PANELS = """
with value as (
    select measure, year, least(actor, partner) || '-' || greatest(actor, partner) as pair,
        if(log, ln(1 + value), value) as value
    from tie_value join tie_measure on tie_measure.id = measure
)
select measure, min(value) as low, max(value) as high, avg(value) as mean,
    coalesce(stddev_samp(value), 0) as spread, count(distinct pair) as pairs,
    count(*) as count, min(year) as first, max(year) as last
from value
group by measure
"""
SIDES = """
select
    least(value.actor, value.partner) as actor, greatest(value.actor, value.partner) as partner,
    count(distinct value.tie) as known
from tie_value as value
join tie_measure as measure on measure.id = value.measure
where votes is null and distance is null
group by all
order by known desc, actor, partner
"""


@dataclass(frozen=True)
class TieSetting:
    """What is shown of ties when a reader names nothing, and how much must be known."""

    pair: tuple[str, str]
    poles: tuple[str, ...]
    sides: tuple[str, ...]
    window: tuple[int, int]
    least: int


@dataclass(frozen=True)
class TieMeasure:
    """A way of seeing a tie; unit and decimals are its own or those of its indicators."""

    id: str
    tie: str
    position: int
    title: str
    direction: str
    votes: str | None
    scope: str
    distance: str | None
    by_year: str
    terms: int
    over: str | None
    unit: str
    decimals: int
    log: bool
    carry: int
    composite: bool
    least_change: float
    change: str
    indicators: tuple[str, ...]

    @property
    def is_higher(self) -> bool:
        """Whether a higher value is closer."""
        return self.direction == "higher"


@dataclass(frozen=True)
class Tie:
    """A tie with its measures in order of preference."""

    id: str
    label: str
    title: str
    question: str
    unknown: str
    position: int
    measures: tuple[TieMeasure, ...]


@lru_cache(maxsize=4)
def setting(database: str) -> TieSetting | None:
    """The setting of a build; None where it declares no ties."""
    found = records(database, SETTING)
    if not found:
        return None
    return TieSetting(**tupled(found[0], "pair", "poles", "sides", "window"))


@lru_cache(maxsize=4)
def ties(database: str) -> dict[str, Tie]:
    """The ties of a build by id, in order."""
    rows = records(database, MEASURES)
    measures = [TieMeasure(**tupled(row, "indicators")) for row in rows]
    return {
        str(row["id"]): Tie(**row, measures=tuple(m for m in measures if m.tie == row["id"]))
        for row in records(database, TIES)
    }


@lru_cache(maxsize=4)
def panels(database: str) -> dict[str, Spread]:
    """What each measure shows over all pairs and years."""
    rows = records(database, PANELS)
    return {str(row.pop("measure")): Spread(**row) for row in rows}


@lru_cache(maxsize=64)
def values(database: str, one: str, other: str) -> pd.DataFrame:
    """What the ties say of a pair, year by year; see the view tie_value."""
    return ask(database, VALUES, {"one": one, "other": other})


@lru_cache(maxsize=4)
def pairs(database: str) -> tuple[tuple[str, str], ...]:
    """The pairs with a tie beside votes, those with most ties first; codes in order."""
    return tuple((str(r["actor"]), str(r["partner"])) for r in records(database, SIDES))
