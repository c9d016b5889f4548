"""The series of one actor in one theme, ready to draw: rows, unit, where the actor stands."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from dashboard.figure.place import Place
from dashboard.pages.countries.series import (
    MOST,
    ActorSeries,
    GroupStanding,
    agreed,
    beside,
    cumulated,
    standing,
)
from dashboard.store.catalogue import Theme
from dashboard.store.corrections import VOTE
from dashboard.store.lens import holdings
from dashboard.store.profile import votes_cited
from dashboard.store.ties import setting
from dashboard.words.wording import Unit


@dataclass(frozen=True)
class Group:
    """Beside whom an actor is set: a grouping, or all states that are observed."""

    name: str
    label: str
    members: frozenset[str]


@dataclass(frozen=True, eq=False)
class ActorCharts:
    """A series of an actor ready to draw: its rows, unit, and where the actor stands.

    `series` is its indicator, or vote; `other` who is opposite.
    """

    series: str
    other: str | None
    title: str
    unit: Unit
    decimals: int
    rows: pd.DataFrame
    standing: GroupStanding
    cited: pd.DataFrame
    is_waves: bool = False


def told_of(
    at: Place, theme: Theme, actor: str, group: Group, series: tuple[ActorSeries, ...]
) -> Iterator[ActorCharts]:
    """The series of a theme that speak of an actor; votes with the poles of the edition last."""
    poles = _poles(at) if theme.id == "un_voting" else ()
    for one in series[: MOST - len(poles)]:
        if found := _of_series(at, actor, group, one):
            yield found
    for pole in poles:
        if found := _of_votes(at, actor, group, pole):
            yield found


def _of_series(at: Place, actor: str, group: Group, series: ActorSeries) -> ActorCharts | None:
    leaf = at.catalogue.indicators[series.indicator]
    unit = at.catalogue.units[leaf.unit]
    cited = beside(at.database, series, at.lens)
    is_flow = leaf.chart == "bar" and leaf.frequency == "M"
    rows = cumulated(cited) if is_flow else cited
    where = standing(rows, actor, group.members)
    if where is None:
        return None
    title = leaf.title + (", running total" if is_flow else "")
    if series.side == "partner" or len(holdings(at.database)[leaf.id].partners) > 1:
        title += f": {_opposite(at, actor, series)}"
    shown = cited.loc[cited["subject"].isin([actor, *group.members])]
    is_waves = leaf.frequency == "I"
    return ActorCharts(
        leaf.id, series.other, title, unit, leaf.decimals, rows, where, shown, is_waves
    )


def _opposite(at: Place, actor: str, series: ActorSeries) -> str:
    """The two sides in the order of the figure."""
    labels = at.catalogue.actors
    sides = (actor, series.other) if series.side == "actor" else (series.other, actor)
    return " – ".join(labels[str(code)].label for code in sides)


def _poles(at: Place) -> tuple[str, ...]:
    """The actors with whom the agreement of every actor is shown."""
    found = setting(at.database)
    return found.poles if found else ()


def _of_votes(at: Place, actor: str, group: Group, pole: str) -> ActorCharts | None:
    """Agreement in votes with a pole of the edition."""
    rows = agreed(at.database, pole, at.lens)
    where = standing(rows, actor, group.members)
    if where is None:
        return None
    cited = votes_cited(at.database, actor, pole, "fp")
    title = f"Agreement in votes with {at.catalogue.actors[pole].label}"
    return ActorCharts(VOTE, pole, title, at.catalogue.units["share"], 2, rows, where, cited)
