"""The foot of every page: which build this is, and what it was made of."""

import streamlit as st

from dashboard.html.markup import soft_link, text
from dashboard.shell.context import DESK, RESETS, Context


def draw_foot(context: Context) -> None:
    """Draw the foot."""
    build = context.catalogue.build
    counts = build["counts"]
    facts = (
        f"Build {build['id']} of {build['built_at']:%Y-%m-%d %H:%M} UTC: "
        f"{counts['observation']:,} observations, {counts['source']:,} sources, "
        f"{counts['roll_call']:,} roll calls."
    )
    slug = text(context.catalogue.article["id"])
    kept = f"?build={text(build['id'])}" if context.is_pinned else ""
    own = soft_link(context.href(build=build["id"]), "Link to this build")
    with st.container(key="foot"):
        st.html(
            f"<p>{text(facts)} {own}</p><p>Every figure was read in a document and carries its "
            "place in it. Facts may be reused with attribution to their publishers.</p>"
            f'<p><a href="./article/{slug}{kept}">Script-free edition</a>'
            " for paper, archives and readers without scripts · "
            f'<a href="./api/readings.json{kept}">Readings as JSON</a> · '
            f"{soft_link(context.to(RESETS), 'Resets compared')} · "
            f"{soft_link(context.to(DESK), 'The coder’s desk')}</p>"
        )
