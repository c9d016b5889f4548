"""The votes files: one row per roll call, one column per member, turned into one row per vote."""

import re
from pathlib import Path

import duckdb

from etl.paths import shown
from etl.problems import Problem
from etl.stage.chunk import read_chunk
from etl.stage.rows import looked_at
from etl.stage.scan import Scan
from etl.stage.tables import VOTES, VOTES_OF_CONNECTORS

EMPTY = """
create or replace temp table staged_vote
    (roll_call varchar, actor varchar, vote varchar, line bigint)
"""
VOTERS = """
create or replace temp table staged_voter as
select unnest($members::varchar[]) as actor, $file as file
"""
LONG = """
insert into staged_vote
with wide as (select * exclude (file) from numbered)
from (unpivot wide on columns(* exclude (id, line)) into name actor value vote)
select id, actor, vote, line
"""
TALLY = """
create or replace temp table staged_tally as
select roll_call, count_if(vote = 'Y') as yes, count_if(vote = 'N') as no,
    count_if(vote = 'A') as abstain, count_if(vote = 'X') as absent
from staged_vote group by roll_call
"""
ROWS = """
create or replace temp table staged_vote_row as select {id} as id, {file} as file, {line} as line
"""
MEMBER = re.compile(r"[A-Z][A-Z0-9_]*")


def stage_votes(con: duckdb.DuckDBPyConnection, data: Path, scratch: Path) -> list[Problem]:
    """Fill `staged_vote` with every vote that is not empty, and `staged_tally` with their counts.

    `staged_vote_row` gets the id of every row, null when the file could not be read at all;
    `staged_voter` gets the members of the header. What could not be read comes back.
    """
    con.execute(EMPTY)
    con.execute(TALLY)
    con.execute(ROWS.format(id="null::varchar", file="null::varchar", line="1::bigint"))
    path = data / VOTES
    con.execute(VOTERS, {"members": [], "file": shown(path, data)})
    if not path.is_file():
        return [Problem(shown(path, data), 1, "file", "is missing (write it)")]
    found = looked_at(path)
    members = found.header[1:]
    if found.header[:1] != ("id",) or not members or not all(map(MEMBER.fullmatch, members)):
        message = "must be 'id' and then one column per member, named by its code"
    elif len(set(members)) < len(members):
        twice = min(name for name in members if members.count(name) > 1)
        message = f"column '{twice}' stands twice (keep one)"
    else:
        more, odd = _of_connectors(found.header, data)
        problems = [*odd, *read_chunk(con, [found, *more], found.header, data, scratch)]
        con.execute(VOTERS, {"members": list(members), "file": shown(path, data)})
        con.execute(LONG)
        con.execute(TALLY)
        con.execute(ROWS.format(id="id", file="file", line="line") + " from numbered")
        return problems
    damages = [Problem(shown(path, data), d.line, d.field, d.message) for d in found.damages]
    if damages and not found.header:
        return damages
    return [*damages, Problem(shown(path, data), 1, "header", message)]


def _of_connectors(header: tuple[str, ...], data: Path) -> tuple[list[Scan], list[Problem]]:
    """The file that connectors write, if there is one, which must have the same columns."""
    path = data / VOTES_OF_CONNECTORS
    if not path.is_file():
        return [], []
    found = looked_at(path)
    if found.header == header:
        return [found], []
    message = f"must have the columns of {VOTES}, in the same order"
    return [], [Problem(shown(path, data), 1, "header", message)]
