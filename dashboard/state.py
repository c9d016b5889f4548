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

SPANS = ("3", "6", "12", "24")
"""How many periods before and after an event may be compared."""
WEIGHTS = ("0", "1", "2", "3", "4", "5")
"""The weights that a part of a composite may have."""

FILTERS = ("actors", "groupings", "theme", "start", "end", "marks")
"""Fields that act on every page."""

_MONTH = re.compile(r"[12][0-9]{3}(-(0[1-9]|1[0-2]))?")
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
    pair: str | None = None
    reads_as: str | None = None
    event: str | None = None
    whose: str | None = None
    span: str | None = None
    by: str | None = None
    weights: tuple[str, ...] = ()
    scale: str | None = None
    vintage: str | None = None
    tab: str | None = None
    exhibit: str | None = None
    build: str | None = None


@dataclass(frozen=True)
class Known:
    """The codes that exist in the published build; a URL may name no others."""

    claims: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    groupings: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    exhibits: frozenset[str] = frozenset()
    builds: frozenset[str] = frozenset()
    vintages: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    ties: frozenset[str] = frozenset()


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


def _is_pair(value: str, known: Known) -> bool:
    """Return whether the text names two actors; whether they differ is for the page to say."""
    return value.count("-") == 1 and set(value.split("-")) <= known.actors


def _is_weight(value: str, known: Known) -> bool:
    """Return whether the text gives a tie a weight, such as trade.3."""
    tie, _, weight = value.rpartition(".")
    return tie in known.ties and weight in WEIGHTS


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
    _Key("pair", "pair", "pair", _is_pair),
    _Key("as", "reads_as", "actor to read as", _one_of("actors")),
    _Key("event", "event", "event", _one_of("events")),
    _Key("whose", "whose", "actor of the series", _one_of("actors")),
    _Key("span", "span", "span", lambda value, _: value in SPANS),
    _Key("by", "by", "order of the rows", lambda value, _: value == "actor"),
    _Key("weight", "weights", "weight of a tie", _is_weight, many=True),
    _Key("scale", "scale", "normalisation", lambda value, _: value == "z"),
    _Key("vintage", "vintage", "edition", _one_of("vintages")),
    _Key("tab", "tab", "tab", lambda value, _: value in TABS),
    _Key("exhibit", "exhibit", "exhibit", _one_of("exhibits")),
    _Key("build", "build", "build", _one_of("builds")),
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
    notices += [*told.backward(fields), *told.reweighted(fields)]
    fields["marks"] = fields.get("marks") != "0"
    return ViewState(**fields), tuple(notices)


def format(state: ViewState) -> Pairs:
    """Return the parameters of a state in a fixed order, without those at their default."""
    pairs: list[tuple[str, str]] = []
    for key in _KEYS:
        value = getattr(state, key.field)
        if key.field == "marks":
            pairs += [] if value else [("marks", "0")]
        elif key.many:
            pairs += [(key.name, item) for item in value]
        elif value is not None:
            pairs.append((key.name, value))
    return tuple(pairs)


def query(state: ViewState) -> str:
    """Return the state as a link within the page; "?" alone is the link to the defaults."""
    return f"?{urlencode(format(state))}"


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
