"""Vintages of one indicator: which editions there are, and how two of them differ."""

from typing import Any

import pandas as pd

from dashboard.store.database import ask, records

EDITIONS = """
select source.id, source.publisher, source.title, source.known_on as published, count(*) as figures
from observation join source on source.id = observation.source
where indicator = $indicator
group by all
order by published desc, source.id desc
"""
PAIRED = """
select
    later.actor, later.partner, later.period, later.period_start, later.period_end,
    earlier.value as earlier, later.value as later, later.value - earlier.value as difference,
    earlier.id as earlier_id, later.id as later_id
from observation as later
join observation as earlier
    on earlier.indicator = later.indicator and earlier.actor = later.actor
    and earlier.partner is not distinct from later.partner and earlier.period = later.period
where later.indicator = $indicator and later.in_force and earlier.source = $source
    and later.source <> earlier.source
    and later.value is not null and earlier.value is not null
    and (len($actors) = 0 or list_contains($actors, later.actor))
order by later.actor, later.period_start
"""
CITED = """
select
    observation.id as figure, observation.indicator, observation.actor, observation.partner,
    observation.period, observation.source, source.publisher, source.title as document,
    source.url, source.licence, source.known_on as published
from observation join source on source.id = observation.source
where list_contains($figures, observation.id)
order by observation.id
"""


def earlier_editions(database: str, indicator: str) -> list[dict[str, Any]]:
    """The editions with figures that a later one in force restates, newest first."""
    found = records(database, EDITIONS, {"indicator": indicator})
    return [e for e in found[1:] if len(paired(database, indicator, str(e["id"]), ()))]


def paired(database: str, indicator: str, source: str, actors: tuple[str, ...]) -> pd.DataFrame:
    """Each figure of an earlier edition beside the one in force, with the difference."""
    parameters = {"indicator": indicator, "source": source, "actors": list(actors)}
    return ask(database, PAIRED, parameters)


def cited(database: str, pairs: pd.DataFrame) -> pd.DataFrame:
    """A row for each figure of both editions with its document."""
    figures = [*pairs["earlier_id"], *pairs["later_id"]]
    return ask(database, CITED, {"figures": figures})
