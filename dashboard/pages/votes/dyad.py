"""The page of one dyad: measure over time, votes that split it, difference to another."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.figure.draw import draw_figure
from dashboard.html.markup import text
from dashboard.pages.votes import words as compare_words
from dashboard.pages.votes.controls import measure_bar, pair_bar
from dashboard.pages.votes.dyad_difference import difference_figure
from dashboard.pages.votes.dyad_known import few_known, known_table
from dashboard.pages.votes.dyad_measure import Pair, dyad_figure, dyad_rows
from dashboard.pages.votes.dyad_splits import (
    ballot_table,
    nothing_left,
    sieve_bar,
    splits_figure,
)
from dashboard.pages.votes.messages import no_years, pair_of
from dashboard.pages.votes.scene import Scene
from dashboard.shell.context import Context, change
from dashboard.shell.filters import filter_bar
from dashboard.shell.messages import message
from dashboard.store.dyads import FEW, suspect
from dashboard.words.wording import listed


def dyad_page(context: Context, here: Scene) -> None:
    """Draw the page; a pair that cannot be compared is explained instead."""
    one, other = (here.actors[code].name for code in str(context.state.pair).split("-"))
    back = context.href(
        pair=None, against=None, year=None, issue=None, search=None, exhibit=None, tab=None
    )
    head = st.empty()
    _head(head, back, f"{one} and {other}", "")
    filter_bar(context, actors=False)
    pair = pair_of(here, str(context.state.pair))
    if pair is None:
        _all_pairs()
        return
    with st.container(key="sec_measure"):
        against = _against(here, context.state.against, pair)
        pair_bar(context, here, pair, context.state.against if against else None)
        measure_bar(here)
    if not here.years:
        no_years(context)
        return
    if dyad_rows(here, pair).empty:
        message(
            f"{one} and {other} cast no common vote in these years.",
            "Choose another pair or period.",
        )
        return
    _head(head, back, f"{one} and {other}", compare_words.dyad(here, pair))
    _warn(here, pair)
    _sections(context, here, pair, against)


def _head(place: DeltaGenerator, back: str, title: str, lead: str) -> None:
    link = f'<a data-soft data-top href="{text(back)}">Votes</a>'
    place.html(
        f'<div class="title"><p class="by">{link}: one pair</p>'
        f'<h1>{text(title)}</h1><p class="lead">{text(lead)}</p></div>'
    )


def _all_pairs() -> None:
    st.button(
        "Back to Votes",
        key="no_pair",
        type="tertiary",
        on_click=partial(change, pair=None, against=None),
    )


def _against(here: Scene, named: str | None, pair: Pair) -> Pair | None:
    """The second dyad; one that cannot be compared is explained and left out."""
    if not named:
        return None
    found = pair_of(here, named)
    if found and set(found) == set(pair):
        message("A pair does not differ from itself.", "Choose another one to compare with.")
        return None
    return found


def _warn(here: Scene, pair: Pair) -> None:
    """Say before the figures that the last year rests on few votes or on damaged ones."""
    row = dyad_rows(here, pair).iloc[-1]
    if row["n_votes"] < FEW:
        message(
            f"Only {row['n_votes']:.0f} common votes in {row['year']}.",
            f"Fewer than {FEW}: read the value with care; the pair is not ranked.",
        )
    elif not row["is_ranked"]:
        named = [
            f"{here.name(actor)} ({votes} roll calls)"
            for actor, year, votes in suspect(here.database, here.yardstick)
            if actor in pair and year == row["year"]
        ]
        message(
            f"Votes of {row['year']} look damaged in the copy: {listed(named)}.",
            "They stand as published and are drawn open; the pair is not ranked in that year.",
        )


def _sections(context: Context, here: Scene, pair: Pair, against: Pair | None) -> None:
    with st.container(key="sec_dyad"):
        draw_figure(context, dyad_figure(here, pair), level=2)
    _difference(context, here, pair, against)
    with st.container(key="sec_splits"):
        st.html("<h2>The votes that split them</h2>")
        left, right = st.columns([3, 2], gap="large")
        with left:
            sieve = sieve_bar(context, here)
        with right:
            st.html(
                f'<h3 class="ct">How the two voted in {here.now}</h3>{ballot_table(here, pair)}'
            )
        figure = splits_figure(here, pair, sieve)
        if figure is None:
            nothing_left(sieve)
        else:
            draw_figure(context, figure)
    _known(context, here, pair)


def _difference(context: Context, here: Scene, pair: Pair, against: Pair | None) -> None:
    if against is None:
        return
    with st.container(key="sec_difference"):
        figure = difference_figure(here, pair, against)
        if figure is None:
            names = f"{here.pair(*pair)} and {here.pair(*against)}"
            message(
                f"No year in which {names} both have a value.", "Choose another pair or period."
            )
        else:
            draw_figure(context, figure, level=2)


def _known(context: Context, here: Scene, pair: Pair) -> None:
    count, table = known_table(context, here, pair)
    with st.container(key="sec_known"):
        st.html(
            f"<h2>Beside the votes</h2>"
            f'<p class="sub">{count} dyadic indicators of the two in the other themes; of each '
            "quantity the newest.</p>"
        )
        if few := few_known(count):
            message(few)
        if table:
            st.html(table)
