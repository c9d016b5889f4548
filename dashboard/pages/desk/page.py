"""The coder's desk: what is overdue, thin or doubtful, and a box to try rows in."""

import streamlit as st

from dashboard.html.markup import soft_link
from dashboard.pages.desk.desk import draw_desk
from dashboard.shell.context import METHOD, Context
from dashboard.shell.filters import notices
from dashboard.shell.page import page


@page
def desk_page(context: Context) -> None:
    """What asks for a coder's look?"""
    st.html(
        '<div class="title"><h1>The coder’s desk</h1><p class="lead">What is overdue, thin or '
        "doubtful in this build, whatever the filters. An entry asks for a look; it is no fault by "
        "itself.</p>"
        f'<p class="method"><code>python -m etl status</code> prints the same lists. '
        f"{soft_link(context.to(METHOD), 'How figures are coded')}.</p></div>"
    )
    notices(context)
    draw_desk(context)
