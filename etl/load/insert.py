"""Records into a table of the build, by the names of its columns."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add records to `table`; columns that no record names stay null."""
    if rows:
        # Arrow takes the names of the first record for those of all.
        names = dict.fromkeys(name for row in rows for name in row)
        columns = {name: [row.get(name) for row in rows] for name in names}
        con.register("given", pa.table(columns))
        con.execute(f"insert into {table} by name from given")
        con.unregister("given")


def as_json(value: object) -> str:
    """A value as the JSON that a column holds; days as ISO text."""
    return json.dumps(value, ensure_ascii=False, default=str)
