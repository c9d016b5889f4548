"""What a build holds, read from the build itself: relations, columns, keys and their comments."""

from collections import defaultdict
from dataclasses import dataclass

import duckdb

from etl.paths import SQL


@dataclass(frozen=True)
class Column:
    """A column, its type in DuckDB and what its comment says."""

    name: str
    type: str
    nullable: bool
    comment: str


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose values stand in other columns of another relation."""

    columns: tuple[str, ...]
    relation: str
    referenced: tuple[str, ...]


@dataclass(frozen=True)
class Relation:
    """A table or view of the contract; `rows` counts its rows."""

    name: str
    kind: str
    comment: str
    rows: int
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[ForeignKey, ...]


def relations(con: duckdb.DuckDBPyConnection) -> list[Relation]:
    """Every relation of the build that a connection has in use, by name."""
    columns, keys, references = _columns(con), _keys(con), _references(con)
    return [
        Relation(
            name,
            kind,
            comment or "",
            con.table(name).count("*").fetchall()[0][0],
            tuple(columns[name]),
            keys.get(name, ()),
            tuple(references[name]),
        )
        for name, kind, comment in _answer(con, "relations.sql")
    ]


def _answer(con: duckdb.DuckDBPyConnection, file: str) -> list[tuple]:
    return con.execute((SQL / "package" / file).read_text("utf-8")).fetchall()


def _columns(con: duckdb.DuckDBPyConnection) -> dict[str, list[Column]]:
    found: dict[str, list[Column]] = defaultdict(list)
    for relation, name, kind, nullable, comment in _answer(con, "columns.sql"):
        found[relation].append(Column(name, kind, nullable, comment or ""))
    return found


def _keys(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    rows = _answer(con, "keys.sql")
    return {row[0]: tuple(row[2]) for row in rows if row[1] == "PRIMARY KEY"}


def _references(con: duckdb.DuckDBPyConnection) -> dict[str, list[ForeignKey]]:
    found: dict[str, list[ForeignKey]] = defaultdict(list)
    for relation, kind, columns, other, referenced in _answer(con, "keys.sql"):
        if kind == "FOREIGN KEY":
            found[relation].append(ForeignKey(tuple(columns), other, tuple(referenced)))
    return found
