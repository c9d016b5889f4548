"""Exhibits of other themes than the chosen one: they shrink to a line and stay within reach."""

import streamlit as st

from dashboard.figure.card import draw_card_under
from dashboard.html.markup import bold, joined, paragraph, soft_link
from dashboard.shell.context import Context
from dashboard.store.catalogue import Exhibit


def is_muted(context: Context, exhibit: Exhibit) -> bool:
    """Whether a theme is chosen and the exhibit draws nothing of it."""
    theme = context.lens.theme
    return theme is not None and theme not in context.catalogue.themes_of(exhibit)


def muted_line(context: Context, exhibit: Exhibit) -> None:
    """The title of an exhibit of another theme, and the way to see it."""
    theme = context.catalogue.themes[str(context.lens.theme)].title
    link = soft_link(context.href(theme=None), "Show all themes")
    said = joined([bold(exhibit.title), f"has no figure of “{theme}”.", link], " ")
    st.html(paragraph(said, "src muted"))
    draw_card_under(context, exhibit.id)
