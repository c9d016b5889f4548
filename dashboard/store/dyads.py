"""Agreement between members of the General Assembly, year by year, with ranks and intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from dashboard.store.database import ask, records

MEASURES = (
    "agreement", "identical_share", "s_abs", "s_sq", "kappa_abs", "kappa_sq", "pi_abs", "pi_sq",
)  # fmt: skip
SCOPES = ("fp", "all", "session")
FEW = 30
"""Common votes below which the build ranks no dyad, and the pages say so."""


@dataclass(frozen=True)
class Yardstick:
    """How agreement is measured: by which measure, over which roll calls, in which years."""

    measure: str = "agreement"
    scope: str = "fp"
    first: int = 1
    last: int = 9999

    @property
    def asked(self) -> dict[str, object]:
        """Its parts as parameters of a question."""
        return {"measure": self.measure, "scope": self.scope} | self.years

    @property
    def years(self) -> dict[str, object]:
        """Its years as parameters of a question."""
        return {"first": self.first, "last": self.last}


@lru_cache(maxsize=4)
def voters(database: str) -> frozenset[str]:
    """The members that ever cast a vote; only these have dyads."""
    rows = records(database, "select unnest(enum_range(null::voter))::varchar as actor")
    return frozenset(str(row["actor"]) for row in rows)


@lru_cache(maxsize=16)
def years(database: str, scope: str) -> tuple[int, ...]:
    """The years of a scope that hold a roll call, oldest first."""
    question = "select distinct year from scoped where scope = $scope order by year"
    return tuple(int(row["year"]) for row in records(database, question, {"scope": scope}))


PAIRS = """
select
    pair.place, year, n_votes, is_ranked,
    case $measure
        when 'agreement' then agreement when 'identical_share' then identical_share
        when 's_abs' then s_abs when 's_sq' then s_sq
        when 'kappa_abs' then kappa_abs when 'kappa_sq' then kappa_sq
        when 'pi_abs' then pi_abs when 'pi_sq' then pi_sq
    end as value
from (select unnest($places) as place, unnest($actors) as one, unnest($partners) as other) as pair
join dyad_year
    on dyad_year.actor = least(one, other) and dyad_year.partner = greatest(one, other)
where scope = $scope and year between $first and $last
    and list_contains($lower, dyad_year.actor) and list_contains($upper, dyad_year.partner)
order by pair.place, year
"""


@lru_cache(maxsize=256)
def pairs(database: str, yardstick: Yardstick, wanted: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    """Some dyads over the years, `place` the one in `wanted`; without a common vote no row."""
    asked = {
        "places": list(range(len(wanted))),
        "actors": [one for one, _ in wanted],
        "partners": [other for _, other in wanted],
        "lower": sorted({min(pair) for pair in wanted}),
        "upper": sorted({max(pair) for pair in wanted}),
    }
    return ask(database, PAIRS, yardstick.asked | asked)


PARTNERS = """
select alignment.partner, alignment.year, alignment.value, alignment.n_votes, is_ranked, rank, "of"
from alignment
left join dyad_rank using (measure, scope, actor, partner, year)
where measure = $measure and scope = $scope and actor = $actor
    and alignment.year between $first and $last
order by alignment.year, alignment.partner
"""


PLACES = """
select partner, year, rank, "of", median(value) over (partition by year) as median_member
from dyad_rank
where measure = $measure and scope = $scope and actor = $one and year between $first and $last
order by partner, year
"""


@lru_cache(maxsize=64)
def _places(database: str, yardstick: Yardstick, one: str) -> pd.DataFrame:
    return ask(database, PLACES, yardstick.asked | {"one": one})


def places(database: str, yardstick: Yardstick, pair: tuple[str, str]) -> pd.DataFrame:
    """By year the rank of the second among the partners of the first, and their median."""
    field = _places(database, yardstick, pair[0])
    years_of_field = field.drop_duplicates("year")[["year", "of", "median_member"]]
    mine = field.loc[field["partner"] == pair[1], ["year", "rank"]]
    return years_of_field.merge(mine, on="year", how="left").sort_values("year")


@lru_cache(maxsize=64)
def partners(database: str, yardstick: Yardstick, actor: str) -> pd.DataFrame:
    """All partners of a member: value, common votes, rank among those ranked (missing: none)."""
    return ask(database, PARTNERS, yardstick.asked | {"actor": actor})


INTERVALS = """
select year, low, high, draws from dyad_interval
where actor = least($one, $other) and partner = greatest($one, $other)
    and measure = $measure and scope = $scope and year between $first and $last
    and low is not null
order by year
"""


def intervals(database: str, yardstick: Yardstick, pair: tuple[str, str]) -> pd.DataFrame:
    """The 90 per cent intervals of a dyad; empty for dyads without bootstrap."""
    return ask(database, INTERVALS, yardstick.asked | {"one": pair[0], "other": pair[1]})


MEMBERS = """
select distinct years.year, membership.actor
from (select unnest($years) as year) as years
join membership
    on since <= make_date(years.year, 12, 31)
    and coalesce(until, make_date(years.year, 12, 31)) >= make_date(years.year, 12, 31)
where "grouping" = $grouping
order by all
"""


def members(database: str, grouping: str, wanted: Sequence[int]) -> pd.DataFrame:
    """Who was a member of a grouping at the end of each year."""
    return ask(database, MEMBERS, {"grouping": grouping, "years": list(wanted)})


def spread(found: pd.DataFrame, member: pd.DataFrame, own: str) -> pd.DataFrame:
    """Mean, lowest and highest value over the ranked members of a grouping, by year.

    `found` are the partners of the member `own`, which does not count itself. Years with fewer
    than two members that are ranked have no row.
    """
    ranked = found.loc[found["rank"].notna(), ["partner", "year", "value"]]
    inside = member.loc[member["actor"] != own].rename(columns={"actor": "partner"})
    joined = ranked.merge(inside, on=["partner", "year"])
    grouped = joined.groupby("year")["value"]
    table = grouped.agg(value="mean", low="min", high="max", members="count").reset_index()
    return table.loc[table["members"] >= 2].reset_index(drop=True)


SUSPECT = """
select suspect_year.actor, year, votes from suspect_year
where scope = $scope and year between $first and $last
order by year, actor
"""


def suspect(database: str, yardstick: Yardstick) -> list[tuple[str, int, int]]:
    """Member, year and number of roll calls whose votes look damaged in the copy."""
    asked = {"scope": yardstick.scope} | yardstick.years
    return [(r["actor"], r["year"], r["votes"]) for r in records(database, SUSPECT, asked)]
