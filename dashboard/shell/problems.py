"""Problems of the data, shown to whoever opens the app while the last good build stays up."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dashboard.html.markup import joined, notice, render
from dashboard.words.wording import counted
from etl.problems import Problem
from etl.store import builds

MOST_SHOWN = 200


def show_problems(problems: Sequence[Problem], data: Path) -> bool:
    """Show the problems, if any, above the page; whether there is a build to go on with."""
    standing = builds.current(data)
    if problems:
        state = f"The build {standing.stem} stays up." if standing else "No build stands yet."
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''} in the data."
        listed = render("page.j2", "to_mend", list(problems), MOST_SHOWN)
        st.html(notice(count, joined([state, listed], " "), "alert"))
    return standing is not None


def listing(found: list[Problem]) -> str:
    """Problems as file:line: field: what is wrong (remedy), one a line."""
    listed = render("page.j2", "pasted", found, MOST_SHOWN)
    return notice(f"{counted(len(found), 'problem')}.", listed, "status")
