"""The foot of every page: which build this is, and what it was made of."""

import streamlit as st

from dashboard.html.markup import render, soft_link
from dashboard.shell.context import DESK, RESETS, Context


def draw_foot(context: Context) -> None:
    """Draw the foot."""
    build = context.catalogue.build
    counts = build["counts"]
    facts = (
        f"Build {build['id']} of {build['built_at']:%Y-%m-%d %H:%M} UTC: {counts['observation']:,} "
        f"observations, {counts['source']:,} sources, {counts['roll_call']:,} roll calls."
    )
    slug = context.catalogue.article["id"]
    kept = f"?build={build['id']}" if context.is_pinned else ""
    own = soft_link(context.href(build=build["id"]), "Link to this build")
    ways = [
        soft_link(context.to(RESETS), "Resets compared"),
        soft_link(context.to(DESK), "The coder’s desk"),
    ]
    with st.container(key="foot"):
        st.html(render("page.j2", "foot", facts, own, slug, kept, ways))
