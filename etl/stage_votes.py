"""The votes file: one row per roll call, one column per member, turned into one row per vote."""

from pathlib import Path

import duckdb

from etl.paths import shown
from etl.problems import Problem
from etl.scan import SENTINEL, clean_copy, scan
from etl.tables import VOTES

EMPTY = """
create or replace temp table staged_vote
    (roll_call varchar, actor varchar, vote varchar, file varchar, line bigint)
"""
LONG = """
insert into staged_vote
with wide as (
    select *, row_number() over () + 1 as line
    from read_csv($file, columns = $columns, auto_detect = false, header = true,
        delim = ',', quote = '"', escape = '"', strict_mode = true)
)
from (unpivot wide on columns(* exclude (id, line)) into name actor value vote)
select id, actor, vote, $name, line
where id is distinct from $sentinel
"""


def stage_votes(con: duckdb.DuckDBPyConnection, data: Path, scratch: Path) -> list[Problem]:
    """Fill `staged_vote` with every vote that is not empty; return what could not be read."""
    con.execute(EMPTY)
    path = data / VOTES
    if not path.exists():
        return [Problem(shown(path, data), 1, "file", "is missing (write it)")]
    found = scan(path)
    name = shown(path, data)
    problems = [Problem(name, d.line, d.field, d.message) for d in found.damages]
    if found.header[:1] != ("id",) or len(set(found.header)) < len(found.header):
        message = "must be 'id' and then one column per member, each once"
        return [*problems, Problem(name, 1, "header", message)]
    file = path
    if found.damages:
        file = scratch / "votes.csv"
        clean_copy(found, {d.line for d in found.damages if d.fatal}, file)
    columns = dict.fromkeys(found.header, "VARCHAR")
    parameters = {"file": file.as_posix(), "columns": columns, "name": name}
    con.execute(LONG, {**parameters, "sentinel": SENTINEL})
    return problems
