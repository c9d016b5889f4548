"""What is known of the ties of a pair, by year and as a table; what is not known, and why."""

from collections import Counter
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.charts.view import DrawnBand, View
from dashboard.figure.documents import evidence_behind
from dashboard.figure.draw import draw_figure
from dashboard.figure.figure import Chart, Figure
from dashboard.html.markup import heading, rows, table, text
from dashboard.pages.countries.moves import Move
from dashboard.pages.countries.pair import Pair, named
from dashboard.shell.context import Context
from dashboard.shell.messages import message
from dashboard.store.points import Point, of_year, point_frame
from dashboard.store.profile import Holding, cited, held, publishers
from dashboard.store.ties import Tie, TieMeasure, ties, values

FIRST = 1990
HEADS = ("Tie", "Theme", "Known since", "to", "Figures", "Publishers", "Compared by")


def lead(tie: Tie, found: pd.DataFrame, move: Move | None) -> TieMeasure | None:
    """The measure that speaks for a tie of a pair: the one compared, else the longest."""
    if move:
        return move.measure
    years = found.loc[found["tie"] == tie.id].groupby("measure")["year"].nunique()
    order = [m for m in tie.measures if m.id in years.index]
    return max(order, key=lambda m: years[m.id]) if order else None


def draw_known(context: Context, pair: Pair, moved: dict[str, Move]) -> None:
    """Draw the section: the picture, its table, and the ties that are not known."""
    holding = held(context.database, *pair)
    found = values(context.database, *pair)
    declared = ties(context.database)
    with st.container(key="sec_known"):
        said = (
            f"{len(holding)} of {len(declared)} ties of {named(context, pair)} have figures in "
            "this edition. A full square is a year with a value of the measure that is compared "
            "below, a small one a year known by another measure only."
        )
        st.html(heading("What is known", said))
        shown = {name: tie for name, tie in declared.items() if name in holding}
        if shown:
            draw_figure(context, known_figure(context, pair, shown, found, holding, moved))
        else:
            message("No tie of this pair is known.", "Choose another side, or see why below.")
        st.html(_unknown(declared, holding))


def _unknown(declared: dict[str, Tie], holding: dict[str, Holding]) -> str:
    """The ties that are not known with the reason for each, and gaps within those that are."""
    missing = [(tie.label, text(tie.unknown)) for n, tie in declared.items() if n not in holding]
    gaps = []
    for name, held_ in holding.items():
        for reason, count in Counter(held_.reasons).items():
            said = f"{count} figure{'s' if count > 1 else ''}: {reason.replace('_', ' ')}"
            gaps.append((declared[name].label, text(said)))
    head = heading("Not known, and why", level=3, kind="ct")
    return head + rows([*missing, *gaps]) if missing or gaps else ""


def known_figure(
    context: Context,
    pair: Pair,
    shown: dict[str, Tie],
    found: pd.DataFrame,
    holding: dict[str, Holding],
    moved: dict[str, Move],
) -> Figure:
    """The figure of the years in which the ties of a pair are known."""
    leads = {name: lead(tie, found, moved.get(name)) for name, tie in shown.items()}
    points = [point for tie in shown.values() for point in _years(tie, leads[tie.id], found)]
    last = max((point.start.year for point in points), default=FIRST)
    view = View(
        kind="tile",
        alt=f"Years in which ties of {named(context, pair)} are known; the table has the same",
        full=not context.narrow,
        narrow=context.narrow,
        order="given",
        bands=(DrawnBand(str(FIRST), str(last)),),
    )
    measures = [measure for measure in leads.values() if measure]
    parts = [cited(context.database, measure, *pair) for measure in measures]
    body = [_line(context, tie, holding[name], leads[name], found) for name, tie in shown.items()]
    return Figure(
        id="known_ties",
        title="Ties by year",
        subtitle=f"Since {FIRST}; rows are ties, columns years",
        charts=(Chart(frame=point_frame(points), view=view),),
        table=partial(table, HEADS, body, (0, 1, 5, 6), "Ties by year"),
        rows=lambda: found,
        evidence=evidence_behind(context.database, pd.concat(parts, ignore_index=True)),
    )


def _years(tie: Tie, measure: TieMeasure | None, found: pd.DataFrame) -> list[Point]:
    mine = found.loc[(found["tie"] == tie.id) & (found["year"] >= FIRST)]
    points = []
    for year, names in mine.groupby("year")["measure"]:
        is_full = measure is not None and measure.id in set(names)
        start, end = of_year(int(str(year)))
        count = int(mine.loc[mine["year"] == year, "figures"].sum())
        told = f"{tie.title}, {year}: {count} {'votes or figures' if count > 1 else 'figure'}"
        points.append(
            Point(str(year), str(year), "ink", start, end, float("nan"), told, row=tie.id,
                  row_label=tie.label, code="Y" if is_full else "A")
        )  # fmt: skip
    return points


def themes_of(context: Context, measure: TieMeasure, found: pd.DataFrame) -> set[str]:
    """The themes whose figures a measure reads of a pair; votes belong to un_voting."""
    if measure.votes:
        return {"un_voting"}
    mine = set(found.loc[found["measure"] == measure.id, "indicator"].dropna())
    named_ = mine or {*measure.indicators, *filter(None, [measure.distance])}
    return {context.catalogue.indicators[str(name)].theme for name in named_}


def _line(
    context: Context, tie: Tie, holding: Holding, measure: TieMeasure | None, found: pd.DataFrame
) -> tuple[str, ...]:
    mine = themes_of(context, measure or tie.measures[0], found)
    titles = [theme.title for theme in context.catalogue.themes.values() if theme.id in mine]
    independent = f"{holding.independent} independent: " if holding.independent > 1 else ""
    return (
        text(tie.title),
        text(", ".join(titles)),
        str(holding.first.year),
        str(holding.last.year),
        f"{holding.figures:,}",
        text(independent + publishers(holding.publishers)),
        text(measure.title if measure else "figures of part years only"),
    )
