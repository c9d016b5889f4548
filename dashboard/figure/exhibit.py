"""One exhibit as a figure: what an editor described, under the reader's lens."""

from dataclasses import replace
from functools import partial
from urllib.parse import quote

import streamlit as st

from dashboard.figure.card import draw_card_under
from dashboard.figure.draw import draw_figure
from dashboard.figure.figure import TABLE, Figure
from dashboard.figure.links import remember_marks
from dashboard.figure.panels import DrawnExhibit, drawn
from dashboard.figure.table import MARK, table_of
from dashboard.html.markup import heading, joined, label, paragraph, render, soft_link
from dashboard.shell.context import Context, change
from dashboard.shell.messages import message
from dashboard.store.catalogue import Claim, Exhibit
from dashboard.words.wording import listed, period

UNFILTERED = {"actors": (), "groupings": (), "start": None, "end": None}


def draw_exhibit(
    context: Context,
    exhibit: Exhibit,
    *,
    titled: bool = True,
    within: str = "",
    carded: bool = True,
) -> None:
    """Draw an exhibit under the reader's lens; an empty one says why and offers a way out.

    `within` tells a second place on the page apart, where a statement opens another section's.
    The card of a figure opens under it, unless the page has it elsewhere: then it is not `carded`.
    """
    ready = drawn(context.database, exhibit, context.lens, context.narrow)
    place = f"{exhibit.id}{within}"
    level = 3 if titled else 0
    if ready.panels:
        remember_marks(place, exhibit.id, ready.panels)
        figure, after = exhibit_figure(context, exhibit, ready), resting(context, exhibit)
        draw_figure(context, figure, level=level, place=place, after=after, carded=carded)
        return
    with st.container(key=f"fig_{place}"):
        if titled:
            st.html(title(exhibit))
        _explain_empty(context, exhibit, place)
        if carded:
            draw_card_under(context, exhibit.id)


def exhibit_figure(context: Context, exhibit: Exhibit, ready: DrawnExhibit) -> Figure:
    """The figure of an exhibit that has values under the reader's lens."""
    return Figure(
        id=exhibit.id,
        title=exhibit.title,
        subtitle=exhibit.subtitle,
        finding=ready.finding,
        charts=ready.charts,
        table=partial(_table, context, exhibit),
        rows=lambda: ready.rows,
        evidence=ready.evidence,
        note=exhibit.note,
        wide=lambda: drawn(context.database, exhibit, context.lens, False).charts,
    )


def title(exhibit: Exhibit) -> str:
    """Title and subtitle of an exhibit as HTML."""
    return heading(exhibit.title, exhibit.subtitle, level=3, kind="ct")


def _table(context: Context, exhibit: Exhibit) -> str:
    """All figures drawn and the events that the charts mark, each a link to its card."""
    opened = context.href(figure=MARK, exhibit=exhibit.id, tab=TABLE)
    return table_of(context, exhibit, opened) + event_list(context, exhibit, opened)


def event_list(context: Context, exhibit: Exhibit, address: str) -> str:
    """The events that the charts mark, each a link to its card; empty where they mark none."""
    words = {event["id"]: event["text"] for panel in exhibit.panels for event in panel["events"]}
    until = context.lens.until or "9"
    items = []
    for name, said in words.items():
        if context.catalogue.events[name] > until:
            continue
        figure = f"event:{name}"
        link = soft_link(address.replace(MARK, quote(figure, safe=":/")), said, figure)
        items.append(joined([period(context.catalogue.events[name]), link], ": "))
    return render("figure.j2", "events", items) if items else ""


def _explain_empty(context: Context, exhibit: Exhibit, place: str) -> None:
    """Why the filter leaves nothing, and the nearest choice that shows something."""
    names = [context.catalogue.actors[code].label for code in context.state.actors]
    chosen = listed([*names, *context.state.groupings])
    unfiltered = replace(context.lens, actors=(), start=None, end=None)
    bare = drawn(context.database, exhibit, unfiltered, context.narrow)
    if not bare.panels:
        message(
            f"No figure of this chart was known by {context.month}.",
            "All were published later, or are of later periods.",
        )
        said, choice = "Show what is known now", {"basis": None}
    elif chosen:
        message(f"No figure for {chosen} here.", "This chart has none of the chosen actors.")
        _offer_actors(context, bare, place)
        said, choice = "Show without filters", UNFILTERED
    else:
        message("No figure in this period.", "All figures of this chart lie outside it.")
        said, choice = "Show without filters", UNFILTERED
    st.button(said, key=f"bare_{place}", type="tertiary", on_click=partial(change, **choice))


def _offer_actors(context: Context, bare: DrawnExhibit, place: str) -> None:
    """The first actors of whom the chart does have figures."""
    held = dict.fromkeys(a for p in bare.panels for a in p.panel["actors"])
    for code in [code for code in held if code in context.catalogue.actors][:2]:
        said = f"Show {label(context.catalogue.actors[code].label)}"
        choice = {"actors": (code,), "groupings": ()}
        key = f"way_{place}_{code}"
        st.button(said, key=key, type="tertiary", on_click=partial(change, **choice))


def resting(context: Context, exhibit: Exhibit) -> str:
    """The sentences that rest on a chart, each a link that opens it in the text, as HTML."""
    claims = context.catalogue.resting_on(exhibit.id)
    told = {
        "Rests on this chart": [claim for claim in claims if claim.testable != "no"],
        "Shown with it, though no figure speaks to it": [c for c in claims if c.testable == "no"],
    }
    lines = [
        joined([f"{said}:", *(_statement_link(context, claim) for claim in which)], " ")
        for said, which in told.items()
        if which
    ]
    return joined(paragraph(line, "rests on") for line in lines)


def _statement_link(context: Context, claim: Claim) -> str:
    href = context.href(claim=claim.id, exhibit=None, tab=None)
    return soft_link(href, f"Statement {claim.number}", title=claim.title)
