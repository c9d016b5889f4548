"""As known when: what the figures and readings of a page know, by the reader's choice."""

import streamlit as st

from dashboard.html.markup import notice
from dashboard.shell.choices import Kind, choose
from dashboard.shell.context import Context, change
from dashboard.store.readings import NOW, THEN


def bases(context: Context) -> dict[str, str]:
    """What may be known, by the code that the URL has for it."""
    return {
        NOW: "now",
        THEN: f"in {context.month}",
        "revised": f"now, up to {context.month}",
    }


def choose_known(context: Context) -> None:
    """Draw the choice as words: all that is known, or what a reader of the article could know."""
    _choose(context, "filter_basis", kind="words")


def choose_known_narrow(context: Context) -> None:
    """Draw the same choice as a list, for phones."""
    _choose(context, "filter_basis_narrow", popover=True)


def note_known(context: Context, dated: bool) -> None:
    """Say what an earlier state of knowledge means here, or that this page does not know it."""
    basis = context.state.basis
    if basis is None:
        return
    if not dated:
        told = (
            f"This page shows what is known now; “{bases(context)[basis]}” acts on Article "
            "and Indicators."
        )
    elif basis == THEN:
        told = (
            f"Known in {context.month} is what stands in the documents of this edition that were "
            "published by then. Much else was published and is not held here: too little data "
            "means too little of these."
        )
    else:
        return
    st.html(notice("", told, "status"))


def _choose(context: Context, key: str, *, kind: Kind = "list", popover: bool = False) -> None:
    names = bases(context)
    choose(
        key,
        "As known",
        names,
        context.state.basis or NOW,
        lambda basis: change(basis=None if basis == NOW else basis),
        kind=kind,
        says=names.__getitem__,
        popover=popover,
    )
