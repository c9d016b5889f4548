"""All checks: what reading found, then every SQL rule over the staged rows."""

from collections.abc import Iterator
from datetime import date

import duckdb

from etl.checks.rules import rules
from etl.paths import SQL
from etl.problems import Problem
from etl.stage.tables import TABLES, Table

ANY = "select 1 from {table} where {odd} or {empty} limit 1"
CELLS = """
with odd as (select * from {table} where {odd}),
cell as (
    select file, line, unnest($columns) as name, unnest([{columns}]) as text from odd
    union all
    select file, line, name, null
    from (select file, line, unnest($required) as name, unnest([{required}]) as text from {table}
        where {empty})
    where text is null
)
select file, line, name as field, case
    when text is null then 'is empty (fill it)'
    when text <> trim(text) then 'has spaces around it (delete them)'
    else '''' || text || ''' is a spreadsheet error (type the value)'
end as message
from cell anti join staged_missing using (file, name)
where text is null and list_contains($required, name)
    or text <> trim(text) or is_spreadsheet_error(text)
"""
# One file may hold a slip of the pen; several that agree tell of the clock.
LATE = """
with late as (
    select file, line, period.period_start as day
    from staged_source join staged_period as period on period.text = accessed
    where period.period_start > $today
)
select min(file), arg_min(line, (file, line)), 'accessed',
    'it is ' || $today::date || ' by this machine''s clock, but ' || count(*)
    || ' documents were read later, up to ' || max(day)
    || ' (set the clock; if it is right, mend these days, of which this is the first)',
    max(day)
from late having count(distinct file) > 1
"""


def check(con: duckdb.DuckDBPyConnection, today: date) -> list[Problem]:
    """Every problem of the staged rows; `today` decides what lies in the future.

    A clock that is behind is one problem, and then the newest day of the data stands for today.
    """
    con.execute((SQL / "cells.sql").read_text("utf-8"))
    late = con.execute(LATE, {"today": today}).fetchall()
    found = [Problem(*late[0][:4])] if late else []
    return sorted({*found, *_cells(con), *_rules(con, late[0][4] if late else today)})


def _rules(con: duckdb.DuckDBPyConnection, today: date) -> Iterator[Problem]:
    for rule in rules(SQL / "checks"):
        parameters = {"today": today} if "$today" in rule.sql else {}
        for file, line, field, message in con.execute(rule.sql, parameters).fetchall():
            # A null anywhere makes a message null: then the sentence of the rule stands for it.
            yield Problem(file, line, field or "line", message or f"breaks: {rule.name} (mend it)")


def _cells(con: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Faults that any cell can have: blanks around it, spreadsheet errors, required but empty."""
    for table in TABLES:
        names = _names(table)
        if con.execute(ANY.format(**names)).fetchall():
            parameters = {"columns": list(table.columns), "required": list(table.required)}
            for row in con.execute(CELLS.format(**names), parameters).fetchall():
                yield Problem(*row)


def _names(table: Table) -> dict[str, str]:
    """The names of TABLES as parts of a query; cheap tests that any fault fulfils."""
    quoted = [f'"{name}"' for name in table.columns]
    odd = "starts_with({0}, ' ') or ends_with({0}, ' ') or starts_with({0}, '#')"
    odd += " or starts_with({0}, 'Err:')"
    required = [f'"{name}"' for name in table.required]
    return {
        "table": f"staged_{table.name}",
        "odd": " or ".join(odd.format(name) for name in quoted),
        "empty": " or ".join(f"{name} is null" for name in required),
        "columns": ", ".join(quoted),
        "required": ", ".join(required),
    }
