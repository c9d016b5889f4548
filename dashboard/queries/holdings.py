"""What the edition holds, counted: figures by family and year, by source, by theme."""

from typing import Any

import pandas as pd

from dashboard.queries.database import ask, records

COVERAGE = """
select indicator.family, family.title, year(period_end) as year, count(*) as figures
from figure
join indicator on indicator.id = figure.indicator
join family on family.id = indicator.family
where indicator.theme = $theme and figure.reason is null and year(period_end) >= $first
    and (len($actors) = 0 or list_contains($actors, figure.actor)
        or list_contains($actors, figure.partner))
group by all
order by any_value(family.position), year
"""
SOURCES = """
select
    source.id, source.publisher, source.title, source.url, source.published_as, source.accessed,
    source.licence, source.redistributable, source.independence_group,
    count(distinct used.figure) as figures, list(distinct used.theme order by used.theme) as themes
from source
join (
    select observation.source, observation.id as figure, indicator.theme
    from observation join indicator on indicator.id = observation.indicator
    where len($actors) = 0 or list_contains($actors, observation.actor)
        or list_contains($actors, observation.partner)
    union all
    select source, id, theme from event where len($actors) = 0 or list_has_any(actors, $actors)
) as used on used.source = source.id
where $theme is null or used.theme = $theme
group by all
order by figures desc, source.publisher
"""
CONFIDENCE = """
select indicator.theme, confidence, count(*) as figures
from figure join indicator on indicator.id = figure.indicator
group by all
"""


LARGEST = """
select actor from figure
where indicator = $indicator
group by actor
order by max(abs(value)) desc nulls last, actor
"""


def largest(database: str, indicator: str) -> list[str]:
    """The actors observed under an indicator, those with the largest figure first."""
    return ask(database, LARGEST, {"indicator": indicator})["actor"].tolist()


OTHERS = """
select partner from figure
where indicator = $indicator and partner is not null
group by partner
order by count(*) desc, partner
"""


def others(database: str, indicator: str) -> list[str]:
    """The partners observed under an indicator, most observed first."""
    return ask(database, OTHERS, {"indicator": indicator})["partner"].tolist()


REACH = """
with side as (
    select actor as code, indicator from figure
    union all
    select partner, indicator from figure where partner is not null
)
select code, theme, count(*) as figures
from side join indicator on indicator.id = side.indicator
where len($actors) = 0 or list_contains($actors, code)
group by all
"""


def reach(database: str, actors: list[str]) -> dict[str, dict[str, int]]:
    """Figures in force by actor, on either side of a pair, and theme; most observed first."""
    found: dict[str, dict[str, int]] = {}
    for row in records(database, REACH, {"actors": actors}):
        found.setdefault(row["code"], {})[row["theme"]] = row["figures"]
    return dict(sorted(found.items(), key=lambda item: -sum(item[1].values())))


def coverage(database: str, theme: str, actors: list[str], first: int) -> pd.DataFrame:
    """Number of figures in force by family and year from `first` on."""
    return ask(database, COVERAGE, {"theme": theme, "actors": actors, "first": first})


def sources(database: str, theme: str | None, actors: list[str]) -> list[dict[str, Any]]:
    """The documents with the number of figures and events that rest on each, most used first."""
    return records(database, SOURCES, {"theme": theme, "actors": actors})


def confidence(database: str) -> list[dict[str, Any]]:
    """Number of figures in force by theme and confidence."""
    return records(database, CONFIDENCE)
