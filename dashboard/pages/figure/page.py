"""One figure on a page of its own: its card, and the series or the roll call that it stands in."""

from dataclasses import replace

import streamlit as st

from dashboard.figure.card import draw_card, shown, tell
from dashboard.figure.exhibit import draw_exhibit
from dashboard.figure.indicator import series_exhibit
from dashboard.figure.roll_call import draw_roll_call
from dashboard.html.markup import joined, render, soft_link, title
from dashboard.shell.context import INDICATORS, Context
from dashboard.shell.filters import notices
from dashboard.shell.messages import message
from dashboard.shell.page import page
from dashboard.store.cards import EVENT, OBSERVATION, VOTE, Card
from dashboard.store.lens import Lens


@page
def figure_page(context: Context) -> None:
    """What is one figure, where was it read, and in which series does it stand?"""
    # Filters of other pages come along in the address, but a figure stands whatever they are.
    context = replace(context, lens=Lens())
    card = shown(context)
    told = tell(context, card) if card else None
    head, lead = (told.head, told.title) if told else ("One figure", "")
    st.html(title(head, lead))
    notices(context)
    if card is None:
        way = soft_link(context.to(INDICATORS), "an indicator")
        rest = "In the table of every chart each value opens its own; choose"
        message("This address names no figure.", joined([rest, way, "to begin."], " "))
    else:
        _draw(context, card)


def _draw(context: Context, card: Card) -> None:
    with st.container(key="row_figure"):
        with st.container(key="txt_figure"):
            draw_card(context, alone=True)
        with st.container(key="ev_figure"):
            if card.kind == OBSERVATION:
                _eyebrow("Its series, the figure marked")
                draw_exhibit(context, series_exhibit(context, card.row), carded=False)
            elif card.kind == EVENT and card.charts:
                _eyebrow("A chart that marks it")
                exhibit = context.catalogue.exhibits[card.charts[0]["id"]]
                draw_exhibit(context, exhibit, carded=False)
            elif card.kind == VOTE:
                _eyebrow("How others voted")
                draw_roll_call(context, card.row)


def _eyebrow(said: str) -> None:
    """The line over the right column, and the same as a heading for those who go by headings."""
    st.html(render("page.j2", "over", said))
