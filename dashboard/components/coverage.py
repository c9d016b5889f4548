"""Coverage as a picture: what there is of each quantity and year, why the rest is absent."""

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.charts import export
from dashboard.components.context import Context, change, coverage_id
from dashboard.components.coverage_picture import (
    Asked,
    Picture,
    as_csv,
    as_table,
    cells,
    files,
    picture,
)
from dashboard.components.coverage_words import FAMILY, INDICATOR, NOUNS
from dashboard.components.downloads import offer_files
from dashboard.components.markup import message, text
from dashboard.components.toolbar import CHART, TABLE, Offer, draw_toolbar, tab_of
from dashboard.queries.catalogue import Theme
from dashboard.queries.wording import day

FIRST = 2000


def draw_coverage(context: Context) -> None:
    """One picture per theme: rows are quantities or indicators, columns years."""
    asked = _asked(context)
    with st.container(key="sec_coverage"):
        st.html(
            '<h2 id="coverage">Coverage</h2>'
            '<p class="sub">What there is of each quantity in each year, and why '
            "the rest is absent. The larger and darker a square, the more of the actors or pairs "
            "that the row ever covers have a figure in that year.</p>"
        )
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
    place = "coverage_rows"
    st.session_state[place] = asked.level
    with st.container(key="tabs_coverage", horizontal=True):
        st.html('<span class="lab">A row for each</span>', width="content")
        st.segmented_control(
            "A row for each",
            [FAMILY, INDICATOR],
            format_func=lambda name: f"{NOUNS[name][0]} ({counts[name]})",
            required=True,
            key=place,
            label_visibility="collapsed",
            on_change=partial(_choose, place, asked.level),
        )
        st.space("stretch")
        every = lambda: as_csv(cells(context.database, asked))  # noqa: E731
        offer_files("coverage", {"coverage.csv": ("All themes (CSV)", every)})


def _choose(place: str, shown: str) -> None:
    """Streamlit also calls this for a choice that went with its page."""
    chosen = st.session_state[place]
    if chosen not in {None, shown}:
        change(rows="indicators" if chosen == INDICATOR else None)


def _ask_theme(context: Context) -> None:
    count = len(context.catalogue.indicators)
    message(f"{count} indicators are too many for one picture.", "Choose a theme:")
    with st.container(key="rests_coverage", horizontal=True):
        for theme in context.catalogue.themes.values():
            chosen = partial(change, theme=theme.id)
            st.button(theme.title, key=f"cov_{theme.id}", type="tertiary", on_click=chosen)


def _theme(context: Context, asked: Asked, theme: Theme) -> None:
    mine = replace(asked, theme=theme.id)
    shown = picture(context.database, mine, theme.title, context.narrow)
    st.html(f'<h3 class="ct">{text(theme.title)}</h3>')
    if shown is None:
        message("No figure for these filters.", "Choose other actors or another period.")
        return
    said = shown.said + _left_out(context, theme, shown)
    st.html(f'<p class="say">{text(said)}</p>')
    name, place = coverage_id(theme.id), f"{coverage_id(theme.id)}_{mine.level}"
    tab = tab_of(context, name)
    if tab == TABLE:
        st.html(as_table(shown))
    else:
        st.vega_lite_chart(shown.table, shown.spec, width="stretch", theme=None, key=place)
    names, title = {CHART: "Picture", TABLE: "Table"}, f"Coverage of {theme.title}"
    taken = files(context.database, shown, _head(context, theme, said))
    draw_toolbar(context, Offer(name, title, names, tab, taken))


def _left_out(context: Context, theme: Theme, shown: Picture) -> str:
    """How many rows of the theme the filters leave out, as a sentence."""
    level, found = shown.asked.level, context.catalogue
    every = found.families if level == FAMILY else found.indicators
    missing = sum(item.theme == theme.id for item in every.values()) - len(shown.rows)
    noun = NOUNS[level][missing != 1]
    return f" {missing} {noun} without a row for these filters are left out." if missing else ""


def _head(context: Context, theme: Theme, said: str) -> export.Head:
    """The words around the picture as a file."""
    build = context.catalogue.build
    return export.Head(
        f"Coverage: {theme.title}",
        said,
        "Source: all documents of this edition.",
        f"Alignment Indicators, build {build['id']}",
        day(build["built_at"].date()),
    )
