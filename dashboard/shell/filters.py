"""The filter bar: actors, theme and period as words; the same on every page, kept in the URL."""

from functools import partial
from urllib.parse import urlencode

import streamlit as st

from dashboard.html.markup import caption, notice, paragraph
from dashboard.html.markup import label as plain
from dashboard.shell import address as urls
from dashboard.shell.as_of import bases, choose_known, choose_known_narrow, note_known
from dashboard.shell.choices import Kind, choose
from dashboard.shell.context import Context, change
from dashboard.store.lens import years
from dashboard.words.wording import listed
from etl import clock

SHORTLIST = ("USA", "EUR_KIEL", "RUS", "CHN", "UKR", "NATO", "DEU", "FRA", "GBR", "POL")
"""The actors of the bar, in the order for which style.css holds their markers."""
ALL = "all"


def filter_bar(
    context: Context, *, actors: bool = True, dated: bool = False, marks: bool = False
) -> None:
    """Draw the filters that act on a page, and a message for each part of the URL left out.

    `dated`: the page can show its figures as they were known earlier; `marks`: it has sentences
    with marks; `actors`: it shows other actors when others are chosen.
    """
    with st.container(key="filters"):
        with st.container(key="filters_wide"):
            with st.container(key="filters_who", horizontal=True):
                if actors:
                    _actors(context)
                    _more(context, "more")
                else:
                    _theme(context)
                    _period(context)
                st.space("stretch")
                _actions(context, "wide")
            if actors:
                with st.container(key="filters_what", horizontal=True):
                    _theme(context)
                    _period(context)
            if dated:
                with st.container(key="filters_known", horizontal=True):
                    choose_known(context)
                    if marks:
                        _marks(context)
        with st.container(key="filters_narrow", horizontal=True):
            st.html(caption(in_words(context)))
            st.space("stretch")
            with st.popover("Change", type="tertiary", key="change_narrow"):
                if context.narrow:  # elsewhere nobody sees it, and each widget costs every run
                    _narrow(context, actors=actors, dated=dated)
    notices(context)
    note_known(context, dated)


def notices(context: Context) -> None:
    """A message for each part of the URL that was left out."""
    for left_out in context.notices:
        st.html(notice("", left_out.text, "status"))


def in_words(context: Context) -> str:
    """The filters in force in one line."""
    found, state = context.catalogue, context.state
    who = listed([*(found.actors[code].label for code in state.actors), *state.groupings])
    theme = found.themes[state.theme].title if state.theme else "all themes"
    period = f"{state.start or 'start'} to {state.end or 'today'}"
    known = f" · as known {bases(context)[state.basis]}" if state.basis else ""
    return f"{who or 'All actors'} · {theme} · {period}{known}"


def _actors(context: Context) -> None:
    names = context.catalogue.actors
    shown = [code for code in SHORTLIST if code in names]
    choose(
        "filter_actors",
        "Actors",
        shown,
        [code for code in shown if code in context.state.actors],
        partial(_press, tuple(context.state.actors)),
        kind="pills",
        says=lambda code: "Europe" if code == "EUR_KIEL" else plain(names[code].label),
    )


def _press(before: tuple[str, ...], pressed: list[str]) -> None:
    """Keep the order in which the reader chose, since it orders what is drawn."""
    kept = tuple(code for code in before if code in pressed or code not in SHORTLIST)
    change(actors=kept + tuple(code for code in pressed if code not in kept))


def _more(context: Context, place: str) -> None:
    """Groupings and all other actors, in a popover that says how many of them are chosen."""
    state = context.state
    count = len(state.groupings) + sum(code not in SHORTLIST for code in state.actors)
    label = f"**{count} more**" if count else "More and groupings"
    with st.popover(label, type="tertiary", key=f"more_{place}"):
        _others(context, place)


def _others(context: Context, place: str) -> None:
    found, state = context.catalogue, context.state
    choose(
        f"filter_groups_{place}",
        "Groupings (members of today)",
        found.groupings,
        list(state.groupings),
        lambda names: change(groupings=tuple(names)),
        kind="several",
        popover=True,
    )
    choose(
        f"filter_others_{place}",
        "Actors",
        found.actors,
        list(state.actors),
        lambda codes: change(actors=tuple(codes)),
        kind="several",
        says=lambda code: found.actors[code].name,
        popover=True,
    )


def _theme(context: Context) -> None:
    names = {ALL: "All"} | {t.id: plain(t.title) for t in context.catalogue.themes.values()}
    _choose_theme(context, "filter_theme", names, kind="words")


def _choose_theme(
    context: Context, key: str, names: dict[str, str], *, kind: Kind = "list", popover: bool = False
) -> None:
    choose(
        key,
        "Theme",
        names,
        context.state.theme or ALL,
        lambda code: change(theme=None if code == ALL else code),
        kind=kind,
        says=names.__getitem__,
        popover=popover,
    )


def _period(context: Context) -> None:
    state = context.state
    period = f"**{state.start or 'start'} to {state.end or 'today'}**"
    st.html(caption("Period"))
    with st.popover(
        period if state.start or state.end else "All years", type="tertiary", key="period"
    ):
        _years(context, "wide")


def _years(context: Context, place: str) -> None:
    for name, label, empty in (("start", "From", "the start"), ("end", "To", "today")):
        value = getattr(context.state, name)
        offered = _offered(context)
        options = ["", *offered] if value in {None, *offered} else ["", value, *offered]
        choose(
            f"filter_{name}_{place}",
            label,
            options,
            value or "",
            lambda year, name=name: change(**{name: year or None}),
            says=lambda year, empty=empty: year or empty,
            popover=True,
        )


def _offered(context: Context) -> tuple[str, ...]:
    """The years of the data up to today, or to the build where this machine's clock is behind."""
    built = context.catalogue.build["built_at"].year
    return years(context.database, max(clock.today().year, built))


def _marks(context: Context) -> None:
    on = context.state.marks
    st.html(caption("Evidence marks"))
    st.button(
        "**on**" if on else "off",
        key="marks",
        type="tertiary",
        on_click=partial(change, marks=not on),
    )


def _actions(context: Context, place: str) -> None:
    nothing = {"actors": (), "groupings": (), "theme": None, "start": None, "end": None}
    nothing |= {"basis": None, "reading": None}
    st.button("Reset", key=f"reset_{place}", type="tertiary", on_click=partial(change, **nothing))
    with st.popover("Copy link", type="tertiary", key=f"link_{place}"):
        st.html(paragraph("Opens exactly this view; the sign at its right copies it.", "rests"))
        st.code(permalink(context), language=None, wrap_lines=True)


def permalink(context: Context) -> str:
    """The address of exactly this view, with the build it was made of."""
    address = (st.context.url or "").split("?")[0]
    pairs = [pair for pair in urls.format(context.state) if pair[0] != "build"]
    pairs.append(("build", str(context.catalogue.build["id"])))
    return f"{address}?{urlencode(pairs)}"


def _narrow(context: Context, *, actors: bool, dated: bool) -> None:
    """The whole bar in one popover, for phones."""
    if actors:
        _others(context, "narrow")
    names = {ALL: "All themes"} | {t.id: t.title for t in context.catalogue.themes.values()}
    _choose_theme(context, "filter_theme_narrow", names, popover=True)
    _years(context, "narrow")
    if dated:
        choose_known_narrow(context)
    _actions(context, "narrow")
