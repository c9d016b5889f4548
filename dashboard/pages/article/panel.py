"""The evidence panel: the card of the open statement, else the overview of its section."""

from dataclasses import replace

import streamlit as st

from dashboard.claim.card import draw_head, draw_tail, eyebrow, silent
from dashboard.figure.exhibit import draw_exhibit
from dashboard.figure.selection import open_claim, open_exhibit
from dashboard.html.markup import column_head, render, soft_link
from dashboard.pages.article.overlay import overlaid
from dashboard.pages.article.theme_marks import is_muted, muted_line
from dashboard.shell.context import RESETS, Context
from dashboard.shell.messages import message
from dashboard.store.catalogue import Claim, Exhibit, Section
from dashboard.store.episodes import comparisons
from dashboard.store.ledger import redefined
from dashboard.words.wording import listed


def draw_evidence(context: Context, section: Section) -> None:
    """The evidence panel: of the open statement, else the section's overview; never empty."""
    here = open_claim(context, section)
    if here:
        draw_head(context, here, eyebrow(context, here))
    else:
        st.html(column_head("Evidence for this section"))
    exhibit = open_exhibit(context, section)
    if exhibit is None:
        _nothing_yet(context, section, here)
    elif is_muted(context, exhibit) and not here:
        muted_line(context, exhibit)
    else:
        within = f"_in_{section.id}" if exhibit.section != section.id else ""
        seen = overlaid(context, here) if here else context
        draw_exhibit(seen, _defined(context, here, exhibit), within=within)
    if here:
        draw_tail(context, here)
    if others := _further(context, section, here, exhibit):
        st.html(others)


def _defined(context: Context, claim: Claim | None, exhibit: Exhibit) -> Exhibit:
    """The exhibit of the main definition, or of the one that the reader chose for a claim."""
    wanted = context.state.definition
    swap = context.ledger.swap(claim.id, wanted) if claim and wanted else {}
    if not swap or claim is None:
        return exhibit
    panels = redefined(exhibit.panels, swap, frozenset(context.catalogue.indicators))
    if panels == exhibit.panels:
        return exhibit
    title = context.ledger.titles(claim.id)[str(wanted)]
    return replace(exhibit, panels=panels, subtitle=f"{exhibit.subtitle}; {title}")


def _nothing_yet(context: Context, section: Section, claim: Claim | None) -> None:
    if claim and silent(claim):
        return
    titles = [
        context.catalogue.themes[name].title
        for name in section.themes
        if name in context.catalogue.themes
    ]
    missing = [name for name in section.themes if name not in context.catalogue.themes]
    todo = listed([name.replace("_", " ") for name in missing])
    held = f" Figures on {listed(titles)} are in this edition already." if titles else ""
    awaited = f"Still to come: {todo}." if todo else "Its charts are still to come."
    message(f"No chart for this {'statement' if claim else 'section'} yet.", awaited + held)


def _further(context: Context, section: Section, claim: Claim | None, shown: Exhibit | None) -> str:
    """The other charts of the statement, or of the section: links that open them in place."""
    exhibits = context.catalogue.exhibits
    names = claim.exhibits if claim else [e.id for e in exhibits.values()]
    others = [
        exhibits[name]
        for name in names
        if exhibits[name] is not shown
        and (claim or (exhibits[name].section == section.id and exhibits[name].place != "plate"))
    ]
    links = [soft_link(context.href(exhibit=e.id, tab=None, figure=None), e.title) for e in others]
    return render("page.j2", "further", [*links, *_comparisons(context, section, claim)])


def _comparisons(context: Context, section: Section, claim: Claim | None) -> list[str]:
    """The ways to the episodes that are compared of the section's themes, such as resets."""
    indicators = context.catalogue.indicators
    declared = [] if claim else comparisons(context.database)
    mine = [one for one in declared if indicators[one.duration].theme in section.themes]
    return [soft_link(context.to(RESETS), f"{one.title}, compared") for one in mine]
