"""Dated events with their sources, and the series that could show a change around one."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from dashboard.store.database import ask, records, tupled
from dashboard.store.lens import Lens

EVENTS = """
select event.id, event.theme, event.date, date_start, date_end, actors, topic, event.title,
    description, confidence, locator, event.source, source.publisher, source.title as document,
    source.url, source.licence, source.known_on as published
from event join source on source.id = event.source
order by date_start desc, event.id
"""
# Regular series of an actor of the event that reach from well before it to well after it.
SERIES = """
with long as (
    select indicator, actor, partner, count(distinct period) as periods,
        min(period_start) as first, max(period_end) as last
    from figure
    where value is not null and (list_contains($actors, actor) or list_contains($actors, partner))
    group by all
    having count(distinct period) >= 20
        and min(period_end) < $day::date and max(period_start) > $day::date
)
select long.*, indicator.title, indicator.frequency
from long
join indicator on indicator.id = long.indicator
join family on family.id = indicator.family
join theme on theme.id = indicator.theme
where indicator.frequency in ('M', 'Q', 'Y') and unit <> 'flag'
order by indicator.theme <> $theme, indicator.frequency = 'Y',
    not list_has_all($actors, [long.actor, coalesce(partner, long.actor)]),
    indicator.id <> family.default_indicator, list_position($actors, long.actor) is null,
    list_position($actors, long.actor), theme.position, indicator.position, long.actor, partner
"""
VALUES = """
select figure.indicator, figure.actor, figure.partner, figure.period, figure.period_start,
    figure.period_end, figure.value, figure.locator, figure.source, source.publisher,
    source.title as document, source.url, source.licence, figure.published
from figure join source on source.id = figure.source
where indicator = $indicator and actor = $actor and partner is not distinct from $partner
    and value is not null
order by period_start
"""
REACH = "select max(period_end) as last from figure where indicator = $indicator"


@dataclass(frozen=True)
class Event:
    """A dated event with the document that it was read in."""

    id: str
    theme: str
    date: str
    date_start: dt.date
    date_end: dt.date
    actors: tuple[str, ...]
    topic: str
    title: str
    description: str | None
    confidence: str
    locator: str
    source: str
    publisher: str
    document: str
    url: str
    licence: str
    published: dt.date


@dataclass(frozen=True)
class Candidate:
    """A regular series that could show a change around an event."""

    indicator: str
    actor: str
    partner: str | None
    periods: int
    first: dt.date
    last: dt.date
    title: str
    frequency: str


@lru_cache(maxsize=4)
def all_events(database: str) -> dict[str, Event]:
    """Every event by its id, newest first."""
    return {str(row["id"]): Event(**tupled(row, "actors")) for row in records(database, EVENTS)}


def events(database: str, lens: Lens) -> list[Event]:
    """The events of the chosen actors, theme and period, newest first."""
    return [
        event
        for event in all_events(database).values()
        if (not lens.actors or set(lens.actors) & set(event.actors))
        and lens.theme in {None, event.theme}
        and f"{event.date_end}" >= lens.first_day
        and f"{event.date_start}" <= lens.last_day
    ]


@lru_cache(maxsize=256)
def candidates(database: str, event: Event) -> tuple[Candidate, ...]:
    """The series of the actors of an event that reach beyond its date on both sides.

    Those of its theme come first, then those finer than years, then defaults of families.
    """
    asked = {"theme": event.theme, "actors": list(event.actors), "day": event.date_start}
    return tuple(Candidate(**row) for row in records(database, SERIES, asked))


DAYS = {"M": 30, "Q": 91, "Y": 365}


def reaches(candidate: Candidate, event: Event, span: int) -> bool:
    """Whether a series is long enough on both sides of an event for windows of some periods."""
    days = dt.timedelta(days=DAYS[candidate.frequency] * span)
    return candidate.first <= event.date_start - days and candidate.last >= event.date_end + days


@lru_cache(maxsize=64)
def series(database: str, candidate: Candidate) -> pd.DataFrame:
    """The figures of a series in force, oldest first, with their documents."""
    names = ("indicator", "actor", "partner")
    return ask(database, VALUES, {name: getattr(candidate, name) for name in names})


def regular(database: str, candidate: Candidate, *, is_flow: bool) -> pd.DataFrame:
    """The values on a grid of whole periods: period, start, end, value.

    Missing ones are nan, of a flow nought: a publisher leaves out the months without any, up to the
    last month of its file.
    """
    found = series(database, candidate)
    grid = pd.PeriodIndex(found["period_start"], freq=candidate.frequency)
    values = pd.Series(found["value"].to_numpy(), index=grid)
    last = grid.max()
    if is_flow:
        end = records(database, REACH, {"indicator": candidate.indicator})[0]["last"]
        last = pd.PeriodIndex([end], freq=candidate.frequency).max()
    every = pd.period_range(grid.min(), last, freq=candidate.frequency)
    filled = values.reindex(every, fill_value=0.0 if is_flow else float("nan"))
    return pd.DataFrame(
        {
            "period": [str(p).replace("Q", "-Q") for p in every],
            "start": every.start_time.date,
            "end": every.end_time.date,
            "value": filled.to_numpy(dtype=float),
        }
    )
