"""Faults found in publishers' figures or in our own coding, and what was done about them."""

import streamlit as st

from dashboard.html.markup import heading, table, text
from dashboard.shell.context import Context
from dashboard.shell.messages import message
from dashboard.store.corrections import of_theme
from dashboard.words.wording import day

WHOSE = {"publisher": "the publisher’s", "ours": "ours"}


def draw_corrections(context: Context) -> None:
    """Draw the table of corrections of the chosen theme, or of all; open ones first."""
    found = of_theme(context.database, context.lens.theme)
    themes = context.catalogue.themes
    with st.container(key="sec_corrections"):
        said = (
            "What was found to be wrong, whose fault it was, and what stands now. "
            "Open faults wait for a better document."
        )
        st.html(heading("Corrections", said, "corrections"))
        if not found:
            message("No correction for this theme.", "None was needed so far.")
            return
        body = [
            [
                text(themes[row.theme].title),
                text(row.fault),
                text(WHOSE[row.whose]),
                text(row.mend),
                f"{text(row.status)}, {day(row.noted_on)}",
            ]
            for row in found
        ]
        heads = ["Theme", "Fault", "Whose", "What was done", "State"]
        st.html(table(heads, body, words=(0, 1, 2, 3, 4), name="Corrections"))
