"""The line under a figure: its tabs and what a reader takes along, all of them links.

What is chosen stands in the address, so that Back, reload and a copied link show the same; and a
line of links is one piece of the page, where widgets would be five.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from dashboard.components import cite
from dashboard.components.context import Context
from dashboard.components.downloads import Files, draw_files
from dashboard.components.markup import soft_link, text
from dashboard.keys import CITATION, FILES

CHART, TABLE, SOURCES = "chart", "table", "sources"
TAKEN = {FILES: "Download", CITATION: "Cite"}


@dataclass(frozen=True)
class Offer:
    """What stands under a figure: its tabs, the first of which needs no name in the address.

    `place` tells a second place on the page apart; `cited` makes what a citation says.
    """

    id: str
    title: str
    tabs: Mapping[str, str]
    tab: str
    files: Files
    cited: Callable[[], cite.Reference] | None = None
    place: str = ""

    @property
    def key(self) -> str:
        """What its widgets are called by."""
        return self.place or self.id


def tab_of(context: Context, figure: str) -> str:
    """The tab shown: the address speaks for its figure, the others show their chart."""
    if context.state.exhibit == figure and context.state.tab:
        return context.state.tab
    return CHART


def draw_toolbar(context: Context, offer: Offer, after: str = "") -> None:
    """Draw the line, what was asked for under it, and the HTML that comes after it."""
    taken = context.state.take if context.state.exhibit == offer.id else None
    bar = toolbar(context, offer, taken)
    if taken is None or (taken == CITATION and offer.cited is None):
        st.html(bar + after)
        return
    st.html(bar)
    with st.container(key=f"take_{offer.key}", horizontal=taken == FILES):
        if taken == FILES:
            draw_files(offer.key, offer.files)
        elif offer.cited:
            cite.offer(cite.forms(offer.cited()))
    if after:
        st.html(after)


def toolbar(context: Context, offer: Offer, taken: str | None = None) -> str:
    """The line as HTML; a second click on what is open closes it."""
    tabs = [_tab(context, offer, name) for name in offer.tabs]
    ways = {way: said for way, said in TAKEN.items() if way == FILES or offer.cited}
    takes = [_take(context, offer, way, said, way == taken) for way, said in ways.items()]
    return (
        f'<nav class="fb" aria-label="{text(f"View of {offer.title}")}">{"".join(tabs)}'
        f'<span class="sp"></span>{"".join(takes)}</nav>'
    )


def _tab(context: Context, offer: Offer, name: str) -> str:
    first = name == next(iter(offer.tabs))
    href = context.href(exhibit=offer.id, tab=None if first else name)
    kept, on = f"{offer.key}:{name}", name == offer.tab
    return soft_link(href, offer.tabs[name], kept=kept, current=on)


def _take(context: Context, offer: Offer, way: str, said: str, is_open: bool) -> str:
    tab = None if offer.tab == next(iter(offer.tabs)) else offer.tab
    href = context.href(exhibit=offer.id, tab=tab, take=None if is_open else way)
    return soft_link(href, said, kept=f"{offer.key}:{way}", current=is_open)
