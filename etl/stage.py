"""CSV files into DuckDB as text, each row with its file and line; damage becomes problems."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.paths import shown
from etl.problems import Problem
from etl.scan import SENTINEL, Scan, clean_copy, scan
from etl.tables import Table

MISSING = "column is missing from the header (add it)"
READ = """
create or replace temp table chunk as
select * from read_csv($files, columns = $columns, filename = true, auto_detect = false,
    header = true, delim = ',', quote = '"', escape = '"', strict_mode = true,
    ignore_errors = true, store_rejects = true, rejects_limit = 0)
"""
REJECTS = """
select scan.file_path, reject.line, reject.error_type, reject.error_message
from reject_errors as reject join reject_scans as scan using (scan_id, file_id)
"""


@dataclass(frozen=True)
class Staged:
    """One scanned file and the path that DuckDB shall read instead of it."""

    scan: Scan
    read_from: Path


def stage(con: duckdb.DuckDBPyConnection, table: Table, data: Path, scratch: Path) -> list[Problem]:
    """Fill `staged_<table>` (columns as text, file, line) and return what could not be read."""
    con.execute(table_sql(table))
    problems: list[Problem] = []
    groups: dict[tuple[str, ...], list[Scan]] = {}
    for path in table.files(data):
        found = scan(path)
        problems += _problems(found, table, data)
        if found.header:
            groups.setdefault(found.header, []).append(found)
    for header, scans in groups.items():
        problems += _load(con, table, header, scans, data, scratch)
    gaps = [(p.file, p.field) for p in problems if p.message == MISSING]
    if gaps:
        con.executemany("insert into staged_missing values (?, ?)", gaps)
    return problems


def table_sql(table: Table) -> str:
    """The statement that makes the empty staged table."""
    columns = ", ".join(f"{name} varchar" for name in table.columns)
    return (
        f"create or replace temp table staged_{table.name} ({columns}, file varchar, line bigint)"
    )


def _problems(found: Scan, table: Table, data: Path) -> list[Problem]:
    file = shown(found.path, data)
    problems = [Problem(file, d.line, d.field, d.message) for d in found.damages]
    unknown = [name for name in found.header if name not in table.columns]
    missing = [name for name in table.columns if found.header and name not in found.header]
    known = ", ".join(table.columns)
    for name in unknown:
        problems.append(Problem(file, 1, name or "header", f"unknown column (known: {known})"))
    for name in missing:
        problems.append(Problem(file, 1, name, MISSING))
    for name in {n for n in found.header if found.header.count(n) > 1}:
        problems.append(Problem(file, 1, name, "column stands twice in the header (keep one)"))
    return problems


def _load(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    header: tuple[str, ...],
    scans: Sequence[Scan],
    data: Path,
    scratch: Path,
) -> list[Problem]:
    """Read all files of one header in one go; a second time when DuckDB refuses lines of them."""
    columns = {_staged_name(name, i, header, table): "VARCHAR" for i, name in enumerate(header)}
    damaged = {s.path: {d.line for d in s.damages if d.fatal} for s in scans}
    problems: list[Problem] = []
    origin: dict[str, Path] = {}
    for _ in range(2):
        files = [_readable(s, damaged[s.path], scratch) for s in scans]
        origin = {staged.read_from.as_posix(): staged.scan.path for staged in files}
        con.execute(READ, {"files": list(origin), "columns": columns})
        rejects = con.execute(REJECTS).fetchall()
        con.execute("drop table if exists reject_errors; drop table if exists reject_scans")
        if not rejects:
            break
        for path, line, kind, message in rejects:
            damaged[origin[path]].add(line)
            text = f"{kind.lower()}: {message} (retype the line)"
            problems.append(Problem(shown(origin[path], data), line, "line", text))
    _keep(con, table, columns, {k: shown(v, data) for k, v in origin.items()})
    return problems


def _staged_name(name: str, index: int, header: tuple[str, ...], table: Table) -> str:
    first = header.index(name) == index
    return name if name in table.columns and first else f"unread_{index}"


def _readable(found: Scan, lines: set[int], scratch: Path) -> Staged:
    if not found.damages and not lines:
        return Staged(found, found.path)
    copy = scratch / f"{abs(hash(found.path)):x}-{len(lines)}.csv"
    clean_copy(found, lines, copy)
    return Staged(found, copy)


def _keep(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    columns: dict[str, str],
    origin: dict[str, str],
) -> None:
    """Move the rows of the chunk over; a row's line is its place in its file."""
    read = [name for name in table.columns if name in columns]
    listed = ", ".join(read)
    first = next(iter(columns))
    con.execute(
        f"""
        insert into staged_{table.name} ({listed}, file, line)
        with start as (select filename, min(rowid) as row from chunk group by filename)
        select {listed}, map($read, $written)[chunk.filename], chunk.rowid - start.row + 2
        from chunk join start using (filename)
        where {first} is distinct from $sentinel
        """,  # noqa: S608 - column names come from TABLES, never from a file
        {"read": list(origin), "written": list(origin.values()), "sentinel": SENTINEL},
    )
    con.execute("drop table chunk")
