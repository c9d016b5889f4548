"""The pieces of evidence behind a test: who published them, how old they are, whom they cover."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from etl.paths import SQL

DAYS_A_YEAR = 365.25
COVERED = 0.9
SOUND = 0.9
ASSEMBLY = "WORLD"


@dataclass(frozen=True)
class Piece:
    """One figure, event or roll call; `sound` unless of low confidence or coded by one only."""

    id: str
    publisher: str
    known_on: date
    first_day: date
    last_day: date
    actors: tuple[str, ...]
    sound: bool


class Pieces:
    """Evidence by id, each asked of the database once."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        """Ask through this connection."""
        self._con = con
        self._question = (SQL / "readings" / "evidence.sql").read_text("utf-8")
        self._known: dict[str, Piece | None] = {}

    def learn(self, ids: Collection[str]) -> None:
        """Ask for what is not known yet: once for many is quicker than for each."""
        missing = [name for name in ids if name not in self._known]
        if missing:
            for name, *rest in self._con.execute(self._question, {"ids": missing}).fetchall():
                self._known[name] = Piece(name, *_tupled(rest)) if rest[0] else None

    def named(self, ids: Collection[str]) -> tuple[list[Piece], list[str]]:
        """The pieces with these ids, and the ids of which there is nothing."""
        self.learn(ids)
        found = [self._known[name] for name in ids]
        return [p for p in found if p], [n for n, p in zip(ids, found, strict=True) if not p]


def _tupled(row: Sequence) -> list:
    publisher, known_on, first, last, actors, sound = row
    return [publisher, known_on, first, last, tuple(actors), sound]


@dataclass(frozen=True)
class Body:
    """The evidence of a reading taken together; ages in days before `until`."""

    publishers: int
    observations: int
    first_day: date | None
    last_day: date | None
    covered: int
    sound: float


def body(pieces: Sequence[Piece], actors: Sequence[str]) -> Body:
    """Pieces taken together; a roll call of the Assembly covers every actor."""
    named = {actor for piece in pieces for actor in piece.actors}
    covered = len(actors) if ASSEMBLY in named else sum(actor in named for actor in actors)
    return Body(
        publishers=len({piece.publisher for piece in pieces}),
        observations=len(pieces),
        first_day=min((piece.first_day for piece in pieces), default=None),
        last_day=max((piece.last_day for piece in pieces), default=None),
        covered=covered,
        sound=sum(piece.sound for piece in pieces) / len(pieces) if pieces else 0.0,
    )


def criteria(
    found: Body, until: date, span_years: float, max_age_days: int, actors: int
) -> dict[str, bool]:
    """Five questions whose answers make the strength of a reading."""
    if found.first_day is None or found.last_day is None:
        return dict.fromkeys(("publishers", "length", "coding", "age", "actors"), False)
    years = (found.last_day - found.first_day).days / DAYS_A_YEAR
    return {
        "publishers": found.publishers >= 2,
        "length": years >= span_years,
        "coding": found.sound >= SOUND,
        "age": (until - found.last_day).days <= max_age_days / 2,
        "actors": found.covered >= COVERED * actors,
    }


def strength(answers: dict[str, bool]) -> str:
    """Robust when all five are answered yes, medium from three on, else limited."""
    count = sum(answers.values())
    return "robust" if count == len(answers) else "medium" if count >= 3 else "limited"
