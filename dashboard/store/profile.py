"""What is known of the ties of a pair: since when, by whose figures, and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from dashboard.store.database import ask, records, tupled
from dashboard.store.figures import Question, figures
from dashboard.store.lens import Lens
from dashboard.store.ties import TieMeasure, ties

FIGURES = """
with held as (
    select measure.tie, figure.value, figure.reason, figure.period_start, figure.period_end,
        source.publisher, source.independence_group
    from figure
    join tie_indicator as named on named.indicator = figure.indicator
    join tie_measure as measure on measure.id = named.measure
    join source on source.id = figure.source
    where (figure.actor = $one and figure.partner = $other)
        or (figure.actor = $other and figure.partner = $one)
),
published as (
    select tie, publisher, count(*) as figures from held where value is not null group by all
)
select
    tie, count(value) as figures,
    min(period_start) filter (value is not null) as first,
    max(period_end) filter (value is not null) as last,
    (select list(publisher order by published.figures desc, publisher) from published
        where published.tie = held.tie) as publishers,
    count(distinct independence_group) filter (value is not null) as independent,
    coalesce(list(reason order by reason) filter (reason is not null), []) as reasons
from held
group by tie
"""
VOTED = """
select measure.tie, sum(n_votes)::integer as figures, make_date(min(year), 1, 1) as first,
    make_date(max(year), 12, 31) as last
from dyad_year
join tie_measure as measure on measure.scope = dyad_year.scope and measure.votes is not null
where actor = least($one, $other) and partner = greatest($one, $other)
group by all
"""
VOTES = """
select
    roll_call.id as roll_call, $one as actor, $other as partner, roll_call.source,
    source.publisher, source.title as document, source.url, source.licence,
    source.known_on as published
from roll_call
join vote as one on one.roll_call::varchar = roll_call.id and one.actor::varchar = $one
join vote as other on other.roll_call::varchar = roll_call.id and other.actor::varchar = $other
join source on source.id = roll_call.source
where one.vote <> 'X' and other.vote <> 'X' and ($scope = 'all' or final_passage)
"""
FURTHER = """
select indicator.family, any_value(family.title) as title, any_value(theme.title) as theme,
    count(*) as figures, min(period_start) as first, max(period_end) as last
from figure
join indicator on indicator.id = figure.indicator
join family on family.id = indicator.family
join theme on theme.id = indicator.theme
where ((figure.actor = $one and figure.partner = $other)
        or (figure.actor = $other and figure.partner = $one))
    and figure.reason is null
    and figure.indicator not in (select indicator from tie_indicator)
group by indicator.family
order by min(theme.position), min(family.position)
"""


@dataclass(frozen=True)
class Holding:
    """What is held of one tie of a pair; `reasons` say why single figures are missing."""

    figures: int
    first: date
    last: date
    publishers: tuple[str, ...]
    independent: int
    reasons: tuple[str, ...]


@lru_cache(maxsize=64)
def held(database: str, one: str, other: str) -> dict[str, Holding]:
    """What is held of each tie of a pair, by tie; without ties of which no figure is known."""
    sides = {"one": one, "other": other}
    found = {}
    for row in records(database, FIGURES, sides):
        name = str(row.pop("tie"))
        if row["figures"]:
            found[name] = Holding(**tupled(row, "publishers", "reasons"))
    for row in records(database, VOTED, sides):
        scope = next(m.scope for m in ties(database)[row["tie"]].measures if m.votes)
        named = votes_cited(database, one, other, scope)["publisher"].drop_duplicates()
        counted = (row["figures"], row["first"], row["last"])
        found[str(row["tie"])] = Holding(*counted, tuple(sorted(named)), len(named), ())
    return found


@lru_cache(maxsize=64)
def votes_cited(database: str, one: str, other: str, scope: str) -> pd.DataFrame:
    """One row for each roll call in which both voted, with the document that it was read in."""
    return ask(database, VOTES, {"one": one, "other": other, "scope": scope})


@lru_cache(maxsize=256)
def cited(database: str, measure: TieMeasure, one: str, other: str) -> pd.DataFrame:
    """The figures or votes that a measure of a pair rests on, with their documents."""
    pair, lens = (one, other), Lens()
    if measure.votes:
        return votes_cited(database, *pair, measure.scope)
    if measure.distance:
        found = figures(database, Question((measure.distance,), pair), lens)
        return found if set(found["actor"]) == set(pair) else found.iloc[:0]
    found = figures(database, Question(measure.indicators, pair, pair), lens)
    if len(found) and measure.over:
        below = figures(database, Question((measure.over,), pair), lens)
        years = set(found["period_end"].dt.year)
        return pd.concat([found, below.loc[below["period_end"].dt.year.isin(years)]])
    return found


def further(database: str, one: str, other: str) -> list[dict]:
    """Quantities of a pair that speak of no tie: by family, with their figures and years."""
    return records(database, FURTHER, {"one": one, "other": other})


def publishers(named: Iterable[str], most: int = 3) -> str:
    """The first publishers as prose, and how many more there are."""
    listed = list(named)
    more = len(listed) - most
    return ", ".join(listed[:most]) + (f" and {more} more" if more > 0 else "")
