"""Figures in force with their sources, as frames: what charts, tables and source lines rest on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.store.database import ask
from dashboard.store.lens import Lens, Panel

FIGURES = """
select
    figure.id as figure, figure.indicator, figure.actor, figure.partner, figure.period,
    figure.frequency, figure.period_start, figure.period_end, figure.value, figure.code,
    figure.reason, figure.source, figure.locator, figure.confidence, figure.coder, figure.note,
    figure.published, source.publisher, source.title as document, source.url, source.licence
from figure
join source on source.id = figure.source
where list_contains($indicators, indicator)
    and (len($actors) = 0 or list_contains($actors, actor))
    and (len($partners) = 0 or list_contains($partners, partner))
    and (len($periods) = 0 or list_contains($periods, period))
    and figure.period_end >= $first and figure.period_start <= $last
    and ($until is null or figure.period_end <= $until::date)
order by list_position($indicators, indicator), list_position($actors, actor), actor, partner,
    period_start, period
"""
FIGURES_AS_OF = FIGURES.replace("from figure\n", "from figure_as_of($day) as figure\n")
VOTES = """
select
    'vote:' || roll_call.id || ':' || vote.actor as figure, vote.actor, vote.vote as code,
    roll_call.id as roll_call, roll_call.resolution, roll_call.title, roll_call.date,
    roll_call.yes, roll_call.no, roll_call.abstain, roll_call.absent,
    roll_call.source, roll_call.locator, source.known_on as published,
    source.publisher, source.title as document, source.url, source.licence
from vote
join roll_call on roll_call.id = vote.roll_call
join source on source.id = roll_call.source
where (list_contains($roll_calls, roll_call.resolution) or list_contains($roll_calls, roll_call.id))
    and list_contains($actors, vote.actor)
    and roll_call.date::varchar between $first and least($last, coalesce($until, $last))
order by list_position($actors, vote.actor), roll_call.date, roll_call.id
"""


@dataclass(frozen=True)
class Question:
    """Which figures: leaf indicators, and actors, partners, periods where not all."""

    indicators: tuple[str, ...]
    actors: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()


def figures(database: str, question: Question, lens: Lens) -> pd.DataFrame:
    """The figures that a question names, in force for the lens and in its period, oldest first."""
    asked = {
        "indicators": list(question.indicators),
        "actors": list(question.actors),
        "partners": list(question.partners),
        "periods": list(question.periods),
        "first": lens.first_day,
        "last": lens.last_day,
        "until": lens.until,
    }
    if lens.day is None:
        return ask(database, FIGURES, asked)
    return ask(database, FIGURES_AS_OF, asked | {"day": lens.day})


def votes(
    database: str, roll_calls: Sequence[str], actors: Sequence[str], lens: Lens
) -> pd.DataFrame:
    """The votes of some actors in some roll calls (ids or resolutions), oldest first."""
    parameters = {"roll_calls": list(roll_calls), "actors": list(actors)}
    days = {"first": lens.first_day, "last": lens.last_day, "until": lens.until}
    return ask(database, VOTES, parameters | days)


def panel_rows(database: str, panel: Panel, lens: Lens) -> pd.DataFrame:
    """The figures or votes that one panel draws; its own start and end bound the lens."""
    bounded = _bounded(panel, lens)
    if panel["roll_calls"]:
        return votes(database, panel["roll_calls"], panel["actors"], bounded)
    question = Question(
        tuple(panel["indicators"]),
        tuple(panel["actors"]),
        tuple(panel["partners"]),
        tuple(panel["periods"] or panel["compare"]),
    )
    found = figures(database, question, bounded)
    if panel["latest"]:
        last = found.groupby(["indicator", "actor"])["period_start"].transform("max")
        found = found.loc[found["period_start"] == last]
    return found


def _bounded(panel: Panel, lens: Lens) -> Lens:
    """Comparisons of two dates keep their dates; other panels follow the reader's period."""
    if panel["compare"] or panel["latest"] or panel["periods"]:
        return replace(lens, theme=None, start=None, end=None)
    start = max(filter(None, (panel["start"], lens.start)), default=None)
    end = min(filter(None, (panel["end"], lens.end)), default=None)
    return replace(lens, theme=None, start=start, end=end)
