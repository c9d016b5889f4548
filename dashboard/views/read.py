"""The reading page: the article unchanged, its evidence beside it, one row per section."""

import time
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.components.card import draw_card
from dashboard.components.context import Context, open_context
from dashboard.components.filters import filter_bar
from dashboard.components.foot import draw_foot
from dashboard.components.markup import link, text
from dashboard.components.plate import draw_plate
from dashboard.components.section import draw_evidence, draw_text, open_exhibit
from dashboard.queries.catalogue import Exhibit, Section
from dashboard.queries.database import in_force
from dashboard.queries.wording import period
from dashboard.warm import settle

PAUSE = 0.4
"""Seconds between text and evidence of a first visit: the browser draws the text, then is free."""


@dataclass(frozen=True)
class Row:
    """A section whose text is drawn, and where its evidence and its plates go."""

    section: Section
    right: DeltaGenerator
    plates: tuple[Exhibit, ...]
    below: DeltaGenerator | None


def read_page() -> None:
    """The page; it runs as one fragment, so that a click draws nothing else anew."""
    _page()
    settle(in_force())


@st.fragment
def _page() -> None:
    context = open_context()
    _head(context)
    filter_bar(context)
    if context.state.exhibit not in context.catalogue.exhibits:
        draw_card(context)
    rows = [_row(context, section) for section in context.catalogue.sections.values()]
    _let_the_text_be_drawn()
    for row in rows:
        _evidence(context, row)
    draw_foot(context)
    _stick(context)


def _let_the_text_be_drawn() -> None:
    """Wait once a visit: text and charts that come together are both drawn later."""
    if "visited" not in st.session_state:
        st.session_state["visited"] = True
        time.sleep(PAUSE)


def _head(context: Context) -> None:
    article = context.catalogue.article
    parts = [f"Published {text(period(article['published']))}", text(article.get("reading_time"))]
    where = article.get("source")
    if where and article.get("url"):
        parts.insert(0, link(article["url"], where))
    notes = [article.get("author_note"), article.get("published_note")]
    byline = " · ".join(part for part in parts if part)
    told = " ".join(text(note) for note in notes if note)
    st.html(
        f'<div class="title"><h1>{text(article["title"])}</h1>'
        f'<p class="by">{byline}. {told}</p>{_tally(context)}</div>'
    )


def _tally(context: Context) -> str:
    """Counts of statements by what figures can say of them: never a share, never a score."""
    claims = context.catalogue.claims.values()
    counts = {t: sum(c.testable == t for c in claims) for t in ("yes", "part", "no")}
    ready = sum(bool(claim.exhibits) for claim in claims)
    parts = [
        f"<b>{len(claims)} statements</b>",
        f'<span><span class="n">{counts["yes"]}</span> can be met with figures</span>',
        f'<span><span class="n">{counts["part"]}</span> in part</span>',
        f'<span><span class="n">{counts["no"]}</span> not a data question</span>',
        f'<span><span class="n">{ready}</span> have their charts in this edition</span>',
    ]
    method = (
        "Underlined statements open their evidence. The figures say what was counted, "
        "not who is right; the author’s text stands as published."
    )
    return f'<p class="tally">{"".join(parts)}</p><p class="method">{method}</p>'


def _stick(context: Context) -> None:
    """On a phone, the line at the bottom that leads from the open statement to its evidence."""
    claim = context.catalogue.claims.get(context.state.claim or "")
    if claim:
        with st.container(key="stick"):
            st.html(f'Statement {claim.number} · <a href="#evidence">See evidence</a>')


def _row(context: Context, section: Section) -> Row:
    with st.container(key=f"row_{section.id}"):
        left, right = st.columns([3, 2], gap="large")
        with left, st.container(key=f"txt_{section.id}"):
            draw_text(context, section)
    shown = open_exhibit(context, section)
    here = (e for e in context.catalogue.exhibits.values() if e.section == section.id)
    plates = tuple(e for e in here if e.place == "plate" and e is not shown)
    return Row(section, right, plates, st.container() if plates else None)


def _evidence(context: Context, row: Row) -> None:
    with row.right, st.container(key=f"ev_{row.section.id}"):
        draw_evidence(context, row.section)
    if row.below:
        with row.below:
            for exhibit in row.plates:
                draw_plate(context, exhibit)
