"""The card of a statement: what the figures show of it, under which rule, by which margin."""

import streamlit as st

from dashboard.claim.own_reading import offer_dissent
from dashboard.claim.parts import ClaimParts
from dashboard.figure.selection import CLOSED
from dashboard.html import render
from dashboard.html.markup import soft_link
from dashboard.shell.choices import choose
from dashboard.shell.context import Context, change
from dashboard.store.catalogue import Claim
from dashboard.store.readings import MAIN, NOW


def silent(claim: Claim) -> bool:
    """Whether figures cannot speak to a claim at all."""
    return claim.testable == "no"


def draw_head(context: Context, claim: Claim, above: str) -> None:
    """The head of the card under the HTML above it, and the switch between definitions."""
    st.html(above + head(context, claim))
    _definitions(context, claim)


def head(context: Context, claim: Claim) -> str:
    """The sentence, its reading with strength and date, and what was measured in one sentence."""
    return render("claim.j2", "head", parts_of(context, claim))


def draw_tail(context: Context, claim: Claim) -> None:
    """The tail of the card, and the reader's own reading."""
    st.html(tail(context, claim))
    offer_dissent(context, claim, context.reading(claim.id))


def tail(context: Context, claim: Claim) -> str:
    """Rule and margin in the open, all else behind lines that already say the result."""
    return render("claim.j2", "tail", parts_of(context, claim))


def parts_of(context: Context, claim: Claim) -> ClaimParts:
    """What is said of a claim on the basis and by the definition that the reader chose."""
    basis = context.state.basis or NOW
    return ClaimParts(context.catalogue, context.ledger, claim, basis, _chosen(context, claim))


def _chosen(context: Context, claim: Claim) -> str:
    """The definition that the reader chose for this claim, else the main one."""
    wanted = context.state.definition
    return wanted if wanted and wanted in context.ledger.titles(claim.id) else MAIN


def _definitions(context: Context, claim: Claim) -> None:
    """A switch between the main definition and the others; the standing reading does not move."""
    titles = context.ledger.titles(claim.id)
    if not titles:
        return
    chosen = _chosen(context, claim)
    names = {MAIN: "as in the rule"} | titles
    write = lambda name: change(definition=None if name == MAIN else name)  # noqa: E731
    choose(f"definition_{claim.id}", "Measured", names, chosen, write, says=names.__getitem__)
    if chosen != MAIN:
        basis = context.state.basis or NOW
        alone = context.ledger.by_definition[claim.id, basis][chosen]
        st.html(render("claim.j2", "alone", alone))


def eyebrow(context: Context, claim: Claim) -> str:
    """The number of the open statement, and the ways to its neighbours and out."""
    order = list(context.catalogue.claims)
    place = order.index(claim.id)
    ids = {"previous": order[:place][-1:], "next": order[place + 1 :][:1], "close": [None]}
    ways = {
        name: soft_link(context.href(claim=to[0], **CLOSED), name, kept=f"step:{name}")
        if to
        else ""
        for name, to in ids.items()
    }
    return render("page.j2", "steps", claim.number, ways)
