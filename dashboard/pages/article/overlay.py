"""The view of a statement: what its editor lays over the reader's filters, and the way back."""

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from dashboard.html.markup import paragraph
from dashboard.shell.context import Context, change
from dashboard.store.catalogue import Claim
from dashboard.store.lens import Lens
from dashboard.words.wording import listed, period


def overlaid(context: Context, claim: Claim) -> Context:
    """The context with the view of a statement laid over the reader's filters.

    Says so where the two differ, with one click to the reader's own filters and back.
    """
    view = claim.view
    if not any(view.values()):
        return context
    seen = _laid(context.lens, view)
    own = context.lens
    if seen == own or not (own.actors or own.start or own.end):
        return replace(context, lens=seen)
    with st.container(key="overlay", horizontal=True):
        if context.state.own:
            st.html(paragraph("Shown with your filters.", "src"), width="content")
            _button("use the statement’s view", own=False)
            return context
        st.html(paragraph(_told(context, view), "src"), width="content")
        _button("use mine", own=True)
    return replace(context, lens=seen)


def _laid(lens: Lens, view: dict[str, Any]) -> Lens:
    return replace(
        lens,
        actors=tuple(view["actors"]) or lens.actors,
        start=view["start"] or lens.start,
        end=view["end"] or lens.end,
    )


def _told(context: Context, view: dict[str, Any]) -> str:
    """Whom and when the statement's view shows, and what the reader had chosen."""
    names = context.catalogue.actors
    who = listed([names[code].label for code in view["actors"]])
    start, end = (period(view[name]) if view[name] else "" for name in ("start", "end"))
    when = f"{start or 'the start'} to {end or 'today'}" if start or end else ""
    state = context.state
    mine = listed([*(names[code].label for code in state.actors), *state.groupings])
    mine = mine or f"{state.start or 'the start'} to {state.end or 'today'}"
    shown = ", ".join(part for part in (who, when) if part)
    return f"Shown for this statement: {shown}. Your filters: {mine}."


def _button(label: str, *, own: bool) -> None:
    st.button(label, key="overlay_own", type="tertiary", on_click=partial(change, own=own))
