"""Draws any figure in the one frame that every chart has: title, charts, tabs, source line."""

import streamlit as st
from markupsafe import Markup

from dashboard.figure.card import draw_card_under
from dashboard.figure.correction_marks import corrections_line
from dashboard.figure.documents import source_table
from dashboard.figure.figure import SOURCES, TABLE, Chart, Figure
from dashboard.figure.toolbar import draw_toolbar, tab_of
from dashboard.html.markup import finding, heading, paragraph
from dashboard.shell.context import Context


def draw_figure(
    context: Context,
    figure: Figure,
    *,
    level: int = 3,
    place: str = "",
    after: str = "",
    carded: bool = False,
) -> None:
    """Draw a figure under a heading of a level; 0 is for pages that have one already.

    `place` tells a second place on the page apart; `after` is HTML under its lines. Where it is
    `carded`, the card of a figure opens under it.
    """
    place = place or figure.id
    with st.container(key=f"fig_{place}"):
        if level:
            st.html(head(figure, level, place))
        tab = tab_of(context, figure)
        if tab == TABLE and figure.table:
            st.html(figure.table())
        elif tab == SOURCES:
            st.html(source_table(figure.evidence))
        elif figure.body:
            st.html(figure.body)
        else:
            _charts(figure, place)
        under = figure.source_line + corrections_line(figure.evidence.touched)
        draw_toolbar(context, figure, place, under + after)
        if carded:
            draw_card_under(context, figure.id)


def head(figure: Figure, level: int = 3, anchor: str = "") -> str:
    """Title, subtitle and the sentence from the data as HTML; a link may lead to the anchor."""
    kind = "ct" if level > 2 else ""
    return heading(figure.title, figure.subtitle, anchor, level, kind) + finding(figure.finding)


def _charts(figure: Figure, place: str) -> None:
    """The charts under each other, or side by side where the window is wide."""
    if not figure.layout:
        for number, chart in enumerate(figure.charts):
            _chart(chart, f"chart_{place}_{number}")
        return
    with st.container(key=f"{figure.layout}_{place}"):
        for number, chart in enumerate(figure.charts):
            with st.container(key=f"piece_{place}_{number}"):
                _chart(chart, f"chart_{place}_{number}")


def _chart(chart: Chart, key: str) -> None:
    """Title, words and marks; the key keeps its SVG over reruns."""
    if chart.heading or chart.words:
        st.html(paragraph(chart.heading, "pt") + Markup(chart.words))
    _, marks, spec = chart.ready
    st.vega_lite_chart(marks, spec, width="stretch", theme=None, key=key)
