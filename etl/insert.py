"""Records into a table of the build, by the names of its columns."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add records to `table`; columns that no record names stay null."""
    if rows:
        con.register("given", pa.Table.from_pylist(list(rows)))
        con.execute(f"insert into {table} by name from given")
        con.unregister("given")


def as_json(value: object) -> str:
    """A value as the JSON that a column holds; days as ISO text."""
    return json.dumps(value, ensure_ascii=False, default=str)
