"""Everything people wrote, read in one go: CSV staged in DuckDB, TOML as validated models."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl.article import Article, read_articles
from etl.codebook import Codebook, read_codebooks
from etl.paths import SQL, shown
from etl.problems import Problem
from etl.stage import stage
from etl.stage_votes import stage_votes
from etl.tables import TABLES
from etl.toml_files import line_of

Progress = Callable[[str], None]
MISSING = "create or replace temp table staged_missing (file varchar, name varchar)"
INDICATOR = pa.schema(
    [(name, pa.string()) for name in ("id", "theme", "unit", "frequency", "revision", "file")]
    + [("minimum", pa.float64()), ("maximum", pa.float64()), ("line", pa.int64())]
)
CODE = pa.schema([("indicator", pa.string()), ("code", pa.string())])
REFERENCE = pa.schema(
    [(name, pa.string()) for name in ("kind", "id", "file", "field")] + [("line", pa.int64())]
)


@dataclass(frozen=True)
class Inputs:
    """The codebooks by theme and the articles; rows are in the connection's staged tables."""

    codebooks: dict[str, Codebook]
    articles: list[Article]


def read(
    con: duckdb.DuckDBPyConnection, data: Path, progress: Progress
) -> tuple[Inputs, list[Problem]]:
    """Stage all CSV files, read all TOML files; what could not be read comes back as problems."""
    problems: list[Problem] = []
    con.execute(MISSING)
    with tempfile.TemporaryDirectory(prefix="alignment-") as scratch:
        for table in TABLES:
            progress(f"reading {table.name}")
            problems += stage(con, table, data, Path(scratch))
        progress("reading votes")
        problems += stage_votes(con, data, Path(scratch))
    progress("reading codebooks")
    codebooks, found = read_codebooks(data)
    problems += found
    articles, found = read_articles(data)
    problems += found
    _stage_models(con, codebooks, articles, data)
    con.execute((SQL / "periods.sql").read_text("utf-8"))
    return Inputs(codebooks, articles), problems


def _stage_models(
    con: duckdb.DuckDBPyConnection, books: dict[str, Codebook], articles: list[Article], data: Path
) -> None:
    codes = [
        {"indicator": name, "code": code}
        for book in books.values()
        for name, leaf in book.indicators.items()
        for code in leaf.codes
    ]
    _table(con, "staged_indicator", list(_indicators(books, data)), INDICATOR)
    _table(con, "staged_code", codes, CODE)
    _table(con, "staged_reference", list(_references(articles, data)), REFERENCE)


def _table(
    con: duckdb.DuckDBPyConnection, name: str, rows: list[dict[str, Any]], schema: pa.Schema
) -> None:
    con.register("given", pa.Table.from_pylist(rows, schema))
    con.execute(f"create or replace temp table {name} as from given")
    con.unregister("given")


def _indicators(books: dict[str, Codebook], data: Path) -> Iterator[dict[str, Any]]:
    for theme, book in books.items():
        path = data / "themes" / theme / "codebook.toml"
        text = path.read_text("utf-8")
        for name, leaf in book.indicators.items():
            given = leaf.model_dump(include=set(INDICATOR.names))
            line = line_of(text, ("indicators", name))
            yield {**given, "id": name, "theme": theme, "file": shown(path, data), "line": line}


def _references(articles: list[Article], data: Path) -> Iterator[dict[str, Any]]:
    """What exhibits name, with the line of the exhibit that names it."""
    for article in articles:
        path = data / "articles" / article.slug / "exhibits.toml"
        text = path.read_text("utf-8")
        for index, exhibit in enumerate(article.exhibits.exhibit):
            line = line_of(text, ("exhibit", index, "id"))
            place = {"file": shown(path, data), "line": line}
            for panel in exhibit.panel:
                for kind, field, ids in panel.references():
                    for name in ids:
                        yield {**place, "kind": kind, "id": name, "field": field}
