"""Tie by tie: the measure that speaks for each tie of a pair, drawn over all its years."""

from collections.abc import Iterable
from functools import lru_cache, partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.view import View
from dashboard.figure.correction_marks import sign
from dashboard.figure.documents import evidence_behind
from dashboard.figure.draw import draw_figure
from dashboard.figure.figure import Chart, Figure
from dashboard.figure.place import Place, place_of
from dashboard.html.markup import anchor, disclosure, folds, heading, items, paragraph, table, text
from dashboard.pages.countries.moves import Move
from dashboard.pages.countries.pair import Pair, named
from dashboard.pages.countries.tie_known import lead, themes_of
from dashboard.shell.context import Context, change
from dashboard.shell.messages import message
from dashboard.store.corrections import VOTE, Correction, within
from dashboard.store.points import Point, of_year, point_frame
from dashboard.store.profile import cited, further
from dashboard.store.ties import Tie, TieMeasure, ties, values
from dashboard.words.wording import number

WIDTH = 560
COUNTS = {"meetings", "count", "exercises"}
NEARER = {"higher": "higher is closer", "lower": "lower is closer"}
REFERENCE = "Hirschman 1945; dependence as trade over GDP after Oneal and Russett 1997."


SAID = (
    "Each tie by the measure that is compared below, its other measures on request; all years are "
    "drawn, whatever the period."
)


def draw_ties(context: Context, pair: Pair, moved: dict[str, Move]) -> None:
    """Draw a figure for each tie with values; under a theme, for those of the theme."""
    found = values(context.database, *pair)
    declared = ties(context.database)
    leads = {
        tie.id: _open(context, tie, found) or lead(tie, found, moved.get(tie.id))
        for tie in declared.values()
    }
    shown = {
        name: measure
        for name, measure in leads.items()
        if measure and (context.lens.theme in {None, *themes_of(context, measure, found)})
    }
    with st.container(key="sec_ties"):
        st.html(heading("Tie by tie", SAID))
        if not shown:
            theme = context.catalogue.themes.get(context.lens.theme or "")
            of_theme = f" in “{theme.title}”" if theme else ""
            message(f"No tie of this pair has values{of_theme}.", "Choose another pair or theme.")
        with st.container(key="grid_ties"):
            for name, measure in shown.items():
                with st.container(key=f"piece_{name}"):
                    draw_figure(
                        context, tie_figure(place_of(context), pair, declared[name], measure)
                    )
                    _others(declared[name], measure, set(found["measure"]))
        _further(context, pair)


def _open(context: Context, tie: Tie, found: pd.DataFrame) -> TieMeasure | None:
    """The measure of a tie that the address opens, where the pair has values of it."""
    named_ = (m for m in tie.measures if m.id == context.state.exhibit)
    return next((m for m in named_ if m.id in set(found["measure"])), None)


def _others(tie: Tie, shown: TieMeasure, held: set[str]) -> None:
    """The other measures of a tie: words that open them in its place."""
    others = [m for m in tie.measures if m is not shown and m.id in held]
    if not others:
        return
    with st.container(key=f"rests_{tie.id}", horizontal=True):
        st.html(paragraph("Also known:", "rests"), width="content")
        for measure in others:
            st.button(
                measure.title,
                key=f"open_{measure.id}",
                type="tertiary",
                on_click=partial(change, exhibit=measure.id, tab=None),
            )


@lru_cache(maxsize=128)
def tie_figure(at: Place, pair: Pair, tie: Tie, measure: TieMeasure) -> Figure:
    """The figure of one tie: a line or bars for each side that has figures."""
    found = values(at.database, *pair)
    mine = found.loc[found["measure"] == measure.id]
    unit = at.catalogue.units[measure.unit]
    points = list(_points(at, measure, mine))
    sides = {point.series for point in points}
    view = View(
        kind="bar" if unit.code in COUNTS and len(sides) == 1 else "line",
        alt=f"{tie.title} of {named(at, pair)} by year; the values are in the table",
        axis=unit.axis or "",
        decimals=measure.decimals,
        height=150,
        width=None if at.narrow else WIDTH,
        narrow=at.narrow,
        zero=measure.unit != "score",
        gaps=measure.by_year != "mean",
    )
    body = [
        (text(p.label or named(at, pair)), str(p.start.year),
         number(p.value, measure.decimals) + sign(p.corrected))
        for p in reversed(points)
    ]  # fmt: skip
    return Figure(
        id=measure.id,
        title=measure.title,
        subtitle=f"{tie.question} {_sentence(unit.name)}; {NEARER[measure.direction]}",
        charts=(Chart(frame=point_frame(points), view=view),),
        table=partial(table, ("Whose", "Year", "Value"), body, (0, 1), measure.title),
        rows=lambda: mine,
        evidence=evidence_behind(at.database, cited(at.database, measure, *pair)),
        note=asymmetry(at, mine) if measure.over else "",
    )


def _sentence(words: str) -> str:
    """The words with a capital, unless they begin with a sign or an abbreviation."""
    return words[:1].upper() + words[1:]


def _points(at: Place, measure: TieMeasure, mine: pd.DataFrame) -> Iterable[Point]:
    actors, unit = at.catalogue.actors, at.catalogue.units[measure.unit]
    several = mine.groupby(["indicator", "actor", "partner"], dropna=False).ngroups > 1
    both = measure.votes or measure.distance or (measure.terms and not measure.over)
    for row in mine.to_dict("records"):
        actor, partner = actors[row["actor"]], actors[row["partner"]]
        label = actor.label if several else "" if both else f"{actor.label} – {partner.label}"
        told = f"{actor.label} – {partner.label}, {row['year']}: "
        value = row["value"]
        start, end = of_year(row["year"])
        yield Point(
            series=f"{row['indicator']}|{row['actor']}",
            label=label,
            role="ink" if both or unit.code in COUNTS else actor.colour or "ink",
            start=start,
            end=end,
            value=value,
            tooltip=f"{told}{number(value, measure.decimals)} {unit.suffix or unit.name}",
            corrected=_corrected(at, measure, row),
        )


def _corrected(at: Place, measure: TieMeasure, row: dict[str, Any]) -> tuple[Correction, ...]:
    """The corrections of what the value of a year was made of."""
    subject = VOTE if measure.votes else measure.distance or row["indicator"]
    return within(at.database, subject, (row["actor"], row["partner"]), str(row["year"]))


def asymmetry(at: Place, mine: pd.DataFrame) -> str:
    """How much more the trade is to one side than to the other, in the last year known of both.

    The quotient of trade over GDP of the two sides, which is that of their economies; 1 is even.
    """
    wide = mine.pivot_table("value", "year", "actor").dropna()
    if wide.shape[1] != 2 or wide.empty:
        return ""
    last = wide.iloc[-1].sort_values()
    small, large = (at.catalogue.actors[str(code)].name for code in last.index)
    times = number(float(last.iloc[1] / last.iloc[0]), 1)
    return (
        f"The same trade beside each economy. Asymmetry in {wide.index[-1]}: it weighs {times} "
        f"times as much for {large} as for {small}. {REFERENCE}"
    )


def _further(context: Context, pair: Pair) -> None:
    """What else is held of the pair: quantities that speak of no tie."""
    found = further(context.database, *pair)
    if not found:
        return
    lines = [
        anchor(f"indicators?family={row['family']}", row["title"])
        + f", {row['figures']:,} figure{'s' if row['figures'] > 1 else ''}, "
        f"{row['first'].year} to {row['last'].year}"
        for row in found
    ]
    many = f"{len(found)} further quantit{'ies' if len(found) > 1 else 'y'} of this pair"
    st.html(folds(disclosure("Not counted as ties", many, items(lines))))
