"""What was revised between the older build that is shown and the one in force, figure by figure."""

from collections.abc import Iterator
from typing import Any

import streamlit as st

from dashboard.figure.card_figure import exact
from dashboard.figure.files import offer_files, records_csv
from dashboard.html import shaped
from dashboard.html.markup import heading, paragraph, soft_link, table, text
from dashboard.sentences.captions import whose
from dashboard.sentences.reading_words import basis_words
from dashboard.shell.context import FIGURE, READ, Context
from dashboard.shell.older_build import figures_in_words
from dashboard.store.catalogue import catalogue
from dashboard.store.readings import NOW
from dashboard.store.revisions import Revised, revised
from dashboard.words.wording import period

MOST = 200


def draw_revised(context: Context) -> None:
    """Draw the list under an older build; nothing where the page shows the one in force."""
    if not context.is_pinned:
        return
    found = revised(context.database, context.present)
    with st.container(key="sec_revised"):
        said = f"{figures_in_words(found)} Figures that the article rests on come first."
        st.html(heading("Revised since this build", said, "revised"))
        if found.readings:
            heads = ["Statement", "Basis", "In this build", "Now"]
            lines = list(_readings(context, found))
            st.html(table(heads, lines, words=(0, 1, 2, 3), name="Readings that differ"))
        if found.figures:
            heads = ["Quantity", "Whose", "Period", "In this build", "Now", "State"]
            lines = [_figure(context, row) for row in found.figures[:MOST]]
            st.html(table(heads, lines, words=(0, 1, 2, 5), name="Figures that differ"))
            _rest(found)


def _readings(context: Context, found: Revised) -> Iterator[list[str]]:
    """A line for each reading that differs."""
    for row in found.readings:
        way = soft_link(context.to(READ, claim=row["claim"]), f"Statement {row['number']}")
        known = "now" if row["basis"] == NOW else basis_words(row["basis"], context.month)
        said = f"{way}, “{text(row['title'])}”"
        yield [said, text(known), shaped(row["was"]), shaped(row["now"])]


def _figure(context: Context, row: dict[str, Any]) -> list[str]:
    """A line for a figure: both values, each a link to its card in its own build."""
    older, newer = context.catalogue, catalogue(context.present)
    found = older if row["was_id"] else newer
    leaf = found.indicators[row["indicator"]]
    values = []
    for side, named, build in (("was", older, context.state.build), ("now", newer, None)):
        figure = row[f"{side}_id"]
        if figure is None:
            values.append("none")
            continue
        held = {name: row[f"{side}_{name}"] for name in ("value", "code", "reason")}
        shown = exact(named.indicators[row["indicator"]], held)
        values.append(soft_link(context.to(FIGURE, figure=figure, build=build), shown))
    title, who = text(leaf.title), text(whose(found, row))
    return [title, who, text(period(row["period"])), *values, text(row["how"])]


def _rest(found: Revised) -> None:
    """All of the list as a file, and how many of it are not shown."""
    more = len(found.figures) - MOST
    if more > 0:
        st.html(paragraph(f"{more:,} more in the file."))
    with st.container(key="tabs_revised", horizontal=True):
        st.space("stretch")
        label = "All revised figures (CSV)"
        records = list(found.figures)
        offer_files("revised", {"revised.csv": (label, lambda: records_csv(records))})
