"""All checks: what reading found, then every SQL rule over the staged rows."""

from collections.abc import Iterator
from datetime import date

import duckdb

from etl.paths import SQL
from etl.problems import Problem
from etl.rules import rules
from etl.tables import TABLES, Table

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


def check(con: duckdb.DuckDBPyConnection, today: date) -> list[Problem]:
    """Every problem of the staged rows; `today` decides what lies in the future."""
    con.execute((SQL / "cells.sql").read_text("utf-8"))
    return sorted({*_cells(con), *_rules(con, today)})


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
