"""The three states of knowledge under which every claim is read."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

HALVES = {"H1": 6, "H2": 12, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12}


@dataclass(frozen=True)
class Basis:
    """Figures published up to `day`, of periods that ended by `until`."""

    name: str
    day: date
    until: date


def bases(today: date, published: date) -> tuple[Basis, ...]:
    """What is known today; what a reader of the article could know; what is known today of then."""
    return (
        Basis("now", today, today),
        Basis("then", published, published),
        Basis("revised", today, published),
    )


def last_day(period: str) -> date:
    """The last day of an ISO period; of an interval that of its second part."""
    year, *rest = period.rsplit("/", maxsplit=1)[-1].split("-")
    if len(rest) == 2:
        return date(int(year), int(rest[0]), int(rest[1]))
    month = HALVES.get(rest[0]) or int(rest[0]) if rest else 12
    return date(int(year), month, monthrange(int(year), month)[1])
