"""The coder's desk: what is overdue, thin or doubtful in the build in force."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from etl.checks.rules import rules
from etl.paths import SQL
from etl.store.databases import legible, opened


@dataclass(frozen=True)
class Concern:
    """One thing to look at, and why."""

    what: str
    why: str


def status(database: Path, today: date) -> dict[str, list[Concern]]:
    """The desk of a build; raises UnreadableError."""
    with opened(database) as con, legible(database):
        return desk(con, today)


def desk(con: duckdb.DuckDBPyConnection, today: date) -> dict[str, list[Concern]]:
    """Every list of the desk with its concerns, most urgent first; empty lists are kept."""
    return {
        rule.name: [Concern(*row) for row in _answer(con, rule.sql, today)]
        for rule in rules(SQL / "status")
    }


def _answer(con: duckdb.DuckDBPyConnection, sql: str, today: date) -> list[tuple[str, str]]:
    return con.execute(sql, {"today": today} if "$today" in sql else {}).fetchall()
