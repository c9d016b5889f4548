"""What is known of one figure, one vote or one event, by the id under which an address names it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dashboard.store.corrections import Correction, of_figure
from dashboard.store.database import records

Record = dict[str, Any]
OBSERVATION, VOTE, EVENT = "observation", "vote", "event"

OBSERVED = """
select observation.*, source.publisher, source.title as document, source.url, source.licence,
    source.accessed, source.published_as, source.note as about
from observation join source on source.id = observation.source
where observation.id = $id
"""
VINTAGES = """
select observation.id, value, code, reason, in_force, observation.published, locator,
    source.publisher, source.title as document, source.url
from observation join source on source.id = observation.source
where indicator = $indicator and actor = $actor and period = $period
    and partner is not distinct from $partner
order by observation.published desc, source.id desc
"""
EDITION = """
select source.id, publisher, title as document, known_on as published
from source where id in (select source from figure where indicator = $indicator)
order by known_on desc, id desc
limit 1
"""
CAST_VOTE = """
select roll_call.*, vote.actor, vote.vote as code, source.publisher, source.title as document,
    source.url, source.licence, source.accessed, source.published_as, source.known_on as published
from vote
join roll_call on roll_call.id = vote.roll_call
join source on source.id = roll_call.source
where vote.roll_call = try_cast($roll_call as roll_call_id)
    and vote.actor = try_cast($actor as voter)
"""
HAPPENED = """
select event.*, source.publisher, source.title as document, source.url, source.licence,
    source.accessed, source.published_as, source.known_on as published
from event join source on source.id = event.source
where event.id = $id
"""
EXCEPTIONS = """
select kind, reason from exception
where indicator = $indicator and actor = $actor and period = $period
    and partner is not distinct from $partner
order by kind
"""
NOTES = """
select vote_note.kind, vote_note.note, source.publisher, source.title as document, source.url
from vote_note left join source on source.id = vote_note.source
where roll_call = $roll_call and actor = $actor
order by all
"""
CODED = """
select reliability.coders, reliability.units, reliability.alpha, rule.title
from reliability join coding_rule as rule using (variable, rule)
where list_contains(rule.indicators, $indicator)
qualify row_number() over (partition by variable order by rule desc) = 1
order by rule.title
"""
RESTS = """
select claim.id, claim.number, claim.title, how, exhibit,
    list(distinct test order by test) as tests, list(distinct basis order by basis) as bases
from claim_figure join claim on claim.id = claim_figure.claim
where list_contains($ids, figure)
group by claim.id, claim.number, claim.title, how, exhibit
order by claim.number, how, exhibit
"""
CHARTS = """
select distinct exhibit.id, exhibit.title, exhibit.position
from exhibit_figure join exhibit on exhibit.id = exhibit_figure.exhibit
where figure = $id
order by exhibit.position
"""


@dataclass(frozen=True)
class Card:
    """All that is known of a figure, a vote or an event; `row` is it itself with its document."""

    id: str
    kind: str
    row: Record
    charts: list[Record]
    rests: list[Record]
    corrections: list[Correction]
    remarks: list[Record]
    vintages: list[Record]
    edition: Record | None
    agreement: list[Record]


@lru_cache(maxsize=512)
def load(database: str, figure: str) -> Card | None:
    """The card of an id; None when the build holds nothing of this id."""
    row, what = find(database, figure), kind(figure)
    if row is None:
        return None
    coded = what == OBSERVATION
    remarks = {OBSERVATION: exceptions, VOTE: vote_notes}.get(what)
    return Card(
        figure,
        what,
        row,
        charts(database, figure),
        rests(database, figure),
        of_figure(database, row) if what != EVENT else [],
        remarks(database, row) if remarks else [],
        vintages(database, row) if coded else [],
        edition(database, row["indicator"]) if coded else None,
        agreement(database, row["indicator"]) if coded else [],
    )


def kind(figure: str) -> str:
    """What an id names: vote, event or observation."""
    first = figure.partition(":")[0]
    return first if first in {VOTE, EVENT} else OBSERVATION


def find(database: str, figure: str) -> Record | None:
    """The figure, vote or event of this id with its document; None when there is none."""
    name = kind(figure)
    if name == EVENT:
        found = records(database, HAPPENED, {"id": figure.partition(":")[2]})
    elif name == VOTE:
        roll_call, _, actor = figure.partition(":")[2].rpartition(":")
        found = records(database, CAST_VOTE, {"roll_call": roll_call, "actor": actor})
    else:
        found = records(database, OBSERVED, {"id": figure})
    return found[0] if found else None


def vintages(database: str, row: Record) -> list[Record]:
    """Every published figure of the same indicator, pair and period, newest first."""
    return records(database, VINTAGES, _key(row))


def edition(database: str, indicator: str) -> Record | None:
    """The newest document of an indicator that has a figure in force."""
    return next(iter(records(database, EDITION, {"indicator": indicator})), None)


def exceptions(database: str, row: Record) -> list[Record]:
    """Why a figure outside the bounds of its indicator is right."""
    return records(database, EXCEPTIONS, _key(row))


def vote_notes(database: str, row: Record) -> list[Record]:
    """Doubts about a vote, and corrections of it."""
    return records(database, NOTES, {"roll_call": row["id"], "actor": row["actor"]})


def agreement(database: str, indicator: str) -> list[Record]:
    """How far coders agreed on the judgements that an indicator holds; mostly none."""
    return records(database, CODED, {"indicator": indicator})


def charts(database: str, figure: str) -> list[Record]:
    """The charts that draw or mark it."""
    return records(database, CHARTS, {"id": figure})


def rests(database: str, figure: str) -> list[Record]:
    """The claims that rest on it: computed by tests, or drawn by a chart; one row for each way.

    A test may count a whole roll call; then it rests on each of its votes.
    """
    ids = [figure]
    if kind(figure) == VOTE:
        ids.append(figure.rpartition(":")[0])
    return records(database, RESTS, {"ids": ids})


def _key(row: Record) -> dict[str, object]:
    return {name: row[name] for name in ("indicator", "actor", "partner", "period")}
