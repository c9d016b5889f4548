"""Two builds held side by side: what the one that was made would change of the one in force."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from etl.paths import SQL
from etl.plan.drops import drops
from etl.plan.model import (
    Change,
    ExhibitChange,
    FigureChange,
    Flip,
    IndicatorChange,
    Plan,
    RelationChange,
    Side,
)
from etl.problems import StopError
from etl.store import builds
from etl.store.databases import CONFIG, attach, legible

SHARE = 0.1
"""How far a figure may move, as a share of itself, where its indicator declares no bound."""


class OtherTablesError(StopError):
    """The build in force was made by other code, so that its tables cannot be compared."""


def compare(made: Path, standing: Path | None, digest: str) -> Plan:
    """All that differs; without a build in force everything is new.

    Raises OtherTablesError, UnreadableError.
    """
    if standing is None:
        counts = builds.describe(made).counts
        new = tuple(RelationChange(name, 0, count, count, 0) for name, count in counts.items())
        return Plan(None, None, digest, relations=new)
    known = builds.describe(standing)
    with _both(made, standing) as con:
        con.execute(_question("tables"), {"share": SHARE})
        plan = Plan(
            known.id,
            known.built_at,
            digest,
            observations=tuple(Change(**row) for row in _rows(con, "observations")),
            figures=tuple(FigureChange(**row) for row in _rows(con, "figures")),
            indicators=tuple(IndicatorChange(**row) for row in _rows(con, "indicators")),
            relations=tuple(_relations(con)),
            exhibits=tuple(ExhibitChange(**row) for row in _rows(con, "exhibits")),
            flips=_flips(con),
        )
    return replace(plan, drops=drops(plan))


def flips(made: Path, standing: Path | None) -> tuple[Flip, ...]:
    """The statements that read otherwise, and no more; none where there is nothing to compare."""
    if standing is None:
        return ()
    try:
        with _both(made, standing) as con:
            return _flips(con)
    except OtherTablesError:
        return ()


def _flips(con: duckdb.DuckDBPyConnection) -> tuple[Flip, ...]:
    found = []
    for row in _rows(con, "flips"):
        before, after = Side(**row.pop("before")), Side(**row.pop("after"))
        found.append(Flip(before=before, after=after, **row))
    return tuple(found)


def _relations(con: duckdb.DuckDBPyConnection) -> Iterator[RelationChange]:
    """The tables of which a row is new or gone."""
    for (name,) in con.execute(_question("names")).fetchall():
        both = {"name": name, "standing": f"standing.main.{name}", "made": f"made.main.{name}"}
        (row,) = _rows(con, "relation", both)
        if row["added"] or row["removed"]:
            yield RelationChange(**row)


@contextmanager
def _both(made: Path, standing: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to both builds, neither of which it can change."""
    with duckdb.connect(":memory:", config={**CONFIG, "threads": "2"}) as con:
        attach(con, standing, "standing")
        attach(con, made, "made")
        try:
            with legible(standing):
                yield con
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            message = f"build {standing.stem} was made by other code and cannot be compared"
            raise OtherTablesError(f"{message} (python -m etl build)") from error


def _question(name: str) -> str:
    return (SQL / "plan" / f"{name}.sql").read_text("utf-8")


def _rows(
    con: duckdb.DuckDBPyConnection, name: str, given: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    done = con.execute(_question(name), given or {})
    names = [column[0] for column in done.description or ()]
    return [dict(zip(names, row, strict=True)) for row in done.fetchall()]
