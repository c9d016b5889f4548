"""Rehearsal: what a build of the data as they lie on this machine would change for readers."""

from contextlib import suppress

import streamlit as st

from dashboard.html.markup import joined, notice, paragraph, render, soft_link, title
from dashboard.pages.plan.rehearsal import draw_plan
from dashboard.server.rehearsals import RehearsalOutcome, Rehearsals
from dashboard.shell.context import DESK, open_context
from dashboard.shell.foot import draw_foot
from dashboard.shell.messages import message
from dashboard.shell.problems import listing
from dashboard.store.database import NoBuildError, data, is_set
from etl.store import builds


@st.cache_resource
def rehearsals() -> Rehearsals:
    """The rehearsals of this server."""
    return Rehearsals(data())


def plan_page() -> None:
    """What would a build of the data on this machine change?"""
    _page()


@st.fragment
def _page() -> None:
    with st.container(key="pinned"):
        way = soft_link("./", "Back to what readers see")
        st.html(render("page.j2", "banner", "Rehearsal:", "nothing here is published.", way))
    lead = (
        "What a build of the data, as they lie on this machine now, would change against the "
        "build in force."
    )
    st.html(title("Rehearsal", lead))
    if is_set():
        message(
            "This server reads a finished database.",
            "A rehearsal belongs on the machine that holds the data: python -m etl plan.",
        )
    else:
        with st.container(key="sec_plan"):
            _rehearse(rehearsals())
    with suppress(NoBuildError):  # before the first build there is nothing to name
        draw_foot(open_context())


def _rehearse(held: Rehearsals) -> None:
    """What is known, and the button that finds it out."""
    outcome, line = held.known(), st.empty()
    line.html(_state(held, outcome))
    if st.button("Rehearse now", key="rehearse", disabled=outcome is not None):
        place = st.empty()

        def show(step: str) -> None:
            place.html(notice("", f"Rehearsing: {step}", "status"))

        outcome = held.rehearse(show)
        place.empty()
        line.html(_state(held, outcome))
    if outcome is not None:
        _tell(outcome)


def _state(held: Rehearsals, outcome: RehearsalOutcome | None) -> str:
    """Whether changes wait, and how long a rehearsal takes, as HTML."""
    hold = builds.hold(held.data)
    why = {
        "waiting": "Changes wait until a person publishes them: python -m etl build.",
        "rollback": "An older build was put back in force; these data are held back.",
    }
    said = f"{why[hold.why]} " if hold else ""
    if outcome is None:
        rest = "A rehearsal makes the whole build aside, which takes as long as a build."
    else:
        rest = "Rehearsed; the data have not changed since."
    back = soft_link(DESK, "The coder’s desk")
    return paragraph(joined([said + rest, back], " "))


def _tell(outcome: RehearsalOutcome) -> None:
    """The plan, the problems, or why there is neither."""
    if outcome.problems:
        st.html(listing(list(outcome.problems)))
    elif outcome.plan is None:
        message("The two builds cannot be compared.", outcome.refused)
    else:
        draw_plan(outcome.plan)
