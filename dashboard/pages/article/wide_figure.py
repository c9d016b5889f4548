"""A plate: a second figure of a section in a row of its own, caption left, chart right."""

import streamlit as st

from dashboard.figure.exhibit import draw_exhibit
from dashboard.figure.panels import drawn
from dashboard.html.markup import finding, render
from dashboard.pages.article.theme_marks import is_muted, muted_line
from dashboard.shell.context import Context
from dashboard.store.catalogue import Exhibit


def draw_plate(context: Context, exhibit: Exhibit) -> None:
    """Draw a plate; under the filter of another theme it shrinks to a line."""
    with st.container(key=f"plate_{exhibit.id}"):
        if is_muted(context, exhibit):
            muted_line(context, exhibit)
            return
        ready = drawn(context.database, exhibit, context.lens, context.narrow)
        over = _eyebrow(context, exhibit)
        st.html(render("page.j2", "plate", over, exhibit, finding(ready.finding)))
        draw_exhibit(context, exhibit, titled=False)


def _eyebrow(context: Context, exhibit: Exhibit) -> str:
    numbers = [str(claim.number) for claim in context.catalogue.resting_on(exhibit.id)]
    plural = "s" if len(numbers) > 1 else ""
    return f"Statement{plural} {', '.join(numbers)}" if numbers else "Further figure"
