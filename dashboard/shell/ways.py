"""The parts of a page of which one is shown at a time, as links above its title."""

from collections.abc import Mapping

import streamlit as st

from dashboard.html.markup import render, soft_link
from dashboard.shell.context import Context


def draw_ways(context: Context, ways: Mapping[str, Mapping[str, object]], shown: str) -> None:
    """A link for each part, by its name; each says what it changes in the address."""
    links = [
        soft_link(context.href(**changes), name, kept=f"way:{name}", current=name == shown)
        for name, changes in ways.items()
    ]
    st.html(render("page.j2", "ways", links))
