"""Checked rows and models into the tables of the contract."""

import json
from datetime import timedelta
from typing import Any

import duckdb
import pyarrow as pa

from etl.article import Article
from etl.codebook import Codebook, Dimension, Guide, Indicator
from etl.derive.fill import derive
from etl.paths import SQL
from etl.read import Inputs
from etl.reliability import measure
from etl.rules import rules

COUNTED = ("observation", "figure", "indicator", "family", "source", "actor", "event")
COUNTED += ("roll_call", "vote", "claim", "exhibit", "theme")


def load(con: duckdb.DuckDBPyConnection, inputs: Inputs) -> dict[str, int]:
    """Fill a new database; returns the number of rows of its main relations."""
    con.execute("begin")  # one commit for all, not one per statement
    run(con, "schema.sql")
    models = ((theme, document.model) for theme, document in inputs.codebooks.items())
    codebooks = sorted(models, key=lambda item: item[1].position)
    _insert(con, "theme", [_theme(*item) for item in codebooks])
    dimensions = ((theme, item) for theme, book in codebooks for item in book.dimensions.items())
    _insert(con, "dimension", [_dimension(theme, *item) for theme, item in dimensions])
    _insert(con, "family", [row for item in codebooks for row in _families(*item)])
    statements = (SQL / "load.sql").read_text("utf-8").split(";\n")
    con.execute(statements[0])
    _insert(con, "indicator", [row for item in codebooks for row in _indicators(*item)])
    con.execute(";\n".join(statements[1:]))
    for article in inputs.articles:
        _load_article(con, article)
    _insert(con, "reliability", measure(con))
    derive(con)
    con.execute("commit")
    run(con, "keys.sql")
    con.execute("begin")
    run(con, "views.sql")
    run(con, "comments.sql")
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


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        con.register("given", pa.Table.from_pylist(rows))
        con.execute(f"insert into {table} by name from given")
        con.unregister("given")


def _count(con: duckdb.DuckDBPyConnection, relation: str) -> int:
    return con.execute(f"select count(*) from {relation}").fetchall()[0][0]  # noqa: S608 - COUNTED


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _theme(theme: str, book: Codebook) -> dict[str, Any]:
    names = {"title", "question", "position", "checked", "check_every_days"}
    return {"id": theme, **book.model_dump(include=names)}


def _dimension(theme: str, name: str, dimension: Dimension) -> dict[str, Any]:
    return {
        "theme": theme,
        "id": name,
        "title": dimension.title,
        "codes": _json(dimension.codes),
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
        row |= {"dimensions": _json(leaf.dimensions), "codes": _json(leaf.codes)}
        rows.append(row)
    return rows


def _guide(book: Codebook, leaf: Indicator) -> dict[str, Any]:
    """What stands beside the definition: the leaf's own words, else its family's."""
    family = book.families.get(leaf.family or "")
    own = {name: getattr(leaf, name) for name in Guide.model_fields}
    given = {name: getattr(family, name) for name in Guide.model_fields} if family else {}
    due = book.checked + timedelta(days=book.check_every_days)
    return {name: own[name] or given.get(name) or own[name] for name in own} | {
        "next_check": leaf.next_check or due
    }


def _load_article(con: duckdb.DuckDBPyConnection, article: Article) -> None:
    front = article.front.model
    row = {"id": article.slug, "title": front.title, "published": front.published}
    _insert(con, "article", [row | {"front": _json(front.model_dump(exclude={"sections"}))}])
    _insert(con, "section", _sections(article))
    _insert(con, "claim", _claims(article))
    exhibits = [
        {
            "article": article.slug,
            "position": position,
            "panels": _json([panel.model_dump() for panel in exhibit.panel]),
            **exhibit.model_dump(exclude={"panel"}),
        }
        for position, exhibit in enumerate(article.exhibits.model.exhibit)
    ]
    _insert(con, "exhibit", exhibits)
    links = [
        {"claim": claim.id, "exhibit": exhibit, "position": position}
        for claim in article.claims.model.claim
        for position, exhibit in enumerate(claim.exhibits)
    ]
    _insert(con, "claim_exhibit", links)


def _sections(article: Article) -> list[dict[str, Any]]:
    return [
        {
            "article": article.slug,
            "position": position,
            "text": article.texts[section.id],
            **section.model_dump(),
        }
        for position, section in enumerate(article.front.model.sections)
    ]


def _claims(article: Article) -> list[dict[str, Any]]:
    rows = []
    for claim in article.claims.model.claim:
        start, stop = article.spans[claim.id]
        row = claim.model_dump(exclude={"prefix", "suffix", "exhibits"})
        row |= {"why_not": claim.why_not or None, "could_speak": claim.could_speak or None}
        rows.append({"article": article.slug, "start": start, "stop": stop, **row})
    return rows


def record_build(con: duckdb.DuckDBPyConnection, facts: dict[str, Any]) -> None:
    """Write the one row of `build`."""
    row = {**facts, "counts": _json(facts["counts"]), "versions": _json(facts["versions"])}
    _insert(con, "build", [row])
