"""The banner over a page of an older build: which one it is, and what was revised since."""

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from dashboard.html.markup import joined, notice, render, soft_link
from dashboard.shell.context import METHOD, READ, Context, open_context
from dashboard.store.cards import OBSERVATION, kind
from dashboard.store.catalogue import catalogue
from dashboard.store.readings import NOW
from dashboard.store.revisions import HOW, Revised, revised
from dashboard.words.wording import counted, day, listed


def open_page() -> Context:
    """The context of this run; above an older build its banner is drawn."""
    context = open_context()
    if context.is_pinned:
        draw_banner(context)
    return context


def draw_banner(context: Context) -> None:
    """One bar that stays in sight, and under it what differs from the build in force."""
    built = context.catalogue.build["built_at"]
    way = soft_link(context.href(build=None), "See the present build")
    with st.container(key="pinned"):
        said = f"as published on {day(built.date())}, {built:%H:%M} UTC."
        st.html(render("page.j2", "banner", "An older build, read only:", said, way, True))
    with st.container(key="since"):
        st.html(notice("", _since(context)))


def _since(context: Context) -> str:
    """What differs, in words, with the way to the list."""
    found = revised(context.database, context.present)
    present = catalogue(context.present).build
    ids = context.catalogue.build["id"], present["id"], day(present["built_at"].date())
    parts = figures_in_words(found), _here(context, found), _readings_in_words(context, found)
    way = soft_link(f"{context.to(METHOD)}#revised", "All that was revised")
    return render("page.j2", "since", *ids, joined(parts, " "), way)


def figures_in_words(found: Revised) -> str:
    """How many figures differ, those that the article rests on first."""
    votes = f" {counted(found.votes, 'vote')} differ." if found.votes else ""
    if not found.figures:
        return f"No figure was revised since.{votes}"
    resting, of_all = (_counts(found.counts(resting=only)) for only in (True, False))
    return (
        "Revised since, of the figures that the article’s charts and statements rest on: "
        f"{resting}. Of all figures: {of_all}.{votes}"
    )


def _counts(counts: Mapping[str, int]) -> str:
    """Counts as words: 3 changed and 2 added."""
    held = [f"{counts[how]:,} {how}" for how in HOW if counts[how]]
    return listed(held) if held else "none revised"


def _readings_in_words(context: Context, found: Revised) -> str:
    """Which statements read otherwise in the build in force, as links to them."""
    turned = {row["number"]: row["claim"] for row in found.readings if row["basis"] == NOW}
    if not turned:
        return "Every statement reads as it does now."
    ways = [soft_link(context.to(READ, claim=claim), str(n)) for n, claim in turned.items()]
    verb = "reads" if len(turned) == 1 else "read"
    return Markup(f"{counted(len(turned), 'statement')} {verb} otherwise now: {listed(ways)}.")


def _here(context: Context, found: Revised) -> str:
    """How many figures differ of the series that the page is about; empty where it is about all."""
    state, leaves = context.state, context.catalogue.indicators.values()
    if state.figure and kind(state.figure) == OBSERVATION:
        if state.figure in {row["was_id"] for row in found.figures}:
            return "The figure shown here was revised."
        named = {state.figure.partition(":")[0]}
    else:
        named = {leaf.id for leaf in leaves if leaf.family == state.family}
        named |= {state.indicator} if state.indicator else set()
    count = found.of(frozenset(named))
    return f"Of the series shown here: {counted(count, 'figure')} revised." if named else ""
