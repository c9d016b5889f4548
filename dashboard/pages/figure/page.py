"""One figure on a page of its own: its card, and the series or the roll call that it stands in."""

from dataclasses import replace

import streamlit as st

from dashboard.figure.card import draw_card, shown, tell
from dashboard.figure.exhibit import draw_exhibit
from dashboard.figure.indicator import series_exhibit
from dashboard.figure.roll_call import draw_roll_call
from dashboard.html.markup import soft_link, text
from dashboard.shell.context import INDICATORS, Context
from dashboard.shell.filters import notices
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
    said = f'<p class="lead">{text(lead)}</p>' if lead else ""
    st.html(f'<div class="title"><h1>{text(head)}</h1>{said}</div>')
    notices(context)
    if card is None:
        way = soft_link(context.to(INDICATORS), "an indicator")
        st.html(
            '<div class="msg"><b>This address names no figure.</b> In the table of every chart '
            f"each value opens its own; choose {way} to begin.</div>"
        )
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
    st.html(f'<h2 class="vh">{said}</h2><p class="eb" aria-hidden="true"><span>{said}</span></p>')
