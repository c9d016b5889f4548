"""Problems of the data, shown to whoever opens the app while the last good build stays up."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dashboard.components.markup import text
from etl.problems import Problem
from etl.store import builds

MOST_SHOWN = 200


def show_problems(problems: Sequence[Problem], data: Path) -> bool:
    """Show the problems, if any, above the page; whether there is a build to go on with."""
    standing = builds.current(data)
    if problems:
        state = f"The build {standing.stem} stays up." if standing else "No build stands yet."
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''} in the data."
        lines = "".join(f"<li>{text(problem)}</li>" for problem in problems[:MOST_SHOWN])
        rest = len(problems) - MOST_SHOWN
        more = f"<p>and {rest} more: <code>python -m etl check</code></p>" if rest > 0 else ""
        st.html(
            f'<div class="msg" role="alert"><b>{count}</b> {text(state)} '
            f"<details open><summary>What to mend</summary><ul>{lines}</ul>{more}</details></div>"
        )
    return standing is not None
