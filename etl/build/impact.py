"""What falls with an indicator or a document: statements, readings and charts that rest on it."""

import difflib
from dataclasses import dataclass

import duckdb

from etl.paths import SQL
from etl.problems import StopError


@dataclass(frozen=True)
class RestingChart:
    """A chart that rests on it: with `figures` of the `of` that it draws, and marked events."""

    id: str
    title: str
    figures: int
    of: int
    events: int


@dataclass(frozen=True)
class RestingStatement:
    """A statement that rests on it: with how many figures computed, and with how many drawn."""

    id: str
    number: int
    title: str
    computed: int
    drawn: int


@dataclass(frozen=True)
class RestingReading:
    """A reading that is computed from it."""

    claim: str
    number: int
    basis: str
    reading: str


@dataclass(frozen=True)
class Impact:
    """All that rests on an indicator or a document; `figures` are in force, `vintages` are all."""

    kind: str
    id: str
    title: str
    figures: int
    vintages: int
    events: int
    roll_calls: int
    memberships: int
    charts: tuple[RestingChart, ...]
    statements: tuple[RestingStatement, ...]
    readings: tuple[RestingReading, ...]


class UnknownError(StopError):
    """There is neither an indicator nor a document of this id; the message names near ones."""


NAMED = """
select 'indicator' as kind, title from indicator where id = $id
union all
select 'source', publisher || ', ' || title from source where id = $id
"""
IDS = "select id from indicator union all select id from source"


def impact(con: duckdb.DuckDBPyConnection, id_: str) -> Impact:
    """What rests on the indicator or document of this id; raises UnknownError."""
    named = con.execute(NAMED, {"id": id_}).fetchall()
    if not named:
        raise UnknownError(_unknown(con, id_))
    kind, title = named[0]
    counts = _rows(con, "figures", kind, id_)[0]
    return Impact(
        kind,
        id_,
        title,
        *counts,
        charts=tuple(RestingChart(*row) for row in _rows(con, "charts", kind, id_)),
        statements=tuple(RestingStatement(*row) for row in _rows(con, "claims", kind, id_)),
        readings=tuple(RestingReading(*row) for row in _rows(con, "readings", kind, id_)),
    )


def _rows(con: duckdb.DuckDBPyConnection, name: str, kind: str, id_: str) -> list[tuple]:
    question = (SQL / "impact" / f"{name}.sql").read_text("utf-8")
    return con.execute(question, {"kind": kind, "id": id_}).fetchall()


def _unknown(con: duckdb.DuckDBPyConnection, id_: str) -> str:
    """The sentence that says so, with ids that look alike."""
    ids = [name for (name,) in con.execute(IDS).fetchall()]
    near = difflib.get_close_matches(id_, ids, n=3)
    return f"{id_!r} is neither an indicator nor a source" + (
        f" (near: {', '.join(near)})" if near else ""
    )


def lines(found: Impact) -> list[str]:
    """The impact as lines for a terminal."""
    return [
        f"{found.kind} {found.id}: {found.title}",
        f"  holds {_held(found)}",
        f"charts: {len(found.charts) or 'none'}",
        *(f"  {chart.id}: {_drawn(chart)}; {chart.title}" for chart in found.charts),
        f"statements: {len(found.statements) or 'none'}",
        *(f"  {s.number} ({s.id}): {_how(s)}; {s.title}" for s in found.statements),
        f"readings: {len(found.readings) or 'none'}",
        *(f"  {r.number} ({r.claim}), {r.basis}: {r.reading}" for r in found.readings),
    ]


def _held(found: Impact) -> str:
    counts = [(found.figures, "figures in force"), (found.vintages, "of all vintages")]
    others = [(found.events, "events"), (found.roll_calls, "roll calls")]
    others.append((found.memberships, "memberships"))
    counts += [(count, noun) for count, noun in others if count]
    return ", ".join(f"{count:,} {noun}" for count, noun in counts)


def _drawn(chart: RestingChart) -> str:
    """How much of a chart rests on it."""
    part = (
        f"all {chart.of:,}" if chart.figures == chart.of else f"{chart.figures:,} of {chart.of:,}"
    )
    parts = [f"{part} figures"] if chart.figures else []
    return ", ".join(parts + ([f"{chart.events:,} marked events"] if chart.events else []))


def _how(statement: RestingStatement) -> str:
    ways = ((statement.computed, "computed from"), (statement.drawn, "drawn with"))
    return ", ".join(f"{way} {count:,}" for count, way in ways if count)
