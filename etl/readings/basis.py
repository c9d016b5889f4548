"""The three states of knowledge under which every claim is read."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

import duckdb

KNOWN_ON = """
select greatest(
    (select max(accessed) from source),
    (select max(date_start) from event),
    (select max(date) from roll_call)
)
"""
HALVES = {"H1": 6, "H2": 12, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12}


@dataclass(frozen=True)
class Basis:
    """Figures published up to `day`, of periods that ended by `until`."""

    name: str
    day: date
    until: date


def known_on(con: duckdb.DuckDBPyConnection) -> date | None:
    """The day as of which a build knows what it knows: that of its newest reading or event.

    The calendar moves on without the data. A window that ended with today would lose figures, and
    take a year that was announced for one that is over, though nobody has looked at a document.
    """
    ((day,),) = con.execute(KNOWN_ON).fetchall()
    return day


def bases(known: date, published: date) -> tuple[Basis, ...]:
    """What the data know; what a reader of the article could know; what the data know of then."""
    return (
        Basis("now", known, known),
        Basis("then", published, published),
        Basis("revised", known, published),
    )


def last_day(period: str) -> date:
    """The last day of an ISO period; of an interval that of its second part."""
    year, *rest = period.rsplit("/", maxsplit=1)[-1].split("-")
    if len(rest) == 2:
        return date(int(year), int(rest[0]), int(rest[1]))
    month = HALVES.get(rest[0]) or int(rest[0]) if rest else 12
    return date(int(year), month, monthrange(int(year), month)[1])
