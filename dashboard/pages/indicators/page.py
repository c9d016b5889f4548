"""The indicators page: any family by theme and actor, its definition beside its chart."""

from functools import partial

import streamlit as st

from dashboard.figure.card import draw_card
from dashboard.figure.exhibit import draw_exhibit
from dashboard.figure.impact import impact_of
from dashboard.figure.indicator import about, leaf_exhibit, partners
from dashboard.html.markup import column_head, heading, label, paragraph, title
from dashboard.pages.indicators.events import draw_event_page
from dashboard.pages.indicators.vintages import draw_vintages
from dashboard.shell.choices import choose
from dashboard.shell.context import Context, change
from dashboard.shell.filters import filter_bar
from dashboard.shell.keys import EVENTS
from dashboard.shell.messages import message
from dashboard.shell.page import page
from dashboard.shell.ways import draw_ways
from dashboard.store.catalogue import Family, Indicator
from dashboard.store.figure_ids import VINTAGES


@page
def indicators_page(context: Context) -> None:
    """Which quantities are there, and what happened when?"""
    events = context.state.view == EVENTS or context.state.event is not None
    ways = {
        "Quantities": {"view": None, "event": None, "whose": None, "span": None},
        "Events": {"view": EVENTS, "family": None, "vintage": None},
    }
    draw_ways(context, ways, "Events" if events else "Quantities")
    if events:
        draw_event_page(context)
    else:
        draw_quantity(context)


def draw_quantity(context: Context) -> None:
    """What is known of a quantity: for whom, since when, by which definition."""
    lead = (
        "Every hand-coded quantity of this edition: choose one, cut it along its dimensions, and "
        "see whose figures there are."
    )
    st.html(title("Indicators", lead))
    filter_bar(context, dated=True)
    family = _choose_family(context)
    with st.container(key="row_indicator"):
        with st.container(key="txt_indicator"):
            leaf = _choose_leaf(context, family)
            other = _choose_partner(context, leaf)
            exhibit = leaf_exhibit(context, leaf, other)
            if context.state.exhibit not in {exhibit.id, VINTAGES}:
                draw_card(context)
            if exhibit.panels:
                draw_exhibit(context, exhibit)
                draw_vintages(context, leaf)
            else:
                _nobody(context, leaf)
        theme = context.catalogue.themes[leaf.theme]
        st.html(column_head(theme.title) + about(context, leaf) + impact_of(context, leaf))


def _choose_family(context: Context) -> Family:
    """The family of the URL, else the first of the chosen theme."""
    found, state = context.catalogue, context.state
    named = found.indicators.get(state.indicator or "")
    wanted = state.family or (named.family if named else None)
    inside = [
        f for f in found.families.values() if state.theme in {None, f.theme} or f.id == wanted
    ]
    family = found.families.get(wanted or "") or inside[0]
    choose(
        "family",
        f"Quantity ({len(inside)} {'in this theme' if state.theme else 'in all themes'})",
        [f.id for f in inside],
        family.id,
        lambda name: change(family=name, indicator=None),
        says=lambda name: _named(context, name),
    )
    return family


def _named(context: Context, name: str) -> str:
    family = context.catalogue.families[name]
    return f"{context.catalogue.themes[family.theme].title}: {family.title}"


def _choose_leaf(context: Context, family: Family) -> Indicator:
    """The leaf of the URL, else the family's default; one row of words per dimension."""
    found = context.catalogue
    leaves = [leaf for leaf in found.indicators.values() if leaf.family == family.id]
    named = found.indicators.get(context.state.indicator or "")
    default = found.indicators[family.default_indicator]
    leaf = named if named and named.family == family.id else default
    st.html(heading(family.title, kind="vh") + paragraph(family.definition, "src"))
    for dimension in family.dimensions:
        title, codes = found.dimensions[family.theme, dimension]
        used = [code for code in codes if any(x.dimensions[dimension] == code for x in leaves)]
        with st.container(key=f"tabs_cut_{dimension}", horizontal=True):
            choose(
                f"cut_{dimension}",
                title,
                used,
                leaf.dimensions[dimension],
                partial(_cut, leaves, leaf, dimension),
                kind="words",
                says=lambda code, codes=codes: label(codes[code]),
            )
    return leaf


def _cut(leaves: list[Indicator], leaf: Indicator, dimension: str, chosen: str) -> None:
    """Go to the leaf with the chosen code that shares most other codes with the present one."""
    fitting = [other for other in leaves if other.dimensions[dimension] == chosen]

    def shared(other: Indicator) -> int:
        return sum(leaf.dimensions[name] == code for name, code in other.dimensions.items())

    change(indicator=max(fitting, key=shared).id, family=leaf.family)


def _choose_partner(context: Context, leaf: Indicator) -> str | None:
    """The other side of the dyads shown; asked only where there are several."""
    codes = partners(context, leaf)
    if len(codes) < 2:
        return None
    names = context.catalogue.actors
    chosen = context.state.partner if context.state.partner in codes else codes[0]
    choose(
        "partner",
        "Other side of the pair",
        codes,
        chosen,
        lambda code: change(partner=code),
        says=lambda code: names[code].name,
    )
    return chosen


def _nobody(context: Context, leaf: Indicator) -> None:
    message(f"“{leaf.title}” has no figure for the chosen actors.", "It is observed for others.")
    st.button(
        "Show all actors",
        key="all_actors",
        type="tertiary",
        on_click=partial(change, actors=(), groupings=()),
    )
