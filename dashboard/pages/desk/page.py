"""The coder's desk: what is overdue, thin or doubtful, and a box to try rows in."""

import streamlit as st

from dashboard.html.markup import code, joined, soft_link, title
from dashboard.pages.desk.desk import draw_desk
from dashboard.shell.context import METHOD, Context
from dashboard.shell.filters import notices
from dashboard.shell.page import page


@page
def desk_page(context: Context) -> None:
    """What asks for a coder's look?"""
    lead = (
        "What is overdue, thin or doubtful in this build, whatever the filters. An entry asks for "
        "a look; it is no fault by itself."
    )
    way = soft_link(context.to(METHOD), "How figures are coded")
    method = [code("python -m etl status"), " prints the same lists. ", way, "."]
    st.html(title("The coder’s desk", lead, joined(method)))
    notices(context)
    draw_desk(context)
