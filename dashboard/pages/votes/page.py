"""Votes: who votes with whom, or how one dyad votes where the address names one."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.figure.draw import draw_figure
from dashboard.html.markup import text
from dashboard.pages.votes import lead
from dashboard.pages.votes.controls import (
    choose_indicator,
    measure_bar,
    pair_bar,
    sieve_bar,
    theme_bar,
)
from dashboard.pages.votes.dyad_figures import (
    FLAGGED,
    ballot_table,
    difference_figure,
    dyad_figure,
    dyad_rows,
    splits_figure,
)
from dashboard.pages.votes.field_figures import field_figure, ideal_figure, isolation_figure
from dashboard.pages.votes.matrix_figures import matrix_of_theme, matrix_of_votes
from dashboard.pages.votes.measures import SCOPES
from dashboard.pages.votes.objections import objections
from dashboard.pages.votes.other_dyads import few_known, known_table
from dashboard.pages.votes.scene import ANEW, DEFAULT_SCOPE, Pair, Scene, scene
from dashboard.pages.votes.triangle_figures import lines_figure, table_figure, triangle_figure
from dashboard.shell.context import Context, change
from dashboard.shell.filters import filter_bar
from dashboard.shell.messages import message
from dashboard.shell.page import page
from dashboard.store.dyads import FEW, members, spread, suspect, voters, years
from dashboard.store.roll_calls import Sieve, documents
from dashboard.words.wording import capital, listed, number

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
    words = lead.opening(here) if comparable else ""
    st.html(
        f'<div class="title"><h1>{text(lead.title(here))}</h1>'
        f'<p class="lead">{text(words)}</p><p class="method">{text(_method(here))}</p></div>'
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
    return (
        f"{capital(here.measure.noun)} in recorded votes of the UN General Assembly: "
        f"{SCOPES[here.yardstick.scope].named}, {count} roll calls, {here.years[0]} to {here.now}."
    )


def _two(context: Context, here: Scene) -> None:
    """The whole field, and beside it the ideal points."""
    with st.container(key="sec_two"):
        left, right = st.columns(2, gap="large")
        with left:
            draw_figure(context, field_figure(here), level=2)
        with right:
            if ideal := ideal_figure(here):
                draw_figure(context, ideal, level=2)
            else:
                message("No ideal point for these members and years.", "It covers 61 states.")


def _isolation(context: Context, here: Scene) -> None:
    if figure := isolation_figure(here):
        with st.container(key="sec_isolation"):
            draw_figure(context, replace(figure, finding=lead.isolation(here)), level=2)


def _matrix(context: Context, here: Scene) -> None:
    theme = context.state.theme or VOTES
    with st.container(key="sec_matrix"):
        st.html("<h2>Actor by actor</h2>")
        theme_bar(context, theme)
        if theme == VOTES:
            draw_figure(context, matrix_of_votes(context, here))
            return
        leaf = choose_indicator(context, theme)
        if figure := leaf and matrix_of_theme(context, here, leaf):
            draw_figure(context, figure)
        else:
            message(
                "No figure between two of these actors.",
                "Choose another quantity or theme, other actors or another period.",
            )


def dyad_page(context: Context, here: Scene) -> None:
    """Draw the page of one dyad; one that cannot be compared is explained instead."""
    named = str(context.state.pair)
    title = " and ".join(here.actors[code].name for code in named.split("-"))
    head = st.empty()
    _head(context, head, title, "")
    filter_bar(context, actors=False)
    pair = pair_of(here, named)
    if pair is None:
        _button("no_pair", "Back to Votes", pair=None, against=None)
        return
    with st.container(key="sec_measure"):
        against = _against(here, context.state.against, pair)
        pair_bar(context, here, pair, context.state.against if against else None)
        measure_bar(here)
    if not here.years:
        no_years(context)
    elif dyad_rows(here, pair).empty:
        message(f"{title} cast no common vote in these years.", "Choose another pair or period.")
    else:
        _head(context, head, title, lead.dyad(here, pair))
        _warn(here, pair)
        with st.container(key="sec_dyad"):
            draw_figure(context, dyad_figure(here, pair), level=2)
        if against:
            _difference(context, here, pair, against)
        _splits(context, here, pair)
        _known(context, here, pair)


def _head(context: Context, place: DeltaGenerator, title: str, words: str) -> None:
    back = text(context.href(pair=None, against=None, **ANEW))
    place.html(
        f'<div class="title"><p class="by"><a data-soft data-top href="{back}">Votes</a>: one pair'
        f'</p><h1>{text(title)}</h1><p class="lead">{text(words)}</p></div>'
    )


def _button(key: str, label: str, **wanted: None) -> None:
    """A button that takes something out of the address."""
    st.button(label, key=key, type="tertiary", on_click=partial(change, **wanted))


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


def _splits(context: Context, here: Scene, pair: Pair) -> None:
    with st.container(key="sec_splits"):
        st.html("<h2>The votes that split them</h2>")
        left, right = st.columns([3, 2], gap="large")
        with left:
            sieve = sieve_bar(context, here)
        with right:
            title = f"How the two voted in {here.now}"
            st.html(f'<h3 class="ct">{title}</h3>{ballot_table(here, pair)}')
        if figure := splits_figure(here, pair, sieve):
            draw_figure(context, figure)
        elif sieve == Sieve():
            why = "In no roll call of these years did the two vote differently."
            message("They never split.", why)
        else:
            flags = FLAGGED if sieve.issue else ""
            message("No roll call fits.", f"Choose another year or issue, or other words.{flags}")


def _difference(context: Context, here: Scene, pair: Pair, against: Pair) -> None:
    with st.container(key="sec_difference"):
        if figure := difference_figure(here, pair, against):
            draw_figure(context, figure, level=2)
        else:
            names = f"{here.pair(*pair)} and {here.pair(*against)}"
            message(
                f"No year in which {names} both have a value.", "Choose another pair or period."
            )


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


def is_comparable(context: Context, here: Scene) -> bool:
    """Say what of the choice casts no votes; whether anything is left to compare."""
    _say_silent(here, here.cast.silent, "Left out on this page.")
    if not here.years:
        no_years(context)
    elif len(here.cast.corners) < 3:
        message("Fewer than three members vote in this edition.", "Nothing can be compared.")
    elif here.now not in here.field["year"].tolist():
        name = here.name(here.cast.focus)
        message(f"No vote of {name} in {here.now}.", "Choose another member or another period.")
    else:
        _few_members(here)
        return True
    return False


def _say_silent(here: Scene, codes: Sequence[str], then: str) -> None:
    """Say which of some actors cast no votes, and what follows from it."""
    if codes:
        names = listed([here.label(code) for code in codes])
        verb = "casts" if len(codes) == 1 else "cast"
        message(f"{names} {verb} no votes in the General Assembly.", then)


def _few_members(here: Scene) -> None:
    """Say which groupings have no mean, since fewer than two of their members are ranked."""
    focus = here.cast.focus
    for name in here.cast.groupings:
        if spread(here.field, members(here.database, name, here.years), focus).empty:
            message(
                f"No mean over {here.name(name)}.",
                f"Fewer than two of its members beside {here.name(focus)} have {FEW} common votes "
                "in a year: one member is no grouping.",
            )


def no_years(context: Context) -> None:
    """Say that the period holds no roll call, and offer all years."""
    period = f"{context.state.start or 'the start'} to {context.state.end or 'today'}"
    held = years(context.database, context.state.scope or DEFAULT_SCOPE)
    span = f"The votes of this edition run from {held[0]} to {held[-1]}." if held else ""
    message(f"No recorded vote from {period}.", span)
    _button("all_years", "Show all years", start=None, end=None)


def pair_of(here: Scene, named: str) -> Pair | None:
    """The dyad that the address names; None after saying what is wrong with it."""
    one, other = named.split("-")
    if one == other:
        message(
            "A pair needs two different members.",
            f"This link names {here.name(one)} twice; nobody agrees or disagrees with itself.",
        )
        return None
    silent = [code for code in (one, other) if code not in voters(here.database)]
    _say_silent(here, silent, "A pair is made of two member states.")
    return None if silent else (one, other)
