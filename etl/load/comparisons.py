"""Ties and episodes into the tables of the contract."""

import duckdb

from etl.load.insert import insert
from etl.models.comparisons import Declared
from etl.models.episodes import Comparisons
from etl.models.ties import Ties
from etl.paths import SQL


def load_declared(con: duckdb.DuckDBPyConnection, declared: Declared) -> None:
    """Fill the tables of ties and episodes and make the views over them."""
    _run(con, "tables.sql")
    if declared.ties:
        _ties(con, declared.ties.model)
    if declared.episodes:
        _episodes(con, declared.episodes.model)
    _run(con, "views.sql")
    _run(con, "comments.sql")


def _run(con: duckdb.DuckDBPyConnection, name: str) -> None:
    con.execute((SQL / "ties" / name).read_text("utf-8"))


def _ties(con: duckdb.DuckDBPyConnection, ties: Ties) -> None:
    insert(con, "tie_setting", [ties.model_dump(exclude={"tie"})])
    for position, tie in enumerate(ties.tie):
        row = tie.model_dump(exclude={"measure"})
        insert(con, "tie", [row | {"position": position}])
        for place, measure in enumerate(tie.measure):
            row = measure.model_dump(exclude={"indicators"})
            insert(con, "tie_measure", [row | {"tie": tie.id, "position": place}])
            named = enumerate(measure.indicators)
            rows = [{"measure": measure.id, "indicator": n, "position": i} for i, n in named]
            insert(con, "tie_indicator", rows)


def _episodes(con: duckdb.DuckDBPyConnection, comparisons: Comparisons) -> None:
    for position, comparison in enumerate(comparisons.comparison):
        row = comparison.model_dump(exclude={"episode", "series"})
        insert(con, "comparison", [row | {"position": position}])
        for place, episode in enumerate(comparison.episode):
            row = episode.model_dump() | {"comparison": comparison.id, "position": place}
            insert(con, "episode", [row])
        for place, series in enumerate(comparison.series):
            row = series.model_dump() | {"comparison": comparison.id, "position": place}
            insert(con, "episode_series", [row])
