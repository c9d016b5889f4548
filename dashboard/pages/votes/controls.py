"""The choices of the comparing pages beside the filters: measure, roll calls, the pair."""

from collections.abc import Callable, Iterable

import streamlit as st

from dashboard.pages.votes.measures import MEASURES, SCOPES, WORDS, definition
from dashboard.pages.votes.scene import DEFAULT_MEASURE, DEFAULT_SCOPE, Scene
from dashboard.shell.choices import choose
from dashboard.shell.context import Context, change
from dashboard.store.dyads import voters

DISTANCES = {"abs": "absolute", "sq": "squared"}
NOBODY = ""


def measure_bar(here: Scene) -> None:
    """Measure and roll calls as words, and below them what the chosen measure is."""
    measure = here.measure
    codes = {m.word: m.code for m in reversed(MEASURES.values())}
    family = {m.code.rpartition("_")[2]: m for m in MEASURES.values() if m.word == measure.word}
    scopes = {scope.word: code for code, scope in SCOPES.items()}
    with st.container(key="tabs_choices", horizontal=True):
        _words("measure", "Measure", WORDS, measure.word, lambda word: _measure(codes[word]))
        if len(family) > 1:
            by_name = {DISTANCES[end]: m.code for end, m in family.items()}
            shown = DISTANCES[measure.code.rpartition("_")[2]]
            _words("distance", "Distances", by_name, shown, lambda n: _measure(by_name[n]))
        word = SCOPES[here.yardstick.scope].word
        _words("scope", "Votes", scopes, word, lambda chosen: _scope(scopes[chosen]))
    st.html(definition(measure, here.yardstick.scope))


def _measure(code: str) -> None:
    change(measure=None if code == DEFAULT_MEASURE else code)


def _scope(code: str) -> None:
    change(scope=None if code == DEFAULT_SCOPE else code)


def _words(
    name: str, label: str, options: Iterable[str], shown: str, take: Callable[[str], None]
) -> None:
    choose(f"choose_{name}", label, options, shown, take, kind="words")


def theme_bar(context: Context, theme: str) -> None:
    """The theme of the matrix as words; the same choice as in the filter bar."""
    titles = {t.title: t.id for t in context.catalogue.themes.values()}
    shown = context.catalogue.themes[theme].title
    with st.container(key="tabs_theme", horizontal=True):
        _words("theme", "Theme", titles, shown, lambda title: change(theme=titles[title]))


def pair_bar(context: Context, here: Scene, pair: tuple[str, str], against: str | None) -> None:
    """Both members of the dyad and the dyad to compare it with, each to be chosen from all."""
    names = {code: context.catalogue.actors[code].name for code in voters(context.database)}
    codes = sorted(names, key=lambda code: names[code])
    places = st.columns(3, gap="medium", vertical_alignment="bottom")
    for place, label in enumerate(("Pair: first member", "second member")):
        with places[place]:
            choose(
                f"pick_pair_{place}",
                label,
                [code for code in codes if code != pair[1 - place]],
                pair[place],
                lambda code, place=place: change(
                    pair="-".join((code, pair[1]) if place == 0 else (pair[0], code))
                ),
                says=names.__getitem__,
            )
    offered = [f"{pair[0]}-{code}" for code in codes if code not in pair]
    with places[2]:
        choose(
            "pick_against",
            "Difference to",
            [NOBODY, *dict.fromkeys([*([against] if against else []), *offered])],
            against or NOBODY,
            lambda code: change(against=code or None),
            says=lambda code: here.pair(*code.split("-")) if code else "nobody",
        )
