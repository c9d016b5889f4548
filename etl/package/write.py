"""The relations of a build as files: Parquet, and CSV where they are not too long for it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import duckdb

from etl.package.describe import File
from etl.package.relations import Column, Relation

MOST_CSV = 1_000_000
MOST = 10_000_000
"""Rows above which a view stays out: it says nothing that its tables do not."""
MOMENT = "%Y-%m-%dT%H:%M:%S"


def is_left_out(relation: Relation) -> bool:
    """Whether a relation is a long view that anybody can compute again."""
    return relation.kind == "view" and relation.rows > MOST


def written(con: duckdb.DuckDBPyConnection, relation: Relation, folder: Path) -> Iterator[File]:
    """Write one relation below `folder`, and say of each file what it is."""
    held = {c.name: _held(con, relation, c) for c in relation.columns if c.type == "JSON"}
    texts = [c for c in relation.columns if c.type == "VARCHAR" and not c.nullable]
    blank = frozenset(c.name for c in texts if _is_blank(con, relation, c))
    for format in ("csv", "parquet") if relation.rows < MOST_CSV else ("parquet",):
        path = f"{format}/{relation.name}.{format}"
        target = folder / path
        target.parent.mkdir(exist_ok=True)
        if format == "csv":
            rows = con.table(relation.name).project(", ".join(map(_as_text, relation.columns)))
            rows.to_csv(target.as_posix(), header=True, timestamp_format=MOMENT)
        else:
            con.table(relation.name).to_parquet(target.as_posix(), compression="zstd")
        content = target.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        yield File(relation, format, path, len(content), digest, held, blank)


def _as_text(column: Column) -> str:
    """The column as CSV holds it: a list as JSON, which says where one member ends."""
    name = _quoted(column)
    return f"to_json({name}) as {name}" if column.type.endswith("[]") else name


def _held(con: duckdb.DuckDBPyConnection, relation: Relation, column: Column) -> str:
    """What a column of JSON holds: object or array, or any where it is not one of these."""
    name = _quoted(column)
    rows = con.table(relation.name).project(f"json_type({name}) as kind").distinct().fetchall()
    kinds = {kind.lower() for (kind,) in rows if kind is not None}
    return kinds.pop() if len(kinds) == 1 and kinds <= {"object", "array"} else "any"


def _is_blank(con: duckdb.DuckDBPyConnection, relation: Relation, column: Column) -> bool:
    """Whether some text of a column has no character."""
    return bool(con.table(relation.name).filter(f"{_quoted(column)} = ''").limit(1).fetchall())


def _quoted(column: Column) -> str:
    return '"' + column.name.replace('"', '""') + '"'
