"""Events: the timeline by actor and theme, and how unusual a change around one of them is."""

import streamlit as st

from dashboard.figure.draw import draw_figure
from dashboard.html.markup import heading, items, paragraph, title
from dashboard.pages.indicators.event_chance import (
    CAVEATS,
    NOUNS,
    chance_figure,
    compare,
    sentence,
    whose,
)
from dashboard.pages.indicators.event_list import draw_events
from dashboard.pages.indicators.placebo import PlaceboError
from dashboard.shell.choices import choose
from dashboard.shell.context import Context, change
from dashboard.shell.filters import filter_bar
from dashboard.shell.keys import SPANS
from dashboard.shell.messages import message
from dashboard.store.episodes import comparisons
from dashboard.store.events import (
    Candidate,
    Event,
    all_events,
    candidates,
    events,
    reaches,
)
from dashboard.words.wording import period

SPAN = "6"
MOST_TRIED = 4
"""Series of an event that are tried for one with whole windows."""


def draw_event_page(context: Context) -> None:
    """What happened when, and how unusual a change around it is."""
    lead = (
        "What happened when, as the documents record it, and whether a quantity moved more around "
        "an event than it does around any other date."
    )
    st.html(title("Events", lead))
    filter_bar(context)
    found = events(context.database, context.lens)
    chosen = event_of(context, found)
    draw_events(context, found, chosen)
    if chosen:
        _chance(context, found, chosen)


def event_of(context: Context, found: list[Event]) -> Event | None:
    """The event of the address, else one with which an episode begins, else the newest.

    Without an address it is one that can be compared, where there is such an event.
    """
    if context.state.event:
        return all_events(context.database)[context.state.event]
    starts = {e.start for comparison in comparisons(context.database) for e in comparison.episodes}
    ordered = sorted(found, key=lambda event: event.date_start not in starts)
    fitting = (event for event in ordered if _first(context, event))
    return next(fitting, found[0] if found else None)


def _first(context: Context, event: Event) -> Candidate | None:
    """The first series of an event with whole windows and enough other dates."""
    span = _span(context)
    able = [c for c in candidates(context.database, event) if reaches(c, event, span)]
    for candidate in able[:MOST_TRIED]:
        try:
            compare(context, event, candidate, span)
        except PlaceboError:
            continue
        return candidate
    return None


def _span(context: Context) -> int:
    return int(context.state.span or SPAN)


def _chance(context: Context, found: list[Event], event: Event) -> None:
    with st.container(key="sec_chance"):
        said = (
            "The mean of a series after an event less its mean before, against the same around all "
            "other dates of the series (a placebo test in time, after Abadie, Diamond and "
            "Hainmueller 2015)."
        )
        st.html(heading("Was it unusual?", said))
        _choose_event(context, found, event)
        able = candidates(context.database, event)
        if not able:
            message(
                f"No regular series reaches beyond {period(event.date)} on both sides.",
                "Only series by month, quarter or year of the actors of the event are compared.",
            )
            return
        _compare(context, event, able)


def _compare(context: Context, event: Event, able: tuple[Candidate, ...]) -> None:
    named = _named(context, able)
    candidate = named or _first(context, event) or able[0]
    _choose_series(context, able, candidate)
    _choose_span(context, candidate)
    if _asked(context) and named is None:
        message("The series of this link is not one of the event’s actors.", "Another is shown.")
    try:
        chance = compare(context, event, candidate, _span(context))
    except PlaceboError as error:
        message(str(error), "Choose another series or a shorter span.")
        return
    st.html(paragraph(sentence(context, chance), "say"))
    draw_figure(context, chance_figure(context, chance))
    st.html(heading("What this cannot say", level=3, kind="ct") + items(CAVEATS, "src"))


def _asked(context: Context) -> bool:
    return bool(context.state.indicator or context.state.whose)


def _named(context: Context, able: tuple[Candidate, ...]) -> Candidate | None:
    """The series that the address names; with an indicator alone, its first."""
    state = context.state
    for candidate in able:
        sides = state.whose in {None, candidate.actor} and state.partner in {
            None,
            candidate.partner,
        }
        if state.indicator == candidate.indicator and sides:
            return candidate
    return None


def _choose_event(context: Context, found: list[Event], event: Event) -> None:
    every = {e.id: e for e in [event, *found]}
    choose(
        "event",
        f"Event ({len(found)} in these filters)",
        every,
        event.id,
        _take_event,
        says=lambda name: f"{every[name].date}  {every[name].title}",
    )
    about = f"{period(event.date)}. {event.description or ''} {event.publisher}, {event.locator}."
    st.html(paragraph(about, "src"))


def _take_event(chosen: str) -> None:
    change(event=chosen, indicator=None, whose=None, partner=None, exhibit=None, tab=None)


def _choose_series(context: Context, able: tuple[Candidate, ...], shown: Candidate) -> None:
    choose(
        "event_series",
        f"Series ({len(able)} of its actors reach beyond it on both sides)",
        range(len(able)),
        able.index(shown),
        lambda place: _take_series(able[place]),
        says=lambda place: f"{able[place].title}: {whose(context, able[place])}",
    )


def _take_series(chosen: Candidate) -> None:
    names = {"indicator": chosen.indicator, "whose": chosen.actor, "partner": chosen.partner}
    change(**names, exhibit=None, tab=None)


def _choose_span(context: Context, candidate: Candidate) -> None:
    noun, shown = NOUNS[candidate.frequency], str(_span(context))
    with st.container(key="tabs_cut_span", horizontal=True):
        choose(
            "span",
            "Before and after",
            SPANS,
            shown,
            lambda span: change(span=None if span == SPAN else span),
            kind="words",
            says=lambda span: f"{span} {noun}s",
        )
