"""What falls with an indicator or a document, as the pages show it."""

from dataclasses import dataclass
from functools import lru_cache

from dashboard.store.database import connection, records
from etl.build import impact

BY_SOURCE = """
with resting as (
    select source, 'chart' as kind, exhibit as id from exhibit_figure
    union
    select source, 'claim', claim from claim_figure
    union
    select rests.source, 'reading', rests.claim || ' ' || rests.basis
    from claim_figure as rests join reading using (claim, basis)
    where rests.how = 'computed'
)
select source,
    list(id order by id) filter (kind = 'chart') as charts,
    list(id order by id) filter (kind = 'claim') as claims,
    count(*) filter (kind = 'reading') as readings
from resting
group by source
"""


@dataclass(frozen=True)
class Resting:
    """The charts and claims that rest on a document, by id, and the number of readings."""

    charts: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    readings: int = 0


@lru_cache(maxsize=512)
def of(database: str, name: str) -> impact.Impact:
    """All that rests on an indicator or a document of this build."""
    return impact.impact(connection(database).cursor(), name)


@lru_cache(maxsize=4)
def by_source(database: str) -> dict[str, Resting]:
    """What rests on each document; those on which nothing rests are left out."""
    return {
        row["source"]: Resting(
            tuple(row["charts"] or ()), tuple(row["claims"] or ()), row["readings"]
        )
        for row in records(database, BY_SOURCE)
    }
