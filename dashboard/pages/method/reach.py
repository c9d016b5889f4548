"""Actors by theme: of how many quantities there is a figure of whom."""

import streamlit as st

from dashboard.figure.files import offer_files, records_csv
from dashboard.html.markup import caption, heading, paragraph, render, table, text
from dashboard.shell.context import Context
from dashboard.shell.messages import message
from dashboard.store.holdings import Reach, reach
from dashboard.words.wording import listed

MOST_ACTORS = 30
NAMED = 3

Found = dict[str, dict[str, Reach]]


def draw_reach(context: Context) -> None:
    """A table with a bar in each cell; those of whom most quantities speak come first."""
    found = reach(context.database, context.lens.theme, list(context.lens.actors))
    totals = _totals(context)
    with st.container(key="sec_reach"):
        said = (
            "In how many quantities of a theme there is a "
            "figure of the actor, on either side of a pair. The bar is the share of all quantities "
            "of the theme, whose number stands in brackets."
        )
        st.html(heading("Actors by theme", said, "reach"))
        if not found:
            message("No figure for these filters.", "Choose other actors or another theme.")
            return
        st.html(paragraph(_sentence(context, found, sum(totals.values())), "say"))
        st.html(_table(context, found, totals))
        with st.container(key="tabs_reach", horizontal=True):
            left_out = len(found) - MOST_ACTORS
            if left_out > 0:
                st.html(caption(f"{left_out} more actors are in the file"), width="content")
            st.space("stretch")
            every = {"actors_by_theme.csv": ("All actors (CSV)", lambda: _csv(found, totals))}
            offer_files("reach", every)


def _totals(context: Context) -> dict[str, int]:
    """The number of quantities of each theme shown."""
    themes = [t for t in context.catalogue.themes if context.lens.theme in {None, t}]
    every = [family.theme for family in context.catalogue.families.values()]
    return {theme: every.count(theme) for theme in themes}


def _sentence(context: Context, found: Found, total: int) -> str:
    """Of whom most quantities speak."""
    first = [
        f"{context.catalogue.actors[code].name} ({sum(r.families for r in held.values())})"
        for code, held in list(found.items())[:NAMED]
    ]
    return f"Quantities with a figure, of {total}: {listed(first)}. {len(found)} actors have one."


def _table(context: Context, found: Found, totals: dict[str, int]) -> str:
    names, themes = context.catalogue.actors, context.catalogue.themes
    body = [
        [text(names[code].name), *(_cell(held.get(theme), n) for theme, n in totals.items())]
        for code, held in list(found.items())[:MOST_ACTORS]
    ]
    heads = ["Actor", *(f"{themes[theme].title} ({n})" for theme, n in totals.items())]
    return table(heads, body, name="Actors by theme")


def _cell(held: Reach | None, total: int) -> str:
    """The number with its bar."""
    count = held.families if held else 0
    return render("page.j2", "bar", count, f"{100 * count / total:.0f}")


def _csv(found: Found, totals: dict[str, int]) -> bytes:
    records = [
        {"actor": code, "theme": theme, "quantities": r.families, "of": total, "figures": r.figures}
        for code, held in found.items()
        for theme, total in totals.items()
        if (r := held.get(theme))
    ]
    return records_csv(records)
