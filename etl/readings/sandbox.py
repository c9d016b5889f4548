"""SQL that rules bring along: read-only, bounded in time, and about public relations only."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from etl.problems import StopError
from etl.readings.limits import Bounded
from etl.readings.steadiness import arguments, nodes_of, present, unsteady

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoload_known_extensions": False,
    "autoinstall_known_extensions": False,
    "threads": 1,  # sums come out the same to the last bit; and questions are small
}
HAS_ZONES = "select 1 from duckdb_settings() where name = 'TimeZone'"
"""A DuckDB with zones takes the machine's, and the day of a time would depend on it."""
RELATIONS = frozenset(
    {"event", "roll_call", "vote", "membership", "actor", "indicator", "source", "unit"}
    | {"dyad_year", "alignment", "cohesion", "theme", "family"}
)
"""What a rule may name beside figure_as_of: `figure` and `observation` know no day."""
FUNCTIONS = frozenset({"figure_as_of", "unnest", "range", "generate_series"})
COLUMNS = ["value", "evidence"]
PROBES = (
    ("select 1 from figure where $until", "names 'figure'"),
    ("with own as (select 1) select (select 1 from a.b) from own where $until", "names 'a.b'"),
    ("select 1 from '/x.csv' where $until", "names '/x.csv'"),
    ("select 1 from read_csv('/x.csv') where $until", "read_csv()"),
    ("select 1 from figure_as_of(date '2030-01-01') where $until", "another day than $day"),
    ("select list_transform([1], lambda x: random()) where $until", "calls random"),
    ("select current_date where $until", "calls current_date"),
    ("select $other where $until", "names $other"),
    ("show tables", "lists what the database holds"),
    ("select 1 from vote tablesample 9% where $until", "draws a sample"),
    ("select 1 from vote where $until using sample 9", "draws a sample"),
)
"""What must be refused, for a check that a new DuckDB's parse trees are still read."""


class RuleError(Exception):
    """A rule cannot be asked; the message says why and what to do."""


class OtherTreesError(StopError):
    """DuckDB writes its parse trees otherwise, so that no rule can be judged."""


def open_sandbox(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can change nothing and reach nothing outside the file.

    Raises OtherTreesError under a DuckDB whose parse trees hide what rules may not do.
    """
    _probe()
    con = duckdb.connect(path.as_posix(), read_only=True, config=CONFIG)
    if con.execute(HAS_ZONES).fetchall():
        con.execute("set TimeZone = 'UTC'").fetchall()
    con.execute("set lock_configuration = true").fetchall()
    return con


@cache
def _probe() -> None:
    with duckdb.connect(":memory:", config=CONFIG) as con:
        for sql, part in PROBES:
            if not any(part in fault for fault in faults(con, sql, set())):
                raise OtherTreesError(
                    f"DuckDB {duckdb.__version__} writes parse trees in a form unknown here: rules "
                    f"cannot be checked, {sql!r} would pass (install the tested version: "
                    "python -m pip install -e . -c constraints.txt)"
                )


def faults(con: duckdb.DuckDBPyConnection, sql: str, given: set[str]) -> Iterator[str]:
    """What is wrong with a rule's SQL before it is asked; `given` are its own parameters."""
    tree = json.loads(con.execute("select json_serialize_sql($sql)", {"sql": sql}).fetchall()[0][0])
    if tree["error"]:
        yield f"is no SELECT that can be read: {tree['error_message']} (mend the SQL)"
        return
    if len(tree["statements"]) != 1:
        yield f"holds {len(tree['statements'])} statements (write one SELECT)"
        return
    nodes = nodes_of(tree)
    yield from _strangers(nodes)
    if any(node.get("sample") for node in nodes):
        yield "draws a sample, which is another one each time (ask all rows)"
    for name in sorted(unsteady(nodes, present())):
        yield f"calls {name}, which says another thing each time (use $day and $until)"
    named = {n["identifier"] for n in nodes if n.get("class") == "PARAMETER"}
    if "until" not in named:
        yield "does not name $until: it would not know where the period ends (bound it)"
    for name in sorted(named - given - {"day", "until"}):
        yield f"names ${name}, which 'given' lacks (add it there)"
    for name in sorted(given - named):
        yield f"does not name ${name}, which 'given' holds (drop it there)"


def _strangers(nodes: list[dict[str, Any]]) -> Iterator[str]:
    """Relations and table functions that are not public, and figures that know no day."""
    own = {entry["key"] for n in nodes for entry in n.get("cte_map", {}).get("map", ())}
    for node in nodes:
        if node.get("type") == "BASE_TABLE":
            place = [str(node[part]) for part in ("catalog_name", "schema_name") if node.get(part)]
            name = node["table_name"]
            if place or (name not in RELATIONS and name not in own):
                shown = ".".join([*place, name])
                yield f"names '{shown}', which is no public relation (use figure_as_of($day))"
        elif node.get("type") == "SHOW_REF":
            yield "lists what the database holds, which rules may not (use a relation)"
        elif node.get("type") == "TABLE_FUNCTION":
            function = node["function"]
            name = function["function_name"]
            if name not in FUNCTIONS:
                yield f"calls the table function {name}(), which rules may not (use a relation)"
            elif name == "figure_as_of" and _argument(function) != "day":
                yield "asks figure_as_of for another day than $day (write figure_as_of($day))"


def _argument(function: dict[str, Any]) -> str | None:
    """The parameter that a table function is called with."""
    given = arguments(function)
    return given[0].get("identifier") if len(given) == 1 else None


def asked(con: Bounded, sql: str, parameters: Mapping[str, Any]) -> tuple[float | None, list[str]]:
    """The one number of a rule and the ids of its evidence; raises RuleError with the remedy."""
    try:
        names, rows = con.rows(sql, parameters)
    except duckdb.InterruptException:
        raise RuleError(f"ran longer than {con.seconds:g} seconds (ask for less)") from None
    except duckdb.Error as error:
        raise RuleError(f"fails: {str(error).splitlines()[0]} (mend the SQL)") from None
    if names != COLUMNS:
        raise RuleError(f"returns {', '.join(names)} (return value and evidence, in this order)")
    if len(rows) != 1:
        raise RuleError(f"returns {len(rows)} rows (return one)")
    return _number(rows[0][0]), _ids(rows[0][1])


def _number(value: object) -> float | None:
    try:
        number = None if value is None else float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise RuleError(f"returns the value '{value}' (return a number)") from None
    if number is not None and number - number != 0:
        raise RuleError(f"returns the value {number} (guard the division)")
    return number


def _ids(evidence: object) -> list[str]:
    if evidence is None:
        return []
    if not isinstance(evidence, list):
        raise RuleError("returns evidence that is no list (write list(id) as evidence)")
    return sorted({str(name) for name in evidence if name is not None})
