"""The reading page: the article unchanged, its evidence beside it, one row per section."""

import time
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.claim.article_head import article_head
from dashboard.figure.card import draw_card
from dashboard.html.markup import render
from dashboard.pages.article.panel import draw_evidence, open_exhibit
from dashboard.pages.article.section import draw_text, hollow_line
from dashboard.pages.article.wide_figure import draw_plate
from dashboard.sentences.reading_words import WORDS
from dashboard.server.preload import settle
from dashboard.shell.context import Context
from dashboard.shell.filters import filter_bar
from dashboard.shell.page import page
from dashboard.shell.session import kept
from dashboard.store.catalogue import Exhibit, Section
from dashboard.store.database import in_force

PAUSE = 0.4
"""Seconds between text and evidence of a first visit: the browser draws the text, then is free."""


@dataclass(frozen=True)
class SectionRow:
    """A section whose text is drawn, and where its evidence and its plates go."""

    section: Section
    right: DeltaGenerator
    plates: tuple[Exhibit, ...]
    below: DeltaGenerator | None


def article_page() -> None:
    """What do the figures show of what the article says?"""
    _read()
    settle(in_force())


@page
def _read(context: Context) -> None:
    st.html(article_head(context))
    filter_bar(context, dated=True, marks=True)
    if hollow := hollow_line(context):
        st.html(hollow)
    if context.state.exhibit not in context.catalogue.exhibits:
        draw_card(context)
    rows = [_row(context, section) for section in context.catalogue.sections.values()]
    _let_the_text_be_drawn()
    for row in rows:
        _evidence(context, row)
    _stick(context)


def _let_the_text_be_drawn() -> None:
    """Wait once a visit: text and charts that come together are both drawn later."""
    if not kept("visited"):
        kept("visited")["article"] = True
        time.sleep(PAUSE)


def _stick(context: Context) -> None:
    """On a phone, the line at the bottom that leads from the open statement to its evidence."""
    claim = context.catalogue.claims.get(context.state.claim or "")
    if claim:
        with st.container(key="stick"):
            told = WORDS[context.reading(claim.id).reading].lower()
            st.html(render("page.j2", "stick", claim.number, told))


def _row(context: Context, section: Section) -> SectionRow:
    with st.container(key=f"row_{section.id}"):
        with st.container(key=f"txt_{section.id}"):
            draw_text(context, section)
        right = st.container(key=f"ev_{section.id}")
    shown = open_exhibit(context, section)
    here = (e for e in context.catalogue.exhibits.values() if e.section == section.id)
    plates = tuple(e for e in here if e.place == "plate" and e is not shown)
    return SectionRow(section, right, plates, st.container() if plates else None)


def _evidence(context: Context, row: SectionRow) -> None:
    with row.right:
        draw_evidence(context, row.section)
    if row.below:
        with row.below:
            for exhibit in row.plates:
                draw_plate(context, exhibit)
