"""The evidence panel: the card of the open statement, else the overview of its section."""

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.components.claim_card import draw_head, draw_tail, silent
from dashboard.components.context import Context, change
from dashboard.components.exhibit import draw_exhibit
from dashboard.components.markup import label, text
from dashboard.components.muted import is_muted, muted_line
from dashboard.components.opened import CLOSED, open_claim, open_exhibit
from dashboard.components.overlay import overlaid
from dashboard.queries.catalogue import Claim, Exhibit, Section
from dashboard.queries.ledger import redefined
from dashboard.queries.wording import listed


def draw_evidence(context: Context, section: Section) -> None:
    """The evidence panel: of the open statement, else the section's overview; never empty."""
    here = open_claim(context, section)
    _eyebrow(context, section, here)
    if here:
        draw_head(context, here)
    exhibit = open_exhibit(context, section)
    if exhibit is None:
        _nothing_yet(context, section, here)
    elif is_muted(context, exhibit) and not here:
        muted_line(context, exhibit)
    else:
        within = f"_in_{section.id}" if exhibit.section != section.id else ""
        seen = overlaid(context, here) if here else context
        draw_exhibit(seen, _defined(context, here, exhibit), within=within)
    if here:
        draw_tail(context, here)
    _further(context, section, here, exhibit)


def _defined(context: Context, claim: Claim | None, exhibit: Exhibit) -> Exhibit:
    """The exhibit of the main definition, or of the one that the reader chose for a claim."""
    wanted = context.state.definition
    swap = context.ledger.swap(claim.id, wanted) if claim and wanted else {}
    if not swap or claim is None:
        return exhibit
    panels = redefined(exhibit.panels, swap, frozenset(context.catalogue.indicators))
    if panels == exhibit.panels:
        return exhibit
    title = context.ledger.titles(claim.id)[str(wanted)]
    return replace(exhibit, panels=panels, subtitle=f"{exhibit.subtitle}; {title}")


def _eyebrow(context: Context, section: Section, claim: Claim | None) -> None:
    if claim is None:
        st.html('<p class="eb"><span>Evidence for this section</span></p>')
        return
    order = list(context.catalogue.claims.values())
    place = order.index(claim)
    st.html(f'<p class="eb" id="evidence"><span>Statement {claim.number}</span></p>')
    with st.container(key=f"step_{section.id}", horizontal=True):
        for name, to in (("previous", place - 1), ("next", place + 1)):
            inside = 0 <= to < len(order)
            st.button(
                name,
                key=f"{name}_{section.id}",
                type="tertiary",
                disabled=not inside,
                on_click=partial(change, claim=order[to].id if inside else claim.id, **CLOSED),
            )
        st.button(
            "close",
            key=f"close_{section.id}",
            type="tertiary",
            on_click=partial(change, claim=None, **CLOSED),
        )


def _nothing_yet(context: Context, section: Section, claim: Claim | None) -> None:
    if claim and silent(claim):
        return
    titles = [
        context.catalogue.themes[name].title
        for name in section.themes
        if name in context.catalogue.themes
    ]
    missing = [name for name in section.themes if name not in context.catalogue.themes]
    todo = listed([name.replace("_", " ") for name in missing])
    held = f" Figures on {listed(titles)} are in this edition already." if titles else ""
    awaited = f"Still to come: {todo}." if todo else "Its charts are still to come."
    st.html(
        f'<div class="msg"><b>No chart for this {"statement" if claim else "section"} yet.</b> '
        f"{text(awaited)}{text(held)}</div>"
    )


def _further(
    context: Context, section: Section, claim: Claim | None, shown: Exhibit | None
) -> None:
    """The other charts of the statement, or of the section: words that open them in place."""
    exhibits = context.catalogue.exhibits
    names = claim.exhibits if claim else [e.id for e in exhibits.values()]
    others = [
        exhibits[name]
        for name in names
        if exhibits[name] is not shown
        and (claim or (exhibits[name].section == section.id and exhibits[name].place != "plate"))
    ]
    if not others:
        return
    with st.container(key=f"further_{section.id}"):
        st.html('<p class="rests">Further figures</p>')
        for exhibit in others:
            st.button(
                label(exhibit.title),
                key=f"open_{section.id}_{exhibit.id}",
                type="tertiary",
                on_click=partial(change, exhibit=exhibit.id, tab=None, figure=None),
            )
