"""What a reader looks at, as a value: read from the URL, written to the URL, and nowhere else kept.

The URL is the input of every run. A click only writes the URL; Back, reload and a second browser
then show the same page.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard import notices as told
from dashboard.notices import Notice

Query = Mapping[str, Sequence[str]]
Pairs = tuple[tuple[str, str], ...]

TABS = frozenset({"table", "sources"})
"""Tabs under a figure that the URL names; the chart is the tab of a URL that names none."""

BASES = frozenset({"then", "revised"})
"""Bases of readings that the URL names, beside that of today: what was published by the month of
the article, and the figures of today for the periods up to that month."""

READINGS = frozenset({"consistent", "mixed", "at_odds", "too_little_data", "not_a_data_question"})
"""Readings whose marks a URL may pick out."""

FILTERS = ("actors", "groupings", "theme", "start", "end", "marks", "basis")
"""Fields that act on every page."""

_MONTH = re.compile(r"[12][0-9]{3}(-(0[1-9]|1[0-2]))?")
_FIGURE = re.compile(r"[A-Za-z0-9_.:/-]{3,200}")
_YEAR = re.compile(r"[12][0-9]{3}")
_LONGEST_SEARCH = 80
_SILENT = frozenset({"embed", "embed_options"})


@dataclass(frozen=True)
class ViewState:
    """Everything that is chosen on a page; each default stands for "not in the URL"."""

    claim: str | None = None
    actors: tuple[str, ...] = ()
    groupings: tuple[str, ...] = ()
    theme: str | None = None
    start: str | None = None
    end: str | None = None
    marks: bool = True
    family: str | None = None
    indicator: str | None = None
    partner: str | None = None
    measure: str | None = None
    scope: str | None = None
    pair: str | None = None
    against: str | None = None
    year: str | None = None
    issue: str | None = None
    search: str | None = None
    vintage: str | None = None
    tab: str | None = None
    exhibit: str | None = None
    basis: str | None = None
    definition: str | None = None
    reading: str | None = None
    own: bool = False
    figure: str | None = None
    build: str | None = None
    rows: str | None = None


DEFAULTS = ViewState()


@dataclass(frozen=True)
class Known:
    """The codes that exist in the published build; a URL may name no others."""

    claims: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    groupings: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    issues: frozenset[str] = frozenset()
    exhibits: frozenset[str] = frozenset()
    definitions: frozenset[str] = frozenset()
    builds: frozenset[str] = frozenset()
    vintages: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Key:
    """One parameter of the URL: its name, the field it fills and what it may hold."""

    name: str
    field: str
    noun: str
    allows: Callable[[str, Known], bool]
    many: bool = False


def _one_of(field: str) -> Callable[[str, Known], bool]:
    """Return the test that a code is among the known ones of this field."""
    return lambda value, known: value in getattr(known, field)


def _is_month(value: str, _known: Known) -> bool:
    """Return whether the text is a year or a year and month."""
    return _MONTH.fullmatch(value) is not None


def _is_year(value: str, _known: Known) -> bool:
    """Return whether the text is a year."""
    return _YEAR.fullmatch(value) is not None


def _is_search(value: str, _known: Known) -> bool:
    """Return whether the text can be searched for."""
    return value.isprintable() and bool(value.strip()) and len(value) <= _LONGEST_SEARCH


def _is_pair(value: str, known: Known) -> bool:
    """Return whether the text names two actors; whether they differ is for the page to say."""
    return value.count("-") == 1 and set(value.split("-")) <= known.actors


_KEYS = (
    _Key("claim", "claim", "statement", _one_of("claims")),
    _Key("actor", "actors", "actor", _one_of("actors"), many=True),
    _Key("group", "groupings", "grouping", _one_of("groupings"), many=True),
    _Key("theme", "theme", "theme", _one_of("themes")),
    _Key("from", "start", "beginning", _is_month),
    _Key("to", "end", "end", _is_month),
    _Key("marks", "marks", "setting of the marks", lambda value, _: value in {"0", "1"}),
    _Key("family", "family", "family of indicators", _one_of("families")),
    _Key("indicator", "indicator", "indicator", _one_of("indicators")),
    _Key("partner", "partner", "partner", _one_of("actors")),
    _Key("measure", "measure", "measure", _one_of("measures")),
    _Key("scope", "scope", "choice of roll calls", _one_of("scopes")),
    _Key("pair", "pair", "pair", _is_pair),
    _Key("against", "against", "second pair", _is_pair),
    _Key("year", "year", "year", _is_year),
    _Key("issue", "issue", "issue", _one_of("issues")),
    _Key("search", "search", "search", _is_search),
    _Key("vintage", "vintage", "edition", _one_of("vintages")),
    _Key("tab", "tab", "tab", lambda value, _: value in TABS),
    _Key("exhibit", "exhibit", "exhibit", _one_of("exhibits")),
    _Key("asof", "basis", "basis of readings", lambda value, _: value in BASES),
    _Key("def", "definition", "definition", _one_of("definitions")),
    _Key("reading", "reading", "reading", lambda value, _: value in READINGS),
    _Key("own", "own", "setting of the view", lambda value, _: value in {"0", "1"}),
    _Key("figure", "figure", "figure", lambda value, _: _FIGURE.fullmatch(value) is not None),
    _Key("build", "build", "build", _one_of("builds")),
    _Key("rows", "rows", "kind of rows", lambda value, _: value == "indicators"),
)
_NAMES = frozenset(key.name for key in _KEYS) | _SILENT


def parse(query: Query, known: Known) -> tuple[ViewState, tuple[Notice, ...]]:
    """Return the state a URL asks for and one notice per value that had to be left out."""
    notices: list[Notice] = []
    fields: dict[str, Any] = {}
    for key in _KEYS:
        values = tuple(dict.fromkeys(query.get(key.name, ())))
        good = tuple(value for value in values if key.allows(value, known))
        kept = good if key.many else good[:1]
        notices += [told.unknown(key.name, key.noun, v) for v in values if v not in good]
        notices += [told.surplus(key.name, key.noun, v) for v in good[len(kept) :]]
        if kept:
            fields[key.field] = kept if key.many else kept[0]
    for name in sorted(query.keys() - _NAMES):
        notices += [told.foreign(name, value) for value in dict.fromkeys(query[name])]
    notices += told.backward(fields)
    fields["marks"] = fields.get("marks") != "0"
    fields["own"] = fields.get("own") == "1"
    return ViewState(**fields), tuple(notices)


def format(state: ViewState) -> Pairs:
    """Return the parameters of a state in a fixed order, without those at their default."""
    pairs: list[tuple[str, str]] = []
    for key in _KEYS:
        value, default = getattr(state, key.field), getattr(DEFAULTS, key.field)
        if isinstance(value, bool):
            pairs += [] if value == default else [(key.name, str(int(value)))]
        elif key.many:
            pairs += [(key.name, item) for item in value]
        elif value is not None:
            pairs.append((key.name, value))
    return tuple(pairs)


def query(state: ViewState) -> str:
    """Return the state as a link within the page; "?" alone is the link to the defaults."""
    return f"?{urlencode(format(state), safe=':/')}"


def read(known: Known) -> tuple[ViewState, tuple[Notice, ...]]:
    """Return the state that the address of this page asks for, with its notices."""
    return parse(_current(), known)


def write(state: ViewState) -> None:
    """Put the state into the address: one step in the browser's history, none if unchanged."""
    wanted = _grouped(format(state))
    if wanted != _current():
        st.query_params.from_dict(wanted)


def carry_filters(page: str) -> None:
    """Take the filters along to another page, whose address starts without parameters."""
    left = st.session_state.get("page")
    if left not in {None, page} and not _current():
        write(st.session_state.get("filters", ViewState()))
    st.session_state["page"] = page


def remember_filters(state: ViewState) -> None:
    """Keep what acts on every page for the way to the next one."""
    kept = {name: getattr(state, name) for name in FILTERS}
    st.session_state["filters"] = ViewState(**kept)


def _current() -> dict[str, list[str]]:
    """Return the parameters of the address, each with all its values."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _grouped(pairs: Pairs) -> dict[str, list[str]]:
    """Return the values of each parameter, in order."""
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    return grouped


def unknown_figure(value: str) -> Notice:
    """Return the notice for a figure that the build does not hold; only the database can tell."""
    return told.unknown("figure", "figure", value)
