"""Pairs whose ties moved in opposite directions, as a picture and as a table."""

from collections.abc import Iterable
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.charts.view import DrawnBand, View
from dashboard.figure.documents import evidence_behind
from dashboard.figure.draw import draw_figure
from dashboard.figure.figure import Chart, Figure
from dashboard.html.markup import anchor, heading, paragraph, render, table, text
from dashboard.pages.countries.move_documents import moves_cited
from dashboard.pages.countries.moves import (
    Divergence,
    MeasuredSeries,
    Move,
    Way,
    compared,
    divergences,
)
from dashboard.pages.countries.pair import short
from dashboard.pages.countries.tie_moves import SAYS, change_words, window
from dashboard.shell.context import Context, change
from dashboard.shell.messages import message
from dashboard.store.points import Point, point_frame
from dashboard.store.ties import setting, ties

CODES: dict[Way, str] = {"closer": "Y", "apart": "N", "still": "A"}
MOST = 24


def draw_divergence(context: Context) -> None:
    """Draw the pairs with enough known ties, some of which moved closer and some apart."""
    found = setting(context.database)
    least = found.least if found else 3
    first, last = window(context)
    split = divergences(context.database, first, last, least)
    chosen = set(context.lens.actors)
    shown = [d for d in split if not chosen or chosen & set(d.pair)]
    of = compared(context.database, first, last, least)
    with st.container(key="sec_divergence"):
        said = (
            f"Of {of} pairs with at least {least} ties known in both {first} and {last}, "
            f"{len(split)} had ties that moved in opposite directions. Pairs are few because ties "
            "other than votes are known of few."
        )
        st.html(heading("Pairs whose ties diverge", said))
        if not shown:
            _none(context, bool(split), first, last)
            return
        st.html(render("page.j2", "key", {"y": "closer", "a": "no move", "n": "apart"}))
        draw_figure(context, divergence_figure(context, shown, first, last), level=0)
        _open_pairs(context, shown)


def _none(context: Context, elsewhere: bool, first: int, last: int) -> None:
    if not elsewhere:
        message(
            f"No pair has ties that diverge from {first} to {last}.",
            "Too few ties may be known in both years: choose another period.",
        )
        return
    message("No pair of the chosen actors is among them.", "Others are.")
    st.button(
        "Show all pairs",
        key="all_pairs",
        type="tertiary",
        on_click=partial(change, actors=(), groupings=()),
    )


def _open_pairs(context: Context, shown: list[Divergence]) -> None:
    """Words that open the ties of a pair in this page."""
    with st.container(key="rests_pairs", horizontal=True):
        st.html(paragraph("Open:", "rests"), width="content")
        for found in shown[:MOST]:
            name = "-".join(found.pair)
            st.button(
                short(context, found.pair),
                key=f"open_{name}",
                type="tertiary",
                on_click=partial(change, pair=name, exhibit=None, tab=None),
            )


def divergence_figure(context: Context, shown: list[Divergence], first: int, last: int) -> Figure:
    """The figure of some pairs with what each of their ties did between two years."""
    declared = ties(context.database)
    drawn = shown[:MOST]
    points = [point for d in drawn for point in _points(context, d)]
    view = View(
        kind="tile",
        alt="Pairs whose ties moved in opposite directions; the table says the same in words",
        full=not context.narrow,
        narrow=context.narrow,
        order="given",
        bands=(DrawnBand("2000", "2099", f"{first} to {last}"),),
    )
    heads = ("Pair", *(tie.label for tie in declared.values()))
    more = f" The first {MOST} of {len(shown)} pairs are drawn." if len(shown) > MOST else ""
    title = f"Pairs whose ties moved in opposite directions, {first} to {last}"
    body = [_row(context, d, list(declared)) for d in shown]
    return Figure(
        id="divergence",
        title=title,
        subtitle="Full square: closer; crossed: apart; small: no move; blank: not known",
        charts=(Chart(frame=point_frame(points), view=view),),
        table=partial(table, heads, body, range(len(heads)), title),
        rows=lambda: pd.DataFrame(_data(shown)),
        evidence=evidence_behind(
            context.database, moves_cited(context.database, [d.moves for d in shown])
        ),
        note=f"Each tie by the measure that both years allow.{more}",
    )


def _points(context: Context, found: Divergence) -> Iterable[Point]:
    """A tile for each known tie; columns stand in the order of the ties."""
    for place, (name, tie) in enumerate(ties(context.database).items()):
        if move := found.moves.get(name):
            day = date(2001 + place, 1, 1)
            told = f"{short(context, found.pair)}, {tie.title}: {SAYS[move.way]}, "
            told += change_words(move.measure, move.change)
            yield Point(name, tie.label, "ink", day, day, float("nan"), told,
                        row="-".join(found.pair), row_label=short(context, found.pair),
                        code=CODES[move.way])  # fmt: skip


def _row(context: Context, found: Divergence, names: list[str]) -> tuple[str, ...]:
    link = context.href(pair="-".join(found.pair), exhibit=None, tab=None)
    cells = []
    for name in names:
        move = found.moves.get(name)
        said = f"{SAYS[move.way]}, {change_words(move.measure, move.change)}" if move else ""
        cells.append(text(said))
    return (anchor(link, short(context, found.pair)), *cells)


def _data(shown: list[Divergence]) -> Iterable[dict[str, object]]:
    """A row for each series of each tie, for the CSV."""
    for found in shown:
        for name, move in found.moves.items():
            for line in move.lines:
                yield {"pair": "-".join(found.pair), "tie": name, **_numbers(move, line)}


def _numbers(move: Move, line: MeasuredSeries) -> dict[str, object]:
    ends = {name: getattr(line, name) for name in MeasuredSeries.__dataclass_fields__}
    return {"measure": move.measure.id, **ends, "change": move.change, "reads_as": move.way}
