"""CSV files of one header into one DuckDB table of texts, each row with its file and line."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from etl.paths import shown
from etl.problems import Problem
from etl.stage.scan import SENTINEL, Damage, Scan, clean_copy, scan

READ = """
create or replace temp table chunk as
select * from read_csv($files, columns = $columns, filename = true, auto_detect = false,
    header = true, delim = ',', quote = '"', escape = '"', strict_mode = true{rejects})
"""
STORED = ", ignore_errors = true, store_rejects = true, rejects_limit = 0"
REJECTS = """
select scan.file_path, reject.line
from reject_errors as reject join reject_scans as scan using (scan_id, file_id)
"""
START = """
create or replace temp table chunk_start as
select filename, map($read, $written)[filename] as file, min(number) as row, count(*) as rows,
    sum(if(contains(text, ','), strlen(text) - strlen(replace(text, ',', '')), 0)) as commas
from (select filename, rowid as number, concat(*columns(* exclude (filename))) as text from chunk)
group by filename
"""
NUMBERED = """
create or replace temp view numbered as
select chunk.* exclude (filename), chunk_start.file, chunk.rowid - chunk_start.row + 2 as line
from chunk join chunk_start using (filename)
where {first} is distinct from '{sentinel}'
"""
GLOB = re.compile(r"[\[*?]")
"""What DuckDB takes for a pattern in the name of a file."""
ATTEMPTS = 4
REJECTED = Damage(1, "line", "cannot be read by DuckDB (retype the line)")
GIVEN_UP = Damage(1, "file", "cannot be read line by line (save it again as plain CSV)")


def read_chunk(
    con: duckdb.DuckDBPyConnection,
    scans: Sequence[Scan],
    names: Sequence[str],
    data: Path,
    scratch: Path,
) -> list[Problem]:
    """Fill the temporary view `numbered` (the columns `names`, file, line); return the damages.

    DuckDB must find as many rows as the file has lines, and as many commas: it lets a superfluous
    last comma pass. Else the file is looked at line by line and read without its damaged lines.
    """
    files = {found.path: found if found.is_plain else scan(found.path) for found in scans}
    wrong: dict[Path, list[Damage]] = {}
    for _ in range(ATTEMPTS):
        wrong = _attempt(con, files, names, data, scratch)
        if not wrong:
            break
        for path, damages in wrong.items():
            files[path] = _closer(files[path], damages)
    else:
        files |= {path: replace(files[path], damages=(GIVEN_UP,)) for path in wrong}
        con.execute("delete from chunk")
    con.execute(NUMBERED.format(first=f'"{names[0]}"', sentinel=SENTINEL))
    return [
        Problem(shown(found.path, data), damage.line, damage.field, damage.message)
        for found in files.values()
        for damage in found.damages
    ]


def _closer(found: Scan, damages: list[Damage]) -> Scan:
    """The file looked at line by line, with what DuckDB says of lines that look well."""
    looked = scan(found.path) if found.is_plain else found
    known = {damage.line for damage in looked.damages}
    more = (damage for damage in damages if damage.line not in known)
    return replace(looked, damages=(*looked.damages, *more))


def _attempt(
    con: duckdb.DuckDBPyConnection,
    files: dict[Path, Scan],
    names: Sequence[str],
    data: Path,
    scratch: Path,
) -> dict[Path, list[Damage]]:
    """Read all files; returns those that were not read line by line, with what DuckDB says."""
    sources = {_source(found, scratch, n): found for n, found in enumerate(files.values())}
    written = [shown(found.path, data) for found in sources.values()]
    wrong: dict[Path, list[Damage]] = {}
    patterns = [GLOB.sub(r"[\g<0>]", source) for source in sources]
    read = {"files": patterns, "columns": dict.fromkeys(names, "VARCHAR")}
    try:
        con.execute(READ.format(rejects=""), read)
    except duckdb.Error:
        con.execute(READ.format(rejects=STORED), read)
        for source, line in _rejected(con):
            if source in sources:
                wrong.setdefault(sources[source].path, []).append(replace(REJECTED, line=line))
    con.execute(START, {"read": list(sources), "written": written})
    counted = con.execute("select filename, rows, commas from chunk_start").fetchall()
    found_in = {filename: (rows, commas) for filename, rows, commas in counted}
    for source, found in sources.items():
        rows, commas = found_in.get(source, (0, 0))
        parting = rows * (len(names) - 1)
        if rows != found.lines - 1 or (found.is_plain and commas + parting != found.commas):
            wrong.setdefault(found.path, [])
    return wrong


def _rejected(con: duckdb.DuckDBPyConnection) -> list[tuple[str, int]]:
    """The lines that DuckDB refused, with their file.

    None where another version notes them elsewhere: then their number is missed, and the file told.
    """
    try:
        found = con.execute(REJECTS).fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):
        found = []
    con.execute("drop table if exists reject_errors; drop table if exists reject_scans")
    return found


def _source(found: Scan, scratch: Path, number: int) -> str:
    """The path of the file, or of a clean copy when it is damaged."""
    if found.is_plain:
        return found.path.as_posix()
    copy = scratch / f"{number}.csv"
    clean_copy(found, found.unreadable, copy)
    return copy.as_posix()
