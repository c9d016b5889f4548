"""Problems of the data, shown to whoever opens the app while the last good build stays up."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dashboard.html.markup import text
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
        lines = "".join(f"<li>{text(problem)}</li>" for problem in problems[:MOST_SHOWN])
        rest = len(problems) - MOST_SHOWN
        more = f"<p>and {rest} more: <code>python -m etl check</code></p>" if rest > 0 else ""
        st.html(
            f'<div class="msg" role="alert"><b>{count}</b> {text(state)} '
            f"<details open><summary>What to mend</summary><ul>{lines}</ul>{more}</details></div>"
        )
    return standing is not None


def listing(found: list[Problem]) -> str:
    """Problems as file:line: field: what is wrong (remedy), one a line."""
    lines = "".join(f"<li>{text(problem)}</li>" for problem in found[:MOST_SHOWN])
    more = len(found) - MOST_SHOWN
    rest = f"<p>and {more} more</p>" if more > 0 else ""
    return (
        f'<div class="msg" role="status"><b>{counted(len(found), "problem")}.</b> Nothing was '
        f'written.<ul class="found">{lines}</ul>{rest}</div>'
    )
