"""What was revised between an older build and the one in force: figures, votes, readings."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import duckdb

from dashboard.store.database import beside

HOW = ("changed", "added", "taken out")
FIGURES = """
with resting as (
    select figure from old.exhibit_figure union select figure from new.exhibit_figure
    union select figure from old.claim_figure union select figure from new.claim_figure
),
figures as (
    select
        coalesce(later.indicator, earlier.indicator) as indicator,
        coalesce(later.actor, earlier.actor) as actor,
        coalesce(later.partner, earlier.partner) as partner,
        coalesce(later.period, earlier.period) as period,
        earlier.id as was_id, later.id as now_id,
        earlier.value as was_value, earlier.code as was_code, earlier.reason as was_reason,
        later.value as now_value, later.code as now_code, later.reason as now_reason
    from (from old.observation where in_force) as earlier
    full join (from new.observation where in_force) as later
        on earlier.indicator = later.indicator and earlier.actor = later.actor
        and earlier.partner is not distinct from later.partner and earlier.period = later.period
    where earlier.value is distinct from later.value or earlier.code is distinct from later.code
        or earlier.reason is distinct from later.reason or earlier.id is null or later.id is null
)
select figures.*,
    case when was_id is null then 'added' when now_id is null then 'taken out' else 'changed' end
        as how,
    coalesce(was_id in (from resting), false) or coalesce(now_id in (from resting), false) as rests
from figures
order by rests desc, indicator, actor, partner nulls first, period
"""
VOTES = """
select count(*) from (
    select roll_call::varchar as roll_call, actor::varchar as actor, vote::varchar as vote
    from old.vote
) as earlier full join (
    select roll_call::varchar as roll_call, actor::varchar as actor, vote::varchar as vote
    from new.vote
) as later using (roll_call, actor)
where earlier.vote is distinct from later.vote
"""
READINGS = """
select earlier.claim, claim.number, claim.title, earlier.basis,
    earlier.reading as was, later.reading as now
from old.reading as earlier
join new.reading as later using (claim, basis)
join old.claim as claim on claim.id = earlier.claim
where earlier.reading <> later.reading
order by claim.number, earlier.basis
"""


@dataclass(frozen=True)
class Revised:
    """All that differs between two builds; `figures` and `readings` are records, in order."""

    figures: tuple[dict[str, Any], ...]
    votes: int
    readings: tuple[dict[str, Any], ...]

    def counts(self, *, resting: bool) -> dict[str, int]:
        """How many figures were changed, added and taken out; of all, or of those in use."""
        held = [row["how"] for row in self.figures if row["rests"] or not resting]
        return {how: held.count(how) for how in HOW}

    def of(self, indicators: frozenset[str]) -> int:
        """How many figures of some indicators differ."""
        return sum(row["indicator"] in indicators for row in self.figures)


@lru_cache(maxsize=16)
def revised(old: str, new: str) -> Revised:
    """What differs; both builds are immutable, so it is asked once."""
    with beside(old, new) as con:
        (votes,) = con.execute(VOTES).fetchall()[0]
        return Revised(tuple(_rows(con, FIGURES)), votes, tuple(_rows(con, READINGS)))


def _rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """The answer as records."""
    cursor = con.execute(sql)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
