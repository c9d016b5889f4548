"""What every page is: a fragment with the context of this run, and the foot under all it draws."""

from collections.abc import Callable
from functools import wraps

import streamlit as st

from dashboard.shell.context import Context
from dashboard.shell.foot import draw_foot
from dashboard.shell.older_build import open_page


def page(draw: Callable[[Context], None]) -> Callable[[], None]:
    """A page of the dashboard, drawn as one fragment, so that a click draws nothing else anew."""

    @st.fragment
    def fragment() -> None:
        context = open_page()
        draw(context)
        draw_foot(context)

    @wraps(draw)
    def whole() -> None:
        fragment()

    return whole
