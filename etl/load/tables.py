"""Checked rows and models into the tables of the contract."""

from datetime import timedelta
from typing import Any

import duckdb

from etl.checks.rules import rules
from etl.derive.fill import derive
from etl.derive.reliability import measure
from etl.load.article import load_article
from etl.load.comparisons import load_declared
from etl.load.insert import as_json, insert
from etl.models.codebook import Codebook, Dimension, Guide, IndicatorModel
from etl.paths import SQL
from etl.stage.contents import Inputs

COUNTED = ("observation", "figure", "indicator", "family", "source", "actor", "event")
COUNTED += ("roll_call", "vote", "claim", "exhibit", "theme")


def load(con: duckdb.DuckDBPyConnection, inputs: Inputs) -> dict[str, int]:
    """Fill a new database; returns the number of rows of its main relations."""
    con.execute("begin")  # one commit for all, not one per statement
    run(con, "schema.sql")
    run(con, "readings/schema.sql")
    models = ((theme, document.model) for theme, document in inputs.codebooks.items())
    codebooks = sorted(models, key=lambda item: item[1].position)
    insert(con, "theme", [_theme(*item) for item in codebooks])
    dimensions = ((theme, item) for theme, book in codebooks for item in book.dimensions.items())
    insert(con, "dimension", [_dimension(theme, *item) for theme, item in dimensions])
    insert(con, "family", [row for item in codebooks for row in _families(*item)])
    statements = (SQL / "load.sql").read_text("utf-8").split(";\n")
    con.execute(statements[0])
    insert(con, "indicator", [row for item in codebooks for row in _indicators(*item)])
    con.execute(";\n".join(statements[1:]))
    for article in inputs.articles:
        load_article(con, article)
    run(con, "exhibit_figure.sql")
    insert(con, "reliability", measure(con))
    derive(con)
    con.execute("commit")
    run(con, "keys.sql")
    con.execute("begin")
    run(con, "views.sql")
    run(con, "coverage.sql")
    load_declared(con, inputs.declared)
    run(con, "comments.sql")
    run(con, "readings/comments.sql")
    con.execute("commit")
    _guard(con)
    return {name: _count(con, name) for name in COUNTED}


def run(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Execute one file of etl/sql."""
    con.execute((SQL / name).read_text("utf-8"))


def _guard(con: duckdb.DuckDBPyConnection) -> None:
    """Raises AssertionError when the checks let something through: then nothing is published."""
    for rule in rules(SQL / "guards"):
        if found := con.execute(rule.sql).fetchmany(5):
            raise AssertionError(f"the checks let through, against '{rule.name}': {found}")


def _count(con: duckdb.DuckDBPyConnection, relation: str) -> int:
    return con.execute(f"select count(*) from {relation}").fetchall()[0][0]  # noqa: S608 - COUNTED


def _theme(theme: str, book: Codebook) -> dict[str, Any]:
    names = {"title", "question", "position", "checked", "check_every_days"}
    return {"id": theme, **book.model_dump(include=names)}


def _dimension(theme: str, name: str, dimension: Dimension) -> dict[str, Any]:
    return {
        "theme": theme,
        "id": name,
        "title": dimension.title,
        "codes": as_json(dimension.codes),
    }


def _families(theme: str, book: Codebook) -> list[dict[str, Any]]:
    """Declared families and, for each leaf without one, a family of its own; in codebook order."""
    order: dict[str, dict[str, Any]] = {}
    for name, leaf in book.indicators.items():
        key = leaf.family or name
        family = book.families.get(leaf.family or "")
        order.setdefault(
            key,
            {
                "id": key,
                "theme": theme,
                "title": family.title if family else leaf.title,
                "definition": family.definition if family else leaf.definition,
                "dimensions": family.dimensions if family else [],
                "default_indicator": family.default if family else name,
                "position": len(order),
            },
        )
    return list(order.values())


def _indicators(theme: str, book: Codebook) -> list[dict[str, Any]]:
    rows = []
    for position, (name, leaf) in enumerate(book.indicators.items()):
        row = leaf.model_dump() | _guide(book, leaf)
        row |= {"id": name, "theme": theme, "position": position, "family": leaf.family or name}
        row |= {"dimensions": as_json(leaf.dimensions), "codes": as_json(leaf.codes)}
        rows.append(row)
    return rows


def _guide(book: Codebook, leaf: IndicatorModel) -> dict[str, Any]:
    """What stands beside the definition: the leaf's own words, else its family's."""
    family = book.families.get(leaf.family or "")
    own = {name: getattr(leaf, name) for name in Guide.model_fields}
    given = {name: getattr(family, name) for name in Guide.model_fields} if family else {}
    due = book.checked + timedelta(days=book.check_every_days)
    return {name: own[name] or given.get(name) or own[name] for name in own} | {
        "next_check": leaf.next_check or due
    }


def record_build(con: duckdb.DuckDBPyConnection, facts: dict[str, Any]) -> None:
    """Write the one row of `build`."""
    row = {**facts, "counts": as_json(facts["counts"]), "versions": as_json(facts["versions"])}
    insert(con, "build", [row])
