"""Ties and episodes as people declare them, read in one go and staged for the checks."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl.models import episodes, ties
from etl.models.toml_files import TomlDocument
from etl.problems import Problem

MEASURED = pa.schema(
    [(name, pa.string()) for name in ("measure", "indicator", "field", "by_year", "file")]
    + [("terms", pa.int64()), ("line", pa.int64())]
)
EPISODE = pa.schema(
    [(name, pa.string()) for name in ("duration", "actor", "partner", "period", "unit", "file")]
    + [("line", pa.int64()), ("unit_line", pa.int64())]
)


@dataclass(frozen=True)
class Declared:
    """The ties and the comparisons of episodes; None where no file declares them."""

    ties: TomlDocument[ties.Ties] | None
    episodes: TomlDocument[episodes.Comparisons] | None


def read_declared(data: Path) -> tuple[Declared, list[Problem]]:
    """What is declared, as far as it can be read, and every problem of its files."""
    tied, problems = ties.read_ties(data)
    compared, wrong = episodes.read_episodes(data)
    return Declared(tied, compared), [*problems, *wrong]


def references(declared: Declared) -> Iterator[dict[str, Any]]:
    """What ties and episodes name, with the line of the field that names it."""
    tied = ties.named(declared.ties) if declared.ties else ()
    compared = episodes.named(declared.episodes) if declared.episodes else ()
    for document, at, kind, ids in chain(tied, compared):
        found = document.problem(at, "")
        place = {"file": found.file, "line": found.line, "field": found.field}
        yield from ({**place, "kind": kind, "id": name} for name in ids)


def stage_declared(con: duckdb.DuckDBPyConnection, declared: Declared) -> None:
    """Fill `staged_measured` and `staged_episode`, on which the checks of both rest."""
    measured = list(ties.measure_rows(declared.ties)) if declared.ties else []
    episode = list(episodes.episode_rows(declared.episodes)) if declared.episodes else []
    for name, rows, schema in (("measured", measured, MEASURED), ("episode", episode, EPISODE)):
        con.register("given", pa.Table.from_pylist(rows, schema))
        con.execute(f"create or replace temp table staged_{name} as from given")
        con.unregister("given")
