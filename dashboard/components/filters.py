"""The filter bar: actors, theme and period as words; the same on every page, kept in the URL."""

from functools import partial
from urllib.parse import urlencode

import streamlit as st

from dashboard import state as urls
from dashboard.components.context import Context, change
from dashboard.components.hidden import chosen, prepare
from dashboard.components.known import bases, choose_known, choose_known_narrow, note_known
from dashboard.components.markup import label as plain
from dashboard.components.markup import text
from dashboard.queries.wording import listed

SHORTLIST = ("USA", "EUR_KIEL", "RUS", "CHN", "UKR", "NATO", "DEU", "FRA", "GBR", "POL")
"""The actors of the bar, in the order for which style.css holds their markers."""
ALL = "all"
YEARS = [str(year) for year in range(1990, 2027)]


def filter_bar(context: Context, *, dated: bool = False) -> None:
    """Draw the bar, and after it one message for each part of the URL that was left out.

    `dated`: the page can show its figures as they were known earlier, and offers the choice.
    """
    with st.container(key="filters"):
        with st.container(key="filters_wide"):
            with st.container(key="filters_who", horizontal=True):
                _actors(context)
                _more(context, "more")
                st.space("stretch")
                _actions(context, "wide")
            with st.container(key="filters_what", horizontal=True):
                _theme(context)
                _period(context)
                if not dated:
                    _marks(context)
            if dated:
                with st.container(key="filters_known", horizontal=True):
                    choose_known(context)
                    _marks(context)
        with st.container(key="filters_narrow", horizontal=True):
            st.html(f'<span class="lab">{text(in_words(context))}</span>')
            st.space("stretch")
            with st.popover("Change", type="tertiary", key="change_narrow"):
                if context.narrow:  # elsewhere nobody sees it, and each widget costs every run
                    _narrow(context, dated)
    notices(context)
    note_known(context, dated)


def notices(context: Context) -> None:
    """A message for each part of the URL that was left out."""
    for notice in context.notices:
        st.html(f'<div class="msg" role="status">{text(notice.text)}</div>')


def in_words(context: Context) -> str:
    """The filters in force in one line."""
    found, state = context.catalogue, context.state
    who = listed([*(found.actors[code].label for code in state.actors), *state.groupings])
    theme = found.themes[state.theme].title if state.theme else "all themes"
    period = f"{state.start or 'start'} to {state.end or 'today'}"
    known = f" · as known {bases(context)[state.basis]}" if state.basis else ""
    return f"{who or 'All actors'} · {theme} · {period}{known}"


def _actors(context: Context) -> None:
    st.html('<span class="lab">Actors</span>')
    names = context.catalogue.actors
    shown = [code for code in SHORTLIST if code in names]
    key = "filter_actors"
    st.session_state[key] = [code for code in shown if code in context.state.actors]
    st.pills(
        "Actors",
        shown,
        format_func=lambda code: "Europe" if code == "EUR_KIEL" else plain(names[code].label),
        selection_mode="multi",
        key=key,
        label_visibility="collapsed",
        on_change=partial(_choose_actors, key, tuple(context.state.actors)),
    )


def _choose_actors(key: str, before: tuple[str, ...]) -> None:
    """Keep the order of choice: it stands in the address, and orders what is drawn."""
    pressed = st.session_state[key]
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
    name = f"filter_groups_{place}"
    key = prepare(name, list(state.groupings))
    st.multiselect(
        "Groupings (members of today)",
        list(found.groupings),
        key=key,
        on_change=chosen(name, key, lambda names: change(groupings=tuple(names))),
    )
    name = f"filter_others_{place}"
    key = prepare(name, list(state.actors))
    st.multiselect(
        "Actors",
        list(found.actors),
        format_func=lambda code: found.actors[code].name,
        key=key,
        on_change=chosen(name, key, lambda codes: change(actors=tuple(codes))),
    )


def _theme(context: Context) -> None:
    st.html('<span class="lab">Theme</span>')
    names = {ALL: "All"} | {t.id: plain(t.title) for t in context.catalogue.themes.values()}
    key = "filter_theme"
    st.session_state[key] = context.state.theme or ALL
    st.segmented_control(
        "Theme",
        list(names),
        format_func=names.__getitem__,
        required=True,
        key=key,
        label_visibility="collapsed",
        on_change=lambda: change(theme=_none(st.session_state[key])),
    )


def _period(context: Context) -> None:
    state = context.state
    period = f"**{state.start or 'start'} to {state.end or 'today'}**"
    st.html('<span class="lab">Period</span>')
    with st.popover(
        period if state.start or state.end else "All years", type="tertiary", key="period"
    ):
        _years(context, "wide")


def _years(context: Context, place: str) -> None:
    for name, label, empty in (("start", "From", "the start"), ("end", "To", "today")):
        value = getattr(context.state, name)
        options = ["", *YEARS] if value in {None, *YEARS} else ["", value, *YEARS]
        widget = f"filter_{name}_{place}"
        key = prepare(widget, value or "")
        st.selectbox(
            label,
            options,
            format_func=lambda year, empty=empty: year or empty,
            key=key,
            on_change=chosen(widget, key, partial(_choose_year, name)),
        )


def _choose_year(name: str, year: str) -> None:
    change(**{name: year or None})


def _marks(context: Context) -> None:
    on = context.state.marks
    st.html('<span class="lab">Evidence marks</span>')
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
        st.html('<p class="rests">Opens exactly this view; the sign at its right copies it.</p>')
        st.code(permalink(context), language=None, wrap_lines=True)


def permalink(context: Context) -> str:
    """The address of exactly this view, with the build it was made of."""
    address = (st.context.url or "").split("?")[0]
    pairs = [pair for pair in urls.format(context.state) if pair[0] != "build"]
    pairs.append(("build", str(context.catalogue.build["id"])))
    return f"{address}?{urlencode(pairs)}"


def _narrow(context: Context, dated: bool) -> None:
    """The whole bar in one popover, for phones."""
    _others(context, "narrow")
    names = {ALL: "All themes"} | {t.id: t.title for t in context.catalogue.themes.values()}
    key = prepare("filter_theme_narrow", context.state.theme or ALL)
    st.selectbox(
        "Theme",
        list(names),
        format_func=names.__getitem__,
        key=key,
        on_change=chosen("filter_theme_narrow", key, lambda code: change(theme=_none(code))),
    )
    _years(context, "narrow")
    if dated:
        choose_known_narrow(context)
    _actions(context, "narrow")


def _none(code: str) -> str | None:
    return None if code == ALL else code
