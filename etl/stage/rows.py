"""CSV files into DuckDB as text, each row with its file and line; damage becomes problems."""

from pathlib import Path

import duckdb

from etl.paths import shown
from etl.problems import Problem
from etl.stage.chunk import read_chunk
from etl.stage.scan import Damage, Scan, glance, scan
from etl.stage.tables import Table

MISSING = "column is missing from the header (add it)"


def stage(con: duckdb.DuckDBPyConnection, table: Table, data: Path, scratch: Path) -> list[Problem]:
    """Fill `staged_<table>` (columns as text, file, line) and return what could not be read."""
    con.execute(table_sql(table))
    problems = [
        Problem(shown(p, data), 1, "file", "is missing (write it)") for p in table.lacks(data)
    ]
    groups: dict[tuple[str, ...], list[Scan]] = {}
    for path in table.files(data):
        found = looked_at(path)
        problems += _header(found, table, data)
        if set(found.header) & set(table.columns):
            groups.setdefault(found.header, []).append(found)
        else:
            problems += _unread(found, data)
    for header, scans in groups.items():
        names = [_staged_name(name, i, header, table) for i, name in enumerate(header)]
        problems += read_chunk(con, scans, names, data, scratch)
        _keep(con, table, names)
    gaps = [(p.file, p.field) for p in problems if p.message == MISSING]
    if gaps:
        con.executemany("insert into staged_missing values (?, ?)", gaps)
    return problems


def looked_at(path: Path) -> Scan:
    """A glance at the file, a close look when it is not plain; no rows when it cannot be read."""
    try:
        found = glance(path)
        return found if found.is_plain else scan(path)
    except OSError as error:
        message = f"cannot be read: {error.strerror} (mend its place or its rights)"
        return Scan(path, (), 1, (Damage(1, "file", message),))


def table_sql(table: Table) -> str:
    """The statement that makes the empty staged table."""
    columns = ", ".join(f'"{name}" varchar' for name in table.columns)
    return (
        f"create or replace temp table staged_{table.name} ({columns}, file varchar, line bigint)"
    )


def _header(found: Scan, table: Table, data: Path) -> list[Problem]:
    """What is wrong with the names of the columns; a file without names says so elsewhere."""
    if not found.header:
        return []
    file = shown(found.path, data)
    if len(found.header) == 1 and found.header[0].count(";") + found.header[0].count("\t") > 1:
        message = "cells are not separated by commas (save as CSV with commas)"
        return [Problem(file, 1, "header", message)]
    known = ", ".join(table.columns)
    unknown = [n for n in found.header if n not in table.columns]
    missing = [n for n in table.columns if n not in found.header]
    twice = {n for n in found.header if n and found.header.count(n) > 1}
    return [
        *(Problem(file, 1, n or "header", f"unknown column (known: {known})") for n in unknown),
        *(Problem(file, 1, name, MISSING) for name in missing),
        *(Problem(file, 1, n, "column stands twice in the header (keep one)") for n in twice),
    ]


def _unread(found: Scan, data: Path) -> list[Problem]:
    """The damages of a file of which no column is known, so that its rows stay unread."""
    file = shown(found.path, data)
    return [Problem(file, d.line, d.field, d.message) for d in found.damages]


def _staged_name(name: str, index: int, header: tuple[str, ...], table: Table) -> str:
    first = header.index(name) == index
    return name if name in table.columns and first else f"unread_{index}"


def _keep(con: duckdb.DuckDBPyConnection, table: Table, names: list[str]) -> None:
    """Move the rows of the chunk over."""
    read = ", ".join(f'"{name}"' for name in table.columns if name in names)
    con.execute(
        f"insert into staged_{table.name} ({read}, file, line) select {read}, file, line"  # noqa: S608 - names of TABLES
        " from numbered"
    )
