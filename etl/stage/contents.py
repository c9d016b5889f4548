"""Everything people wrote, read in one go: CSV staged in DuckDB, TOML as validated models."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl.models.article import Article, read_articles
from etl.models.codebook import Codebook, read_codebooks
from etl.models.comparisons import Declared, read_declared, references, stage_declared
from etl.models.toml_files import TomlDocument
from etl.models.toml_lines import Location, line_of, tables
from etl.paths import SQL, builds_folder, fetched_folder, shown
from etl.problems import Problem
from etl.stage.rows import stage
from etl.stage.tables import TABLES, stray
from etl.stage.votes import stage_votes

Progress = Callable[[str], None]
MISSING = """
create or replace temp table staged_missing (file varchar, name varchar);
create or replace temp table staged_unsound (name varchar);
"""
INDICATOR = pa.schema(
    [(name, pa.string()) for name in ("id", "theme", "unit", "frequency", "revision", "file")]
    + [(name, pa.float64()) for name in ("minimum", "maximum", "maximum_change", "maximum_step")]
    + [("checked", pa.date32()), ("next_check", pa.date32()), ("line", pa.int64())]
)
CODE = pa.schema([("indicator", pa.string()), ("code", pa.string())])
ANSWER = pa.schema([("indicator", pa.string()), ("question", pa.string())])
REFERENCE = pa.schema(
    [(name, pa.string()) for name in ("kind", "id", "file", "field")] + [("line", pa.int64())]
)
DAY = pa.schema(
    [("file", pa.string()), ("line", pa.int64()), ("field", pa.string()), ("day", pa.date32())]
)


@dataclass(frozen=True)
class Inputs:
    """The codebooks by theme, the articles and what else is declared; rows are staged tables."""

    codebooks: dict[str, TomlDocument[Codebook]]
    articles: list[Article]
    declared: Declared


def read(
    con: duckdb.DuckDBPyConnection, data: Path, progress: Progress, scratch: Path
) -> tuple[Inputs, list[Problem]]:
    """Stage all CSV files, read all TOML files; what could not be read comes back as problems.

    `scratch` is an existing folder for copies of damaged files.
    """
    problems = [
        Problem(shown(path, data), 1, "file", message)
        for path, message in stray(data, {builds_folder(data), fetched_folder(data)})
    ]
    con.execute(MISSING)
    with ThreadPoolExecutor(1) as pool:  # DuckDB leaves Python free while it reads
        models = pool.submit(_models, data)
        for table in TABLES:
            progress(f"reading {table.name}")
            problems += _noted(con, table.name, stage(con, table, data, scratch))
        progress("reading votes")
        problems += _noted(con, "vote", stage_votes(con, data, scratch))
        progress("reading codebooks")
        codebooks, articles, declared, found = models.result()
    problems += found
    _stage_models(con, codebooks, articles, declared)
    con.execute((SQL / "periods.sql").read_text("utf-8"))
    con.execute((SQL / "breaks.sql").read_text("utf-8"))
    return Inputs(codebooks, articles, declared), problems


def _models(
    data: Path,
) -> tuple[dict[str, TomlDocument[Codebook]], list[Article], Declared, list[Problem]]:
    """What the TOML files say, and their problems."""
    codebooks, problems = read_codebooks(data)
    articles, found = read_articles(data)
    declared, wrong = read_declared(data)
    return codebooks, articles, declared, [*problems, *found, *wrong]


def _noted(con: duckdb.DuckDBPyConnection, table: str, problems: list[Problem]) -> list[Problem]:
    """The problems; that rows may be lost is noted, so that no check takes them for absent."""
    if problems:
        con.execute("insert into staged_unsound values ($name)", {"name": table})
    return problems


def _stage_models(
    con: duckdb.DuckDBPyConnection,
    books: dict[str, TomlDocument[Codebook]],
    articles: list[Article],
    declared: Declared,
) -> None:
    codes = [
        {"indicator": name, "code": code}
        for book in books.values()
        for name, leaf in book.model.indicators.items()
        for code in leaf.codes
    ]
    _table(con, "staged_indicator", list(_indicators(books)), INDICATOR)
    _table(con, "staged_code", codes, CODE)
    _table(con, "staged_answer", list(_answers(books)), ANSWER)
    named = [*_references(articles), *references(declared)]
    _table(con, "staged_reference", named, REFERENCE)
    _table(con, "staged_day", list(_days(books, articles)), DAY)
    stage_declared(con, declared)


def _table(
    con: duckdb.DuckDBPyConnection, name: str, rows: list[dict[str, Any]], schema: pa.Schema
) -> None:
    con.register("given", pa.Table.from_pylist(rows, schema))
    con.execute(f"create or replace temp table {name} as from given")
    con.unregister("given")


def _indicators(books: dict[str, TomlDocument[Codebook]]) -> Iterator[dict[str, Any]]:
    """One row per indicator; of a faulty entry the id alone, so that its rows find it."""
    seen = set()
    for theme, book in books.items():
        for name in dict.fromkeys([*book.model.indicators, *tables(book.text, "indicators")]):
            leaf = book.model.indicators.get(name)
            given = leaf.model_dump(include=set(INDICATOR.names)) if leaf else {}
            line = line_of(book.text, ("indicators", name))
            if name not in seen:
                place = {"file": book.file, "line": line, "checked": book.model.checked}
                yield {**given, **place, "id": name, "theme": theme}
            seen.add(name)


def _answers(books: dict[str, TomlDocument[Codebook]]) -> Iterator[dict[str, str]]:
    """Leaves that differ only in a code that excludes the others, by what they have in common."""
    for book in books.values():
        exclusive = {name for name, given in book.model.dimensions.items() if given.exclusive}
        for name, leaf in book.model.indicators.items():
            for dimension in sorted(exclusive & leaf.dimensions.keys()):
                others = sorted(leaf.dimensions.items() - {(dimension, leaf.dimensions[dimension])})
                yield {"indicator": name, "question": f"{leaf.family} {dimension} {others}"}


def _references(articles: list[Article]) -> Iterator[dict[str, Any]]:
    """What sections, claims and exhibits name, with the line of the field that names it."""
    for article in articles:
        for document, at, kind, ids in _named(article):
            found = document.problem(at, "")
            place = {"file": found.file, "line": found.line, "field": found.field}
            yield from ({**place, "kind": kind, "id": name} for name in ids)


def _named(article: Article) -> Iterator[tuple[TomlDocument, Location, str, list[str]]]:
    yield article.front, ("names",), "actor", list(article.front.model.names)
    for number, section in enumerate(article.front.model.sections):
        yield article.front, ("sections", number, "themes"), "theme", section.themes
    for number, claim in enumerate(article.claims.model.claim):
        yield article.claims, ("claim", number, "themes"), "theme", claim.themes
        for at, kind, ids in claim.references():
            yield article.claims, ("claim", number, *at), kind, ids
    for number, exhibit in enumerate(article.exhibits.model.exhibit):
        for place, panel in enumerate(exhibit.panel):
            for kind, field, ids in panel.references():
                at = ("exhibit", number, "panel", place, field)
                yield article.exhibits, at, kind, ids


def _days(books: dict[str, TomlDocument[Codebook]], articles: list[Article]) -> Iterator[dict]:
    """The days on which people say that they looked or coded."""
    places: list[tuple[TomlDocument, Location, date | None]] = [
        (book, ("checked",), book.model.checked) for book in books.values()
    ]
    for article in articles:
        for number, claim in enumerate(article.claims.model.claim):
            places += [(article.claims, ("claim", number, *at), day) for at, day in claim.days()]
    for document, location, day in places:
        at = document.problem(location, "")
        yield {"file": at.file, "line": at.line, "field": at.field, "day": day}
