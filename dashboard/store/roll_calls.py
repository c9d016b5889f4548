"""The roll calls behind the measures: ballots, splits, repeated texts, documents."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard.store.database import ask, records
from dashboard.store.dyads import Yardstick

ISSUES = {
    "me": "Palestinian conflict",
    "nu": "Nuclear weapons",
    "di": "Arms control",
    "hr": "Human rights",
    "co": "Colonialism",
    "ec": "Economic development",
}
"""The issue flags of the copy, by the columns of roll_call."""

BALLOTS = """
select
    scoped.year, count(*) as roll_calls, count(*) filter (vote.vote = 'Y') as yes,
    count(*) filter (vote.vote = 'N') as no, count(*) filter (vote.vote = 'A') as abstain
from scoped
left join vote on vote.roll_call = scoped.roll_call and vote.actor::varchar = $actor
where scope = $scope and scoped.year between $first and $last
group by scoped.year order by scoped.year
"""


@lru_cache(maxsize=64)
def ballots(database: str, yardstick: Yardstick, actor: str) -> pd.DataFrame:
    """How a member voted, by year, and how many roll calls there were."""
    asked = {"scope": yardstick.scope, "actor": actor} | yardstick.years
    return ask(database, BALLOTS, asked)


ALMOST_ALONE = """
select count(*) as found
from scoped
join roll_call on roll_call.id = scoped.roll_call::varchar
join vote on vote.roll_call = scoped.roll_call and vote.actor::varchar = $actor
where scope = $scope and scoped.year = $year and vote.vote = 'N' and roll_call.no <= $most
"""


@lru_cache(maxsize=64)
def almost_alone(database: str, scope: str, year: int, actor: str, most: int) -> int:
    """On how many roll calls of a year a member voted no and at most so many did in all."""
    asked = {"scope": scope, "year": year, "actor": actor, "most": most}
    return int(records(database, ALMOST_ALONE, asked)[0]["found"])


DOCUMENTS = """
select
    roll_call.source, source.publisher, source.title as document, source.url, source.licence,
    source.known_on::timestamp as published
from scoped
join roll_call on roll_call.id = scoped.roll_call::varchar
join source on source.id = roll_call.source
where scope = $scope and scoped.year between $first and $last
order by scoped.date, roll_call.id
"""


@lru_cache(maxsize=64)
def documents(database: str, yardstick: Yardstick) -> pd.DataFrame:
    """A row per roll call of the yardstick with the document that it was read in."""
    return ask(database, DOCUMENTS, {"scope": yardstick.scope} | yardstick.years)


@dataclass(frozen=True)
class Sieve:
    """Which roll calls of a dyad a reader looks for; empty parts keep all."""

    year: int | None = None
    issue: str | None = None
    words: str | None = None


SPLITS = """
select
    roll_call.date, scoped.year, roll_call.id, roll_call.resolution, roll_call.title,
    roll_call.undl_id, mine.vote::varchar as mine, theirs.vote::varchar as theirs,
    roll_call.yes, roll_call.no, roll_call.abstain, roll_call.me, roll_call.nu, roll_call.di,
    roll_call.hr, roll_call.co, roll_call.ec, roll_call.source, roll_call.locator,
    count(*) over () as found, count_if(mine.vote <> 'A' and theirs.vote <> 'A') over () as opposite
from scoped
join vote as mine on mine.roll_call = scoped.roll_call and mine.actor::varchar = $one
join vote as theirs on theirs.roll_call = scoped.roll_call and theirs.actor::varchar = $other
join roll_call on roll_call.id = scoped.roll_call::varchar
where scope = $scope and scoped.year between $first and $last
    and mine.vote <> theirs.vote and mine.vote <> 'X' and theirs.vote <> 'X'
    and ($year is null or scoped.year = $year)
    and case $issue
        when 'me' then me when 'nu' then nu when 'di' then di
        when 'hr' then hr when 'co' then co when 'ec' then ec else true
    end
    and len(list_filter($words, lambda word: not contains(
        lower(concat_ws(' ', roll_call.resolution, roll_call.title)), word))) = 0
order by roll_call.date desc, roll_call.id desc
limit $most
"""


def splits(
    database: str,
    yardstick: Yardstick,
    pair: tuple[str, str],
    sieve: Sieve,
    most: int | None = None,
) -> pd.DataFrame:
    """The roll calls in which two members cast different votes, newest first, at most so many.

    Each row says how many there are in all (`found`), and in how many of them one voted yes and
    the other no (`opposite`).
    """
    asked = {
        "scope": yardstick.scope,
        "one": pair[0],
        "other": pair[1],
        "year": sieve.year,
        "issue": sieve.issue,
        "words": (sieve.words or "").lower().split(),
        "most": most,
    }
    return ask(database, SPLITS, asked | yardstick.years)


CELLS = """
select yy, ya, yn, ay, aa, an, ny, na, nn from dyad_count
where actor::varchar = least($one, $other) and partner::varchar = greatest($one, $other)
    and scope::varchar = $scope and year = $year
"""


def cells(
    database: str, scope: str, year: int, pair: tuple[str, str]
) -> tuple[tuple[int, ...], ...] | None:
    """How often the pair cast which votes in a year: rows yes, abstained, no of the first."""
    asked = {"one": pair[0], "other": pair[1], "scope": scope, "year": year}
    found = records(database, CELLS, asked)
    if not found:
        return None
    flat = [int(n) for n in found[0].values()]
    table = (tuple(flat[0:3]), tuple(flat[3:6]), tuple(flat[6:9]))
    return table if pair[0] < pair[1] else tuple(zip(*table, strict=True))


REPEATED = """
with texts as (
    select scoped.roll_call, scoped.year, lower(roll_call.title) as title
    from scoped join roll_call on roll_call.id = scoped.roll_call::varchar
    where scope = $scope and scoped.year in ($before, $year) and roll_call.title is not null
),
both_years as (select title from texts group by title having count(distinct year) = 2),
cast_votes as (
    select texts.roll_call, texts.year, vote.actor::varchar as actor,
        case vote.vote when 'Y' then 0 when 'A' then 1 when 'N' then 2 end as position
    from texts semi join both_years using (title)
    join vote on vote.roll_call = texts.roll_call
    where vote.vote <> 'X' and list_contains(list_append($others, $one), vote.actor::varchar)
)
select
    theirs.actor as partner, theirs.year, (select count(*) from both_years) as titles,
    count(*) as n_votes, 1 - avg(abs(mine.position - theirs.position)) / 2 as value
from cast_votes as mine
join cast_votes as theirs on theirs.roll_call = mine.roll_call and theirs.actor <> mine.actor
where mine.actor = $one
group by all order by all
"""


@lru_cache(maxsize=64)
def repeated(
    database: str, scope: str, year: int, one: str, others: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Agreement on the texts whose title was put to a vote in a year and in the one before it.

    The agenda of both years is the same there; empty where titles of a year are not known.
    """
    asked = {"scope": scope, "year": year, "before": year - 1, "one": one, "others": list(others)}
    return records(database, REPEATED, asked)


CONTESTED = """
select count(*) as n_votes, 1 - avg(abs(
    case mine.vote when 'Y' then 0 when 'A' then 1 when 'N' then 2 end
    - case theirs.vote when 'Y' then 0 when 'A' then 1 when 'N' then 2 end)) / 2 as value
from scoped
join roll_call on roll_call.id = scoped.roll_call::varchar
join vote as mine on mine.roll_call = scoped.roll_call and mine.actor::varchar = $one
join vote as theirs on theirs.roll_call = scoped.roll_call and theirs.actor::varchar = $other
where scope = $scope and scoped.year = $year and mine.vote <> 'X' and theirs.vote <> 'X'
    and greatest(yes, no, abstain) <= (1 - $share) * (yes + no + abstain)
"""


def contested(
    database: str, scope: str, year: int, pair: tuple[str, str], share: float
) -> tuple[int, float | None]:
    """Number of common votes and agreement where at least that share left the majority."""
    asked = {"one": pair[0], "other": pair[1], "scope": scope, "year": year, "share": share}
    row = records(database, CONTESTED, asked)[0]
    return int(row["n_votes"]), row["value"]


NUMBERED = """
with numbered as (
    select session,
        try_cast(regexp_extract(resolution, '^A/RES/\\d+/(\\d+)', 1) as integer) as number
    from roll_call
)
select session, max(number) as highest, count(distinct number) as voted
from numbered
where session < (select max(session) from roll_call)
group by session
having count(number) >= 0.9 * count(*)
order by session desc limit 1
"""


@lru_cache(maxsize=4)
def numbered(database: str) -> dict[str, int] | None:
    """Of the newest finished session: the highest number of a resolution, and how many were voted.

    Resolutions are numbered as they pass, with or without a vote; the highest number that is
    voted on is thus the least that were passed.
    """
    found = records(database, NUMBERED)
    return found[0] if found else None
