"""Dated events: a picture by theme or actor and a list, each event with its document."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.charts.view import View
from dashboard.figure.documents import evidence_behind
from dashboard.figure.draw import draw_figure
from dashboard.figure.figure import Chart, Figure
from dashboard.html import joined, rows, table, text
from dashboard.html.markup import anchor, heading, line_break, link, paragraph, small
from dashboard.shell.choices import choose
from dashboard.shell.context import Context, change
from dashboard.shell.messages import message
from dashboard.store.events import Event
from dashboard.store.points import Point, point_frame
from dashboard.words.wording import listed, period

MOST_LISTED = 20
MOST_IN_TABLE = 400
MOST_ROWS = 12
DRAWN = 600
HEADS = ("Date", "Event", "Actors", "Theme", "Source and place in it")


def draw_events(context: Context, found: list[Event], chosen: Event | None) -> None:
    """Draw the picture with its table, and the newest events as a list; none says why."""
    with st.container(key="sec_events"):
        said = (
            f"{len(found):,} dated events of the chosen actors, theme and period; each stroke is "
            "one, and its words appear when it is pointed at."
        )
        st.html(heading("Timeline", said))
        if not found:
            message(
                "No event for these filters.",
                "Choose other actors, another theme or another period.",
            )
            return
        _choose_rows(context)
        draw_figure(context, events_figure(context, found, chosen), level=0)
        st.html(_list(context, found))


def _choose_rows(context: Context) -> None:
    """Whether the rows of the picture are themes or actors."""
    names = {"theme": "themes", "actor": "actors"}
    shown = context.state.by or "theme"
    write = lambda chosen: change(by=None if chosen == "theme" else chosen)  # noqa: E731
    with st.container(key="tabs_cut_by", horizontal=True):
        choose("by", "Rows are", names, shown, write, kind="words", says=names.__getitem__)


def events_figure(context: Context, found: list[Event], chosen: Event | None) -> Figure:
    """The figure of some events; the one chosen is marked."""
    view = View(
        kind="timeline",
        alt=f"{len(found)} events by theme over time; the list below has the same",
        full=not context.narrow,
        narrow=context.narrow,
        order="given",
    )
    frame = pd.DataFrame([asdict(event) | {"actors": ";".join(event.actors)} for event in found])
    frame["published"] = pd.to_datetime(frame["published"])
    title = f"Events by {context.state.by or 'theme'}"
    body = [_row(context, event) for event in found[:MOST_IN_TABLE]]
    return Figure(
        id="event_list",
        title=title,
        subtitle="Each stroke is a dated event; the marker is the one compared below",
        charts=(Chart(frame=point_frame(_points(context, found, chosen)), view=view),),
        table=partial(table, HEADS, body, range(len(HEADS)), title),
        rows=lambda: frame,
        evidence=evidence_behind(context.database, frame),
        note="Events are those that the documents of the themes record, not all that happened.",
    )


def _points(context: Context, found: list[Event], chosen: Event | None) -> Iterable[Point]:
    """A stroke for each event and row, row after row."""
    newest = sorted(found, key=lambda event: event.date_start)[-DRAWN:]
    for row, label, mine in _rows_of(context, newest):
        for event in mine:
            is_chosen = chosen is not None and event.id == chosen.id
            yield Point(
                series=event.id,
                label=event.title if is_chosen else "",
                role="mark",
                start=event.date_start,
                end=event.date_end,
                value=float("nan"),
                tooltip=f"{period(event.date)}: {event.title}. {event.publisher}",
                focus=is_chosen,
                row=row,
                row_label=label,
                period=event.date,
            )


def _rows_of(context: Context, found: list[Event]) -> Iterable[tuple[str, str, list[Event]]]:
    """The rows with their events: themes in their order, or the actors with most events."""
    if context.state.by == "actor":
        counted = Counter(code for event in found for code in event.actors)
        for code, _ in counted.most_common(MOST_ROWS):
            label = context.catalogue.actors[code].label
            yield code, label, [event for event in found if code in event.actors]
        return
    for theme in context.catalogue.themes.values():
        if mine := [event for event in found if event.theme == theme.id]:
            yield theme.id, theme.title, mine


def _actors(context: Context, event: Event) -> str:
    return ", ".join(context.catalogue.actors[code].label for code in event.actors)


def _opens(context: Context, event: Event) -> str:
    """The title as a link that compares the change around this event."""
    href = context.href(event=event.id, indicator=None, whose=None, partner=None, tab=None)
    return anchor(href, event.title)


def _where(event: Event) -> str:
    return link(event.url, event.publisher) + f", {event.locator}"


def _row(context: Context, event: Event) -> tuple[str, ...]:
    return (
        period(event.date),
        _opens(context, event),
        text(_actors(context, event)),
        text(context.catalogue.themes[event.theme].title),
        _where(event),
    )


def _list(context: Context, found: list[Event]) -> str:
    """The newest events with their descriptions; how many more there are."""
    items = rows((_item(context, event) for event in found[:MOST_LISTED]), "dated")
    more = len(found) - MOST_LISTED
    rest = (
        f"The newest {MOST_LISTED} of {len(found)}; the table has the others." if more > 0 else ""
    )
    return items + paragraph(rest, "src")


def _item(context: Context, event: Event) -> tuple[str, str]:
    """When, and what happened as HTML."""
    said = f" {event.description}" if event.description else ""
    theme = context.catalogue.themes[event.theme].title
    about = f"{listed([_actors(context, event)])}; {theme}; confidence {event.confidence}"
    told = [_opens(context, event) + f".{said}", small(joined([f"{about}.", _where(event)], " "))]
    return period(event.date), joined(told, line_break)
