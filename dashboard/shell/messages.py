"""A message in place of what cannot be shown: what is wrong, and the way out."""

import streamlit as st

from dashboard.html.markup import notice


def message(bold: str, rest: str = "") -> None:
    """A message block: what is the case, why, and what to do."""
    st.html(notice(bold, rest))
