"""The documents behind the moves of several pairs."""

from collections.abc import Sequence

import pandas as pd

from dashboard.pages.countries.moves import Move
from dashboard.store.database import ask

CITED = """
with asked as (
    select unnest($indicators) as indicator, unnest($actors) as actor, unnest($partners) as partner,
        unnest($years) as year
)
select
    figure.source, source.publisher, source.title as document, source.url, source.licence,
    source.known_on as published
from figure
join asked on asked.indicator = figure.indicator and year(figure.period_end) = asked.year
    and figure.actor in (asked.actor, asked.partner)
    and (figure.partner is null or figure.partner in (asked.actor, asked.partner))
join source on source.id = figure.source
union all
select
    roll_call.source, source.publisher, source.title, source.url, source.licence, source.known_on
from roll_call
join source on source.id = roll_call.source
where list_contains($voted, year(roll_call.date)) and final_passage
"""


def moves_cited(database: str, moves: Sequence[dict[str, Move]]) -> pd.DataFrame:
    """One row for each figure and roll call that the moves rest on, with its document."""
    asked: dict[str, list] = {"indicators": [], "actors": [], "partners": [], "years": []}
    voted: set[int] = set()
    for move in (move for found in moves for move in found.values()):
        for line in move.lines:
            years = (line.first_year, line.last_year)
            voted |= set(years) if move.measure.votes else set()
            for name in _named(move):
                for year in years:
                    row = (name, line.actor, line.partner, year)
                    for column, value in zip(asked.values(), row, strict=True):
                        column.append(value)
    return ask(database, CITED, {**asked, "voted": sorted(voted)})


def _named(move: Move) -> list[str]:
    """The indicators that a move reads."""
    measure = move.measure
    return [*measure.indicators, *filter(None, (measure.distance, measure.over))]
