"""The line under a figure: its tabs and what a reader takes along, all of them links.

What is chosen stands in the address, so that Back, reload and a copied link show the same; and a
line of links is one piece of the page, where widgets would be five.
"""

import streamlit as st

from dashboard.figure import citation
from dashboard.figure.figure import CHART, Figure
from dashboard.figure.files import draw_files, files_of
from dashboard.html.markup import render, soft_link
from dashboard.shell.context import Context
from dashboard.shell.keys import CITATION, FILES

TAKEN = {FILES: "Download", CITATION: "Cite"}


def tab_of(context: Context, figure: Figure) -> str:
    """The tab shown: the address speaks for its figure, the others show their chart."""
    wanted = context.state.tab or CHART
    return wanted if context.state.exhibit == figure.id and wanted in figure.tabs else CHART


def draw_toolbar(context: Context, figure: Figure, place: str, after: str) -> None:
    """Draw the line, what was asked for under it, and the HTML that comes after it.

    `place` is what its widgets are called by: it tells a second place on the page apart.
    """
    taken = context.state.take if context.state.exhibit == figure.id else None
    bar = toolbar(context, figure, place)
    if taken is None:
        st.html(bar + after)
        return
    st.html(bar)
    with st.container(key=f"take_{place}", horizontal=taken == FILES):
        if taken == FILES:
            draw_files(place, files_of(context, figure))
        else:
            citation.offer(citation.forms(citation.reference(context, figure)))
    st.html(after)


def toolbar(context: Context, figure: Figure, place: str = "") -> str:
    """The line as HTML; a second click on what is open closes it."""
    place, tab = place or figure.id, tab_of(context, figure)
    shown = None if tab == CHART else tab
    taken = context.state.take if context.state.exhibit == figure.id else None
    tabs = [
        _link(
            context, figure, said, f"{place}:{name}", name == tab, name if name != CHART else None
        )
        for name, said in figure.tabs.items()
    ]
    takes = [
        _link(context, figure, said, f"{place}:{way}", way == taken, shown, take=way)
        for way, said in TAKEN.items()
    ]
    return render("figure.j2", "toolbar", figure.title, tabs, takes)


def _link(
    context: Context,
    figure: Figure,
    said: str,
    kept: str,
    is_open: bool,
    tab: str | None,
    take: str | None = None,
) -> str:
    """A word of the line; `kept` is the name under which focus finds it again."""
    taking = {"take": None if is_open else take} if take else {}
    href = context.href(exhibit=figure.id, tab=tab, **taking)
    return soft_link(href, said, kept=kept, current=is_open)
