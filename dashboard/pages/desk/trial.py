"""The box of the coder's desk: pasted rows are held to all checks, and nothing is written."""

from pathlib import Path

import streamlit as st

from dashboard.html.markup import code, heading, joined, notice, soft_link
from dashboard.pages.desk.blank_rows import HEADER
from dashboard.shell.context import REHEARSAL, Context
from dashboard.shell.messages import message
from dashboard.shell.problems import listing
from dashboard.words.wording import counted
from etl.build.pasted_rows import try_rows
from etl.store import builds

WAY = soft_link(REHEARSAL, "see what they would change")
SOURCE = "id,publisher,title,url,copy,published,accessed,licence,redistributable,independence_group"


def draw_trial(context: Context, data: Path) -> None:
    """Two boxes and a button; what the checks say stands under them until they say it anew."""
    with st.container(key="trial"):
        said = [
            "Paste rows as they would stand in ",
            code("observations/*.csv"),
            ", with or without the header; every problem comes at once, with the line of the "
            "pasted text. They are checked among a copy of the data; nothing is written. What a "
            "build of the data would change says the ",
            soft_link(REHEARSAL, "rehearsal"),
            ".",
        ]
        st.html(heading("Try rows", joined(said), "trial", 3))
        if builds.hold(data):
            message("Changes wait", f"until a person publishes them: {WAY}.")
        with st.form("trial_form", border=False):
            rows = st.text_area("Rows", key="trial_rows", placeholder=",".join(HEADER))
            hint = "New documents (rows of sources.csv, optional)"
            sources = st.text_area(hint, key="trial_sources", placeholder=f"{SOURCE},note")
            asked = st.form_submit_button("Check these rows")
        if asked:
            with st.spinner("Checking among all other rows"):
                st.html(_answer(context, data, rows, sources))


def _answer(context: Context, data: Path, rows: str, sources: str) -> str:
    """What the checks say, as HTML."""
    if not rows.strip():
        return notice("There is nothing to check.", "Paste a row.", "status")
    found = try_rows(data, theme_of(context, rows), rows, sources)
    if not found:
        said = counted(len(rows.strip().splitlines()), "line")
        return notice("No problem found", f"in {said}.", "status")
    return listing(found)


def theme_of(context: Context, rows: str) -> str:
    """The theme of the first row whose indicator is known; else the first theme of all."""
    leaves = context.catalogue.indicators
    firsts = (line.split(",")[0].strip() for line in rows.splitlines())
    known = next((leaves[name].theme for name in firsts if name in leaves), None)
    return known or next(iter(context.catalogue.themes))
