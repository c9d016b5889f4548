"""A page of three sections with claims, for the tests of the article component in a browser."""

import time
from pathlib import Path

import streamlit as st

import dashboard
from dashboard.claim.spans import Run
from dashboard.pages.article.article import Mark, Statement, article_section
from dashboard.shell import address as state
from dashboard.shell.keys import Known

STYLE = Path(dashboard.__file__).parent / "style.css"
FILLER = "Words of the author that no figure can speak to follow one another in this place. " * 6
SECTIONS = {
    "one": ("First “section”, with a long & winding heading", ["c01", "c02"]),
    "two": ("Second section", ["c03", "c04"]),
    "three": ("Third section", ["c05", "c06"]),
}
CLAIMS = [claim for _, claims in SECTIONS.values() for claim in claims]
KNOWN = Known(claims=frozenset(CLAIMS))
NUMBERS = {claim: number for number, claim in enumerate(CLAIMS, start=1)}


def paragraphs(claims):
    """Return two paragraphs whose second holds both claims, the first of them over two lines."""
    first, second = claims
    text = Run(
        f"the sentence <b>{first}</b> claims something over more than one line of text", first
    )
    runs = [Run(FILLER), text, Run(", and "), Run(f"claim {second} — too", second), Run(".")]
    return [[Run(FILLER)], runs]


def choose(claim):
    st.session_state["clicks"] = st.session_state.get("clicks", 0) + 1
    state.write(state.ViewState(claim=claim, marks=shown.marks))


def link(claim):
    return state.query(state.ViewState(claim=claim, marks=shown.marks))


def label(claim):
    hollow = ", its evidence is outside the chosen actors" if claim == "c04" else ""
    return f"Statement {NUMBERS[claim]}{hollow}"


def mark(claim):
    look = "hollow" if claim == "c04" else "plain"
    look = look if shown.marks else "off"
    return Mark(claim, NUMBERS[claim], link(claim), label(claim), look)


def row(section, heading, claims):
    statements = [Statement(c, NUMBERS[c], f"About {c}", link(c), "Two charts") for c in claims]
    marks = [mark(claim) for claim in claims]
    """Draw one row and return the place where its evidence stands."""
    with st.container(key=f"txt_{section}"):
        article_section(
            section,
            heading,
            paragraphs(claims),
            marks,
            statements,
            shown.claim if shown.claim in claims else None,
            key=f"article_{section}",
            on_claim=choose,
        )
    with st.container(key=f"ev_{section}"), st.container(key=f"fig_{section}"):
        opened = shown.claim if shown.claim in claims else "none"
        st.html(f'<p class="eb"><span class="opened">{opened}</span></p>')
        return st.empty()


def fill(places, height):
    for place in places:
        place.html(f'<div style="height: {height}px"></div>')


st.set_page_config("Article", layout="wide")
st.html(STYLE)
shown, notices = state.read(KNOWN)
st.html(f'<h1>An article</h1><p id="clicks">{st.session_state.get("clicks", 0)}</p>')
for notice in notices:
    st.html(f'<div class="msg">{notice.text}</div>')
places = []
for name, (title, held) in SECTIONS.items():
    with st.container(key=f"row_{name}"):
        places.append(row(name, title, held))

# On the first visit the evidence comes late and pushes the text down, as charts do; the browser
# is told not to make up for it, since not every browser does.
st.html("<style>.stMain { overflow-anchor: none; }</style>")
if "grown" not in st.session_state:
    fill(places, 300)
    time.sleep(1)
st.session_state["grown"] = True
fill(places, 1100)
