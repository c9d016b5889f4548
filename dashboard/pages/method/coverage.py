"""Coverage as a picture: what there is of each quantity and year, why the rest is absent."""

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.figure.draw import draw_figure
from dashboard.figure.files import csv_bytes, offer_files
from dashboard.html.markup import heading
from dashboard.pages.method.coverage_figure import Asked, as_rows, cells, coverage_figure
from dashboard.pages.method.coverage_words import FAMILY, INDICATOR, NOUNS
from dashboard.shell.choices import choose
from dashboard.shell.context import Context, change
from dashboard.shell.messages import message
from dashboard.store.catalogue import Theme

FIRST = 2000


def draw_coverage(context: Context) -> None:
    """One picture per theme: rows are quantities or indicators, columns years."""
    asked = _asked(context)
    with st.container(key="sec_coverage"):
        said = (
            "What there is of each quantity in each year, and why "
            "the rest is absent. The larger and darker a square, the more of the actors or pairs "
            "that the row ever covers have a figure in that year."
        )
        st.html(heading("Coverage", said, "coverage"))
        _switch(context, asked)
        if asked.level == INDICATOR and not context.lens.theme:
            _ask_theme(context)
            return
        for theme in context.catalogue.themes.values():
            if context.lens.theme in {None, theme.id}:
                _theme(context, asked, theme)


def _asked(context: Context) -> Asked:
    """What the filters ask for: years from 2000 to that of the build, unless a reader chose."""
    lens, built = context.lens, int(context.catalogue.build["built_at"].year)
    first = int((lens.start or str(FIRST))[:4])
    last = int(lens.end[:4]) if lens.end else max(first, built)
    level = INDICATOR if context.state.rows else FAMILY
    return Asked(level, lens.actors, min(first, last), last, is_open=not lens.end)


def _switch(context: Context, asked: Asked) -> None:
    counts = {FAMILY: len(context.catalogue.families), INDICATOR: len(context.catalogue.indicators)}
    write = lambda name: change(rows="indicators" if name == INDICATOR else None)  # noqa: E731
    says = lambda name: f"{NOUNS[name][0]} ({counts[name]})"  # noqa: E731
    with st.container(key="tabs_coverage", horizontal=True):
        choose(
            "coverage_rows", "A row for each", counts, asked.level, write, kind="words", says=says
        )
        st.space("stretch")
        every = lambda: csv_bytes(as_rows(cells(context.database, asked)))  # noqa: E731
        offer_files("coverage", {"coverage.csv": ("All themes (CSV)", every)})


def _ask_theme(context: Context) -> None:
    count = len(context.catalogue.indicators)
    message(f"{count} indicators are too many for one picture.", "Choose a theme:")
    with st.container(key="rests_coverage", horizontal=True):
        for theme in context.catalogue.themes.values():
            chosen = partial(change, theme=theme.id)
            st.button(theme.title, key=f"cov_{theme.id}", type="tertiary", on_click=chosen)


def _theme(context: Context, asked: Asked, theme: Theme) -> None:
    mine = replace(asked, theme=theme.id)
    shown = coverage_figure(context.database, mine, theme.title, context.narrow)
    if shown is None:
        st.html(heading(f"Coverage of {theme.title}", level=3, kind="ct"))
        message("No figure for these filters.", "Choose other actors or another period.")
        return
    draw_figure(context, shown)
