"""Two vintages of one series over each other: what a publisher has restated since."""

from collections.abc import Iterator
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.charts.view import View
from dashboard.figure.card import draw_card_under
from dashboard.figure.documents import evidence_behind
from dashboard.figure.draw import draw_figure
from dashboard.figure.figure import TABLE, Chart, Figure
from dashboard.html.markup import heading, paragraph, soft_link, table, text
from dashboard.pages.indicators.editions import cited, earlier_editions, paired
from dashboard.shell.choices import choose
from dashboard.shell.context import Context, change
from dashboard.shell.filters import SHORTLIST
from dashboard.shell.messages import message
from dashboard.store.catalogue import Indicator
from dashboard.store.figure_ids import VINTAGES
from dashboard.store.points import Point, point_frame
from dashboard.words.wording import day, number, period

MOST_LINES = 2
MOST_LISTED = 24
HEADS = ("Whose", "Period", "earlier", "in force", "difference")


def draw_vintages(context: Context, leaf: Indicator) -> None:
    """Offer the earlier editions of an indicator and lay the chosen one under the figures."""
    editions = {str(e["id"]): e for e in earlier_editions(context.database, leaf.id)}
    if not editions:
        draw_card_under(context, VINTAGES)
        return
    chosen = context.state.vintage if context.state.vintage in editions else next(iter(editions))
    with st.container(key="sec_vintages"):
        said = "What an earlier edition said of the same periods, beside the figures in force."
        st.html(heading("Vintages", said, level=3))
        write = lambda name: change(vintage=name)  # noqa: E731
        says = lambda name: _named(editions[name])  # noqa: E731
        choose("vintage", "Earlier edition", list(editions), chosen, write, says=says)
        figure = vintages_figure(context, leaf, editions[chosen])
        if figure is None:
            message("Nothing restated for the chosen actors.")
            draw_card_under(context, VINTAGES)
            return
        draw_figure(context, figure, level=0, carded=True)


def vintages_figure(context: Context, leaf: Indicator, edition: dict) -> Figure | None:
    """An earlier edition beside the figures in force; None where the chosen actors have neither."""
    found = paired(context.database, leaf.id, str(edition["id"]), context.lens.actors)
    if found.empty:
        return None
    moved = len(found.loc[found["difference"] != 0])
    return Figure(
        id=VINTAGES,
        title=f"{leaf.title}: the edition of {day(edition['published'])} and that in force",
        subtitle=context.catalogue.units[leaf.unit].name,
        charts=_charts(context, leaf, found),
        table=partial(_table, context, leaf, found),
        rows=lambda: found,
        evidence=evidence_behind(context.database, cited(context.database, found)),
        note=f"{moved} of {len(found)} figures differ.",
    )


def _named(edition: dict) -> str:
    return f"{edition['publisher']}, {edition['title']}, {day(edition['published'])}"


def _charts(context: Context, leaf: Indicator, found: pd.DataFrame) -> list[Chart]:
    """One chart per actor: the figures in force in its colour, the earlier ones in grey."""
    names = context.catalogue.actors
    held = list(dict.fromkeys(found["actor"]))
    first = [a for a in SHORTLIST if a in held] + [a for a in held if a not in SHORTLIST]
    return [
        Chart(
            title=names[actor].name,
            frame=point_frame(
                _points(leaf, found.loc[found["actor"] == actor], names[actor].colour or "ink")
            ),
            view=View(
                kind="line",
                alt=f"{leaf.title}, {names[actor].name}: two editions; the values are in the table",
                axis=context.catalogue.units[leaf.unit].axis or "",
                decimals=min(leaf.decimals, 2),
                narrow=context.narrow,
                height=130,
                peak=False,
            ),
        )
        for actor in first[:MOST_LINES]
    ]


def _points(leaf: Indicator, found: pd.DataFrame, role: str) -> Iterator[Point]:
    """A point for each period of each edition, the earlier one first."""
    for name, label, tone in (("earlier", "earlier", ""), ("later", "in force", role)):
        for row in found.to_dict("records"):
            said = f"{label}, {period(row['period'])}: {number(row[name], leaf.decimals)}"
            yield Point(
                name, label, tone, row["period_start"], row["period_end"], row[name], said,
                focus=name == "later", period=row["period"],
            )  # fmt: skip


def _table(context: Context, leaf: Indicator, found: pd.DataFrame) -> str:
    """The largest differences, largest first."""
    rows = found.to_dict("records")
    ranked = sorted(rows, key=lambda row: -abs(row["difference"]))[:MOST_LISTED]
    body = [
        [
            text(context.catalogue.actors[row["actor"]].name),
            period(row["period"]),
            *(_opened(context, leaf, row, name) for name in ("earlier", "later")),
            number(row["difference"], leaf.decimals),
        ]
        for row in ranked
    ]
    more = f", {len(body)} of {len(found)}; all are in the CSV" if len(body) < len(found) else ""
    said = paragraph(f"The largest differences first{more}.")
    return said + table(HEADS, body, words=(0, 1), name="Revised figures")


def _opened(context: Context, leaf: Indicator, row: dict, name: str) -> str:
    """A value as the way to its card, which opens under this table."""
    figure = row[f"{name}_id"]
    href = context.href(figure=figure, exhibit=VINTAGES, tab=TABLE)
    return soft_link(href, number(row[name], leaf.decimals), figure)
