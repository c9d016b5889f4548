"""What the edition holds, counted: figures by actor and theme, by source, by confidence."""

from dataclasses import dataclass
from typing import Any

from dashboard.store.database import ask, records

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
order by figures desc, source.publisher, source.title, source.id
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
    select actor as code, indicator from figure where reason is null
    union all
    select partner, indicator from figure where reason is null and partner is not null
)
select code, theme, count(distinct family) as families, count(*) as figures
from side join indicator on indicator.id = side.indicator
where (len($actors) = 0 or list_contains($actors, code)) and ($theme is null or theme = $theme)
group by all
"""


@dataclass(frozen=True)
class Reach:
    """How many families of a theme have a figure of an actor on a side, and how many figures."""

    families: int
    figures: int


def reach(database: str, theme: str | None, actors: list[str]) -> dict[str, dict[str, Reach]]:
    """The reach of each actor by theme; those of whom most families speak first."""
    found: dict[str, dict[str, Reach]] = {}
    for row in records(database, REACH, {"theme": theme, "actors": actors}):
        held = Reach(row["families"], row["figures"])
        found.setdefault(row["code"], {})[row["theme"]] = held

    def order(code: str) -> tuple[int, int, str]:
        held = found[code].values()
        return -sum(r.families for r in held), -sum(r.figures for r in held), code

    return {code: found[code] for code in sorted(found, key=order)}


def sources(database: str, theme: str | None, actors: list[str]) -> list[dict[str, Any]]:
    """The documents with the number of figures and events that rest on each, most used first."""
    return records(database, SOURCES, {"theme": theme, "actors": actors})


def confidence(database: str) -> list[dict[str, Any]]:
    """Number of figures in force by theme and confidence."""
    return records(database, CONFIDENCE)
