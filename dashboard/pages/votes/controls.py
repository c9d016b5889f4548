"""What a reader chooses beside the filters: measure, roll calls, theme, pair, what to look for."""

from collections.abc import Callable, Iterable

import streamlit as st

from dashboard.pages.votes.measures import MEASURES, SCOPES, WORDS, definition
from dashboard.pages.votes.other_dyads import offered
from dashboard.pages.votes.scene import DEFAULT_MEASURE, DEFAULT_SCOPE, Pair, Scene
from dashboard.shell.choices import choose
from dashboard.shell.context import Context, change
from dashboard.store.catalogue import Indicator
from dashboard.store.dyads import voters
from dashboard.store.roll_calls import ISSUES, Sieve

DISTANCES = {"abs": "absolute", "sq": "squared"}
NOBODY = ALL = ""


def measure_bar(here: Scene) -> None:
    """Measure and roll calls as words, and below them what the chosen measure is."""

    def take(code: str) -> None:
        change(measure=None if code == DEFAULT_MEASURE else code)

    measure, scope = here.measure, here.yardstick.scope
    codes = {m.word: m.code for m in reversed(MEASURES.values())}
    family = {
        DISTANCES[m.code.rpartition("_")[2]]: m.code
        for m in MEASURES.values()
        if m.word == measure.word and m.code.rpartition("_")[2] in DISTANCES
    }
    scopes = {one.word: None if code == DEFAULT_SCOPE else code for code, one in SCOPES.items()}
    with st.container(key="tabs_choices", horizontal=True):
        _tabs("measure", "Measure", WORDS, measure.word, lambda word: take(codes[word]))
        if family:
            shown = DISTANCES[measure.code.rpartition("_")[2]]
            _tabs("distance", "Distances", family, shown, lambda word: take(family[word]))
        shown = SCOPES[scope].word
        _tabs("scope", "Votes", scopes, shown, lambda word: change(scope=scopes[word]))
    st.html(definition(measure, scope))


def _tabs(
    name: str, label: str, options: Iterable[str], shown: str, take: Callable[[str], None]
) -> None:
    choose(f"choose_{name}", label, options, shown, take, kind="words")


def theme_bar(context: Context, theme: str) -> None:
    """The theme of the matrix as words; the same choice as in the filter bar."""
    titles = {t.title: t.id for t in context.catalogue.themes.values()}
    shown = context.catalogue.themes[theme].title
    with st.container(key="tabs_theme", horizontal=True):
        _tabs("theme", "Theme", titles, shown, lambda title: change(theme=titles[title]))


def pair_bar(context: Context, here: Scene, pair: Pair, against: str | None) -> None:
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


def sieve_bar(context: Context, here: Scene) -> Sieve:
    """Year, issue and words to look for; kept in the URL."""
    state = context.state
    years = [ALL, *map(str, reversed(here.years))]
    chosen = state.year if state.year in years else None
    places = st.columns(3, gap="medium", vertical_alignment="bottom")
    with places[0]:
        _pick("year", "Year", years, chosen, lambda year: year or "all years")
    with places[1]:
        _pick("issue", "Issue", [ALL, *ISSUES], state.issue, lambda c: ISSUES.get(c, "all issues"))
    with places[2]:
        choose(
            "sieve_search",
            "Words in title or symbol",
            (),
            state.search or "",
            lambda typed: change(search=_typed(typed)),
            kind="line",
        )
    return Sieve(int(chosen) if chosen else None, state.issue, state.search)


def _typed(typed: str) -> str | None:
    """What was typed as one line of printable words; nothing for blanks."""
    printable = "".join(letter if letter.isprintable() else " " for letter in typed)
    return " ".join(printable.split()) or None


def _pick(
    name: str, label: str, options: list[str], chosen: str | None, format_: Callable[[str], str]
) -> None:
    write = lambda code: change(**{name: code or None})  # noqa: E731
    choose(f"sieve_{name}", label, options, chosen or ALL, write, says=format_)


def choose_indicator(context: Context, theme: str) -> Indicator | None:
    """The dyadic indicator of the theme that the reader chose, else the one most widely known."""
    names = offered(context.database, theme)
    if not names:
        return None
    found = context.catalogue.indicators
    chosen = context.state.indicator if context.state.indicator in names else names[0]
    choose(
        "relation",
        f"Quantity between two actors ({len(names)} in this theme)",
        names,
        chosen,
        lambda name: change(indicator=name),
        says=lambda name: found[name].title,
    )
    return found[str(chosen)]
