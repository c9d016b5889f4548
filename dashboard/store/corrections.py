"""Faults found and what was done about them, and which figures they touch; asked once per build."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard.store.database import records
from dashboard.store.frames import plain_records

OPEN, MENDED = "open", "mended"
SIGNS = {OPEN: "open fault", MENDED: "corrected"}
MOST = 110
"""Letters of a fault that a tooltip tells; the card tells all."""
VOTE = "vote"
CORRECTIONS = """
select correction.*, source.publisher, source.title as document, source.url
from correction left join source on source.id = correction.source
order by status <> 'open', noted_on desc, correction.id
"""


@dataclass(frozen=True)
class Correction:
    """A fault in an indicator, or among the votes; `figures` names those that it touches, if any.

    An entry of `figures` is an actor, or * for all, and how the period begins: POL 2024.
    """

    id: str
    theme: str
    subject: str
    figures: list[str] = field(hash=False)
    whose: str
    fault: str
    mend: str
    status: str
    source: str | None
    noted_on: date
    publisher: str | None
    document: str | None
    url: str | None

    @property
    def named(self) -> list[tuple[str, str]]:
        """Actor, or *, and how the period begins, of each entry."""
        parts = (entry.strip().partition(" ") for entry in self.figures)
        return [(actor, begins) for actor, _, begins in parts]

    def touches(self, actors: Iterable[str | None], period: str) -> bool:
        """Whether it names a figure of this period of one of these actors."""
        own = {"*", *actors}
        return any(actor in own and period.startswith(begins) for actor, begins in self.named)


@dataclass(frozen=True)
class Touched:
    """What is corrected among some figures; `points` by id, `all` each once, open ones first."""

    all: tuple[Correction, ...] = ()
    points: dict[str, tuple[Correction, ...]] = field(default_factory=dict, hash=False)


NOTHING = Touched()


@lru_cache(maxsize=4)
def corrections(database: str) -> tuple[Correction, ...]:
    """All corrections of a build, open ones first, then the newest."""
    return tuple(Correction(**row) for row in records(database, CORRECTIONS))


def of_theme(database: str, theme: str | None) -> list[Correction]:
    """The corrections of a theme; of all when None."""
    return [one for one in corrections(database) if theme in {None, one.theme}]


def of_figure(database: str, row: dict[str, Any]) -> list[Correction]:
    """Those of one figure or vote: that name it, and that speak of all of its series."""
    return [one for one in _of_subject(database, row) if not one.figures or _names(one, row)]


def touching(database: str, rows: pd.DataFrame) -> Touched:
    """What is corrected among figures or votes as charts draw them; it needs their `figure`."""
    subjects = {one.subject for one in corrections(database)}
    points: dict[str, tuple[Correction, ...]] = {}
    met: set[str] = set()
    for row in _rows(rows):
        if subject_of(row) not in subjects:
            continue
        of_it = _of_subject(database, row)
        named = tuple(one for one in of_it if _names(one, row))
        if named:
            points[row["figure"]] = named
        met |= {one.id for one in of_it if not one.figures or one in named}
    return Touched(tuple(one for one in corrections(database) if one.id in met), points)


def behind(database: str, rows: pd.DataFrame) -> Touched:
    """What is corrected among the figures and votes that computed values rest on.

    Figures have an indicator, votes a roll_call; both have actor and partner.
    """
    return Touched(tuple(one for one in corrections(database) if _is_among(rows, one)))


def within(
    database: str, subject: str, actors: Iterable[str | None], period: str
) -> tuple[Correction, ...]:
    """Those that name something within a longer period, over which a value was computed."""
    own = {"*", *actors}
    return tuple(
        one
        for one in corrections(database)
        if one.subject == subject
        and any(a in own and (period.startswith(b) or b.startswith(period)) for a, b in one.named)
    )


def of_votes(database: str) -> Touched:
    """What is corrected among all votes, for what is computed from them."""
    return Touched(tuple(one for one in corrections(database) if one.subject == VOTE))


def state_of(found: Sequence[Correction]) -> str:
    """Open where one of them is, mended where all are, empty without any."""
    states = {one.status for one in found}
    return OPEN if OPEN in states else next(iter(states), "")


def briefly(found: Sequence[Correction]) -> str:
    """What a tooltip says of corrections, after its own words; nothing without any."""
    if not found:
        return ""
    fault = found[0].fault
    fault = fault if len(fault) <= MOST else f"{fault[: MOST - 1].rsplit(' ', 1)[0]} …"
    return f". {SIGNS[found[0].status].capitalize()}: {fault}"


def subject_of(row: dict[str, Any]) -> str:
    """What a correction calls the series of a row: its indicator, or vote."""
    return str(row.get("indicator") or VOTE)


def _is_among(rows: pd.DataFrame, one: Correction) -> bool:
    """Whether a correction names one of some rows, or speaks of the series of one."""
    if one.subject == VOTE:
        mine = rows.loc[rows["roll_call"].notna()] if "roll_call" in rows else rows.iloc[:0]
    else:
        mine = rows.loc[rows["indicator"] == one.subject] if "indicator" in rows else rows.iloc[:0]
    if mine.empty or not one.figures:
        return not mine.empty
    when = mine["roll_call" if one.subject == VOTE else "period"].astype("str")
    for actor, begins in one.named:
        named = when.str.startswith(begins)
        if actor != "*":
            named &= (mine["actor"] == actor) | (mine["partner"] == actor)
        if named.any():
            return True
    return False


def _rows(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The figures as records, with what tells them apart."""
    names = ("figure", "indicator", "actor", "partner", "period", "roll_call")
    return plain_records(rows, [name for name in names if name in rows])


def _of_subject(database: str, row: dict[str, Any]) -> list[Correction]:
    return [one for one in corrections(database) if one.subject == subject_of(row)]


def _names(one: Correction, row: dict[str, Any]) -> bool:
    """Whether a correction names this very figure; a vote is named by its roll call."""
    partner = row.get("partner")
    actors = (row["actor"], partner if isinstance(partner, str) else None)
    return one.touches(actors, str(row.get("period") or row.get("roll_call") or row["id"]))
