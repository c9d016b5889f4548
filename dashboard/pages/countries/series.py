"""One actor through the themes: which series speak of it, and those of others beside them."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

import pandas as pd

from dashboard.store.catalogue import Catalogue
from dashboard.store.database import ask, records
from dashboard.store.lens import Lens

MOST, LEAST = 4, 3
"""Series in a theme; members without whom a mean or a rank says nothing."""
# Of each series the periods with a value; the default leaf of a family and long series come first.
SERIES = """
with mine as (
    select indicator, 'actor' as side, partner as other, period from figure
    where actor = $actor and value is not null and period_end >= $first and period_start <= $last
    union all
    select indicator, 'partner', actor, period from figure
    where partner = $actor and actor <> $actor and value is not null
        and period_end >= $first and period_start <= $last
),
counted as (
    select
        indicator.theme, indicator.family, indicator.id as indicator, side, other,
        count(distinct period) as periods, indicator.id = family.default_indicator as is_default
    from mine
    join indicator on indicator.id = mine.indicator
    join family on family.id = indicator.family
    where unit <> 'flag'
    group by all
)
from counted
order by theme, is_default desc, periods desc, side,
    coalesce(list_position($preferred, other), 999), indicator, other
"""
# What is recorded of an actor as a code or a yes: the newest of each.
RECORDED = """
select indicator.theme, indicator.id as indicator, figure.partner as other, figure.period,
    coalesce(figure.code, if(figure.value = 1, 'yes', 'no')) as code
from figure
join indicator on indicator.id = figure.indicator
where figure.actor = $actor and figure.reason is null and unit in ('code', 'flag')
    and period_end >= $first and period_start <= $last
qualify 1 = row_number() over (
    partition by figure.indicator order by period_end desc, figure.partner)
order by indicator.theme, indicator.position
"""
BESIDE = """
select
    if($side = 'actor', figure.actor, figure.partner) as subject, figure.indicator, figure.actor,
    figure.partner, figure.period, figure.period_start, figure.period_end, figure.value,
    figure.source, figure.locator, figure.confidence, figure.note, figure.published,
    source.publisher, source.title as document, source.url, source.licence
from figure
join source on source.id = figure.source
where indicator = $indicator and value is not null
    and if($side = 'actor', figure.partner, figure.actor) is not distinct from $other
    and period_end >= $first and period_start <= $last
order by subject, period_start, period
"""
AGREED = """
with directed as (
    select actor, partner, year, agreement, n_votes from dyad_year where scope = 'fp'
    union all
    select partner, actor, year, agreement, n_votes from dyad_year where scope = 'fp'
)
select
    actor as subject, partner as other, year, year::varchar as period,
    make_date(year, 1, 1) as period_start, make_date(year, 12, 31) as period_end,
    agreement as value
from directed
where partner = $other and n_votes >= 30
    and make_date(year, 12, 31) >= $first::date and make_date(year, 1, 1) <= $last::date
order by subject, year
"""


@dataclass(frozen=True)
class ActorSeries:
    """A series of one actor: an indicator, on which side it stands, and who is opposite."""

    theme: str
    family: str
    indicator: str
    side: str
    other: str | None
    periods: int
    is_default: bool


@lru_cache(maxsize=64)
def chosen(
    database: str, actor: str, lens: Lens, preferred: tuple[str, ...]
) -> dict[str, tuple[ActorSeries, ...]]:
    """Up to four series of an actor in each theme, one of a family.

    Defaults of families come before other leaves, then those with most periods, then those
    opposite the preferred others.
    """
    asked: dict[str, Any] = {"actor": actor, "preferred": list(preferred)}
    asked |= {"first": lens.first_day, "last": lens.last_day}
    rows = [ActorSeries(**row) for row in records(database, SERIES, asked)]
    found: dict[str, tuple[ActorSeries, ...]] = {}
    for theme, group in groupby(rows, key=lambda series: series.theme):
        kept: dict[str, ActorSeries] = {}
        for series in group:
            kept.setdefault(series.family, series)
        ranked = sorted(kept.values(), key=lambda s: (not s.is_default, -s.periods))
        found[theme] = tuple(ranked[:MOST])
    return found


def recorded(database: str, actor: str, lens: Lens) -> list[dict[str, Any]]:
    """What is recorded of an actor as a code or a yes: theme, indicator, other, period, code."""
    asked = {"actor": actor, "first": lens.first_day, "last": lens.last_day}
    return records(database, RECORDED, asked)


@lru_cache(maxsize=256)
def beside(database: str, series: ActorSeries, lens: Lens) -> pd.DataFrame:
    """A series of all actors that stand on the same side opposite the same other, with sources."""
    asked: dict[str, Any] = {name: getattr(series, name) for name in ("indicator", "side", "other")}
    return ask(database, BESIDE, asked | {"first": lens.first_day, "last": lens.last_day})


@lru_cache(maxsize=32)
def agreed(database: str, other: str, lens: Lens) -> pd.DataFrame:
    """Agreement of every member with one, year by year, in votes on final passage."""
    asked = {"other": other, "first": lens.first_day, "last": lens.last_day}
    return ask(database, AGREED, asked)


def group_of(found: Catalogue, actor: str, asked: tuple[str, ...]) -> str | None:
    """The grouping beside which an actor is set: the one asked for, else its largest; else None."""
    if asked:
        return asked[0]
    mine = [name for name, members in found.groupings.items() if actor in members]
    return max(mine, key=lambda name: len(found.groupings[name]), default=None)


def cumulated(rows: pd.DataFrame) -> pd.DataFrame:
    """Running totals of each subject over all periods of the frame; no row in a period adds none.

    For monthly flows, of which a publisher leaves out the months without any.
    """
    if rows.empty:
        return rows
    places = ["period", "period_start", "period_end"]
    wide = rows.pivot_table("value", places, "subject", "sum", fill_value=0.0).sort_index(level=1)
    long = wide.cumsum().reset_index().melt(id_vars=places, var_name="subject")
    return long.sort_values(["subject", "period_start"], ignore_index=True)


@dataclass(frozen=True)
class GroupStanding:
    """Where an actor stands at its newest period: value, mean and rank among others, change."""

    period: str
    value: float
    first_period: str
    change: float
    mean: float | None
    rank: int | None
    of: int


def standing(rows: pd.DataFrame, actor: str, group: frozenset[str]) -> GroupStanding | None:
    """Where an actor stands among the members of a group that have a value in the same period.

    The mean is unweighted and counts the actor where it is a member; rank 1 is the highest value,
    equal values share the better rank; below three members there is neither. None without a value.
    """
    mine = rows.loc[rows["subject"] == actor].sort_values("period_start")
    if mine.empty:
        return None
    first, last = mine.iloc[0], mine.iloc[-1]
    same = rows.loc[(rows["period"] == last["period"]) & rows["subject"].isin(list(group))]
    value = float(last["value"])
    many = len(same) >= LEAST
    inside = many and actor in group
    return GroupStanding(
        period=str(last["period"]),
        value=value,
        first_period=str(first["period"]),
        change=value - float(first["value"]),
        mean=float(same["value"].mean()) if many else None,
        rank=1 + int((same["value"] > value).sum()) if inside else None,
        of=len(same),
    )


def means(rows: pd.DataFrame, actor: str, group: frozenset[str]) -> pd.DataFrame:
    """The mean of a group in each period of an actor in which at least three members have a value.

    Columns period, period_start, period_end, value, members.
    """
    periods = set(rows.loc[rows["subject"] == actor, "period"])
    inside = rows.loc[rows["subject"].isin(list(group)) & rows["period"].isin(list(periods))]
    grouped = inside.groupby(["period", "period_start", "period_end"], as_index=False)
    found = grouped.agg(value=("value", "mean"), members=("subject", "nunique"))
    return found.loc[found["members"] >= LEAST].sort_values("period_start")
