"""The catalogue for readers: a line for each family, and one for each of its leaves."""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from dashboard.store.database import records

FAMILIES = """
with held as (
    select indicator.family, figure.*, source.publisher, source.independence_group
    from figure
    join indicator on indicator.id = figure.indicator
    join source on source.id = figure.source
    where figure.reason is null
),
counted as (
    select
        family, count(*) as figures, count(distinct actor) as actors,
        count(distinct partner) as partners, min(period_start) as since, max(period_end) as until,
        count(distinct independence_group) as originators
    from held
    group by family
),
publisher as (
    select family, list(publisher order by figures desc, publisher) as publishers
    from (select family, publisher, count(*) as figures from held group by all)
    group by family
),
leaf as (
    select
        family, count(*) as indicators, min(next_check) as next_check,
        list(distinct unit.name order by unit.name) as units
    from indicator join unit on unit.code = indicator.unit
    group by family
)
select
    family.id, family.theme, family.title, first_leaf.question, family.definition, indicators,
    units, coalesce(figures, 0) as figures, coalesce(actors, 0) as actors,
    coalesce(partners, 0) as partners, since, until, coalesce(publishers, []) as publishers,
    coalesce(originators, 0) as originators, leaf.next_check
from family
join theme on theme.id = family.theme
join indicator as first_leaf on first_leaf.id = family.default_indicator
join leaf on leaf.family = family.id
left join counted on counted.family = family.id
left join publisher on publisher.family = family.id
order by theme.position, family.position
"""
LEAVES = """
with counted as (
    select
        indicator, count(*) as figures, count(distinct actor) as actors,
        count(distinct partner) as partners, min(period_start) as since, max(period_end) as until,
        list(distinct publisher order by publisher) as publishers
    from figure join source on source.id = figure.source
    where reason is null
    group by indicator
)
select
    leaf.id, leaf.family, leaf.theme, leaf.title, leaf.definition, leaf.dimensions,
    unit.name as unit, leaf.frequency, leaf.direction, leaf.revision, leaf.method,
    coalesce(figures, 0) as figures, coalesce(actors, 0) as actors,
    coalesce(partners, 0) as partners, since, until, coalesce(publishers, []) as publishers,
    leaf.next_check
from indicator as leaf
join theme on theme.id = leaf.theme
join unit on unit.code = leaf.unit
left join counted on counted.indicator = leaf.id
order by theme.position, leaf.position
"""


@dataclass(frozen=True)
class Entry:
    """A family in one line: what it asks, how much there is of it, and when it is looked at again.

    Figures are those in force; publishers come in the order of the figures that rest on them.
    """

    id: str
    theme: str
    title: str
    question: str | None
    definition: str
    indicators: int
    units: list[str]
    figures: int
    actors: int
    partners: int
    since: date | None
    until: date | None
    publishers: list[str]
    originators: int
    next_check: date


@lru_cache(maxsize=4)
def entries(database: str) -> dict[str, Entry]:
    """Every family, in the order of the codebooks."""
    return {str(row["id"]): Entry(**row) for row in records(database, FAMILIES)}


def leaf_records(database: str) -> list[dict[str, Any]]:
    """Every leaf as a plain record for a file; dimensions are written as name=code."""
    rows = records(database, LEAVES)
    return [row | {"dimensions": _cut(row["dimensions"])} for row in rows]


def _cut(dimensions: str) -> list[str]:
    return [f"{name}={code}" for name, code in json.loads(dimensions).items()]
