"""Compare: the strategic triangle and the whole field, or one dyad where the address names one."""

from dataclasses import replace

import streamlit as st

from dashboard.figure.draw import draw_figure
from dashboard.html.markup import text
from dashboard.pages.votes import words as compare_words
from dashboard.pages.votes.controls import measure_bar, theme_bar
from dashboard.pages.votes.dyad import dyad_page
from dashboard.pages.votes.field_figure import field_figure
from dashboard.pages.votes.ideal_points import ideal_figure
from dashboard.pages.votes.isolation import isolation_figure
from dashboard.pages.votes.lines import lines_figure
from dashboard.pages.votes.matrix import matrix_of_votes
from dashboard.pages.votes.measures import SCOPES
from dashboard.pages.votes.messages import is_comparable
from dashboard.pages.votes.objections import objections
from dashboard.pages.votes.relations import choose_indicator, matrix_of_theme
from dashboard.pages.votes.scene import Scene, scene
from dashboard.pages.votes.table import table_figure
from dashboard.pages.votes.triangle import triangle_figure
from dashboard.shell.context import Context
from dashboard.shell.filters import filter_bar
from dashboard.shell.messages import message
from dashboard.shell.page import page
from dashboard.store.roll_calls import documents
from dashboard.words.wording import number

VOTES = "un_voting"


@page
def votes_page(context: Context) -> None:
    """Who votes with whom in the General Assembly?"""
    here = scene(context)
    if context.state.pair:
        dyad_page(context, here)
    else:
        _triangle_page(context, here)


def _triangle_page(context: Context, here: Scene) -> None:
    comparable = bool(here.years) and len(here.cast.corners) == 3
    lead = compare_words.opening(here) if comparable else ""
    st.html(
        f'<div class="title"><h1>{text(compare_words.title(here))}</h1>'
        f'<p class="lead">{text(lead)}</p><p class="method">{text(_method(here))}</p></div>'
    )
    filter_bar(context)
    with st.container(key="sec_measure"):
        measure_bar(here)
    if not is_comparable(context, here):
        return
    with st.container(key="sec_triangle"):
        draw_figure(context, triangle_figure(here), level=2)
    with st.container(key="sec_lines"):
        draw_figure(context, lines_figure(here), level=2)
    _two(context, here)
    with st.container(key="sec_table"):
        draw_figure(context, table_figure(here), level=2)
    _isolation(context, here)
    _matrix(context, here)
    with st.container(key="sec_objections"):
        st.html("<h2>What a political scientist would object to</h2>")
        st.html(objections(here))


def _method(here: Scene) -> str:
    """What is compared and over how many roll calls."""
    if not here.years:
        return ""
    count = number(len(documents(here.database, here.yardstick)), 0)
    noun = here.measure.noun
    return (
        f"{noun[:1].upper()}{noun[1:]} in recorded votes of the UN General Assembly: "
        f"{SCOPES[here.yardstick.scope].named}, {count} roll calls, {here.years[0]} to {here.now}."
    )


def _two(context: Context, here: Scene) -> None:
    """The whole field, and beside it the ideal points."""
    with st.container(key="sec_two"):
        left, right = st.columns(2, gap="large")
        with left:
            draw_figure(context, field_figure(here), level=2)
        with right:
            ideal = ideal_figure(here)
            if ideal is None:
                message("No ideal point for these members and years.", "It covers 61 states.")
            else:
                draw_figure(context, ideal, level=2)


def _isolation(context: Context, here: Scene) -> None:
    figure = isolation_figure(here)
    if figure is None:
        return
    with st.container(key="sec_isolation"):
        said = compare_words.isolation(here)
        draw_figure(context, replace(figure, finding=said), level=2)


def _matrix(context: Context, here: Scene) -> None:
    theme = context.state.theme or VOTES
    with st.container(key="sec_matrix"):
        st.html("<h2>Actor by actor</h2>")
        theme_bar(context, theme)
        if theme == VOTES:
            draw_figure(context, matrix_of_votes(context, here))
            return
        leaf = choose_indicator(context, theme)
        figure = matrix_of_theme(context, here, leaf) if leaf else None
        if figure is None:
            message(
                "No figure between two of these actors.",
                "Choose another quantity or theme, other actors or another period.",
            )
        else:
            draw_figure(context, figure)
