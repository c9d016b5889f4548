"""Resets compared: past ones and the present one by months since their start."""

from functools import partial

import streamlit as st

from dashboard.figure.draw import draw_figure
from dashboard.figure.place import place_of
from dashboard.html.markup import heading, paragraph, title
from dashboard.pages.resets.figures import figure, known, sentence
from dashboard.pages.resets.table import draw_episodes
from dashboard.pages.resets.values import last_day
from dashboard.shell.context import Context, change
from dashboard.shell.filters import filter_bar
from dashboard.shell.messages import message
from dashboard.shell.page import page
from dashboard.store.episodes import Comparison, Episode, EpisodeSeries, comparisons
from dashboard.store.events import all_events


@page
def resets_page(context: Context) -> None:
    """How does the present reset stand beside the earlier ones?"""
    declared = comparisons(context.database)
    short = _short(context, declared[0]) if declared else ""
    method = (
        "Each attempt laid on the others by months since its start, with the same indicators: the "
        "present one in ink, the past ones in grey."
    )
    st.html(title("Resets compared", short, method))
    filter_bar(context)
    if not declared:
        message("This build compares no episodes.", "They are declared in data/episodes.toml.")
    for comparison in declared:
        _comparison(context, comparison)


def _short(context: Context, comparison: Comparison) -> str:
    """The short answer: how the present attempt stands in the first series beside the others."""
    shown = tuple(e for e in comparison.episodes if _is_inside(context, e))
    series = comparison.series[0]
    found = known(place_of(context), comparison, series, shown)
    said = sentence(series, found, shown) if found and shown else ""
    return f"{series.title}: {said[:1].lower()}{said[1:]}" if said else ""


def _comparison(context: Context, comparison: Comparison) -> None:
    shown = tuple(e for e in comparison.episodes if _is_inside(context, e))
    if not _speaks_of(context, comparison) or not shown:
        _none(context, comparison)
        return
    draw_episodes(context, comparison, shown)
    series = [s for s in comparison.series if context.lens.theme in {None, _theme(context, s)}]
    with st.container(key=f"sec_{comparison.id}"):
        said = (
            "A line ends where its episode ends; values before the start give the level that it "
            "began from. Names are the years in which episodes began."
        )
        st.html(heading("By months since the start", said))
        if not series:
            message("No series of this comparison belongs to the chosen theme.", "Others do.")
            st.button(
                "Show all themes",
                key="all_themes",
                type="tertiary",
                on_click=partial(change, theme=None),
            )
        with st.container(key=f"grid_{comparison.id}"):
            for one in series:
                _series(context, comparison, one, shown)


def _is_inside(context: Context, episode: Episode) -> bool:
    """Whether an episode touches the period of the reader."""
    first, last = context.lens.first_day, context.lens.last_day
    return f"{last_day(episode)}" >= first and f"{episode.start}" <= last


def _speaks_of(context: Context, comparison: Comparison) -> bool:
    chosen = set(context.lens.actors)
    return not chosen or bool(chosen & {comparison.actor, comparison.partner})


def _none(context: Context, comparison: Comparison) -> None:
    actors = context.catalogue.actors
    sides = f"{actors[comparison.actor].name} and {actors[comparison.partner].name}"
    message(
        f"{comparison.title}: none for these filters.",
        f"The comparison is of {sides}, since {comparison.episodes[0].start.year}.",
    )
    st.button(
        "Show without filters",
        key=f"bare_{comparison.id}",
        type="tertiary",
        on_click=partial(change, actors=(), groupings=(), start=None, end=None),
    )


def _theme(context: Context, series: EpisodeSeries) -> str | None:
    """The theme whose figures or events a series reads; votes belong to un_voting."""
    named = series.indicator or series.distance
    if named:
        return context.catalogue.indicators[named].theme
    if series.votes:
        return "un_voting"
    named_events = all_events(context.database).values()
    return next((event.theme for event in named_events if event.topic == series.topic), None)


def _series(
    context: Context, comparison: Comparison, series: EpisodeSeries, shown: tuple[Episode, ...]
) -> None:
    at = place_of(context)
    found = known(at, comparison, series, shown)
    with st.container(key=f"piece_{series.id}"):
        if not found:
            message(f"{series.title}: nothing is known in these episodes.", series.note)
            return
        said = sentence(series, found, shown)
        if said:
            st.html(paragraph(said, "say"))
        draw_figure(context, figure(at, comparison, series, found, shown))
