"""What a reader looks at, as a value: read from the URL, written to the URL, and nowhere else kept.

The URL is the input of every run. A click only writes the URL; Back, reload and a second browser
then show the same page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard.shell import notices as told
from dashboard.shell.keys import KEYS, Known
from dashboard.shell.notices import Notice

Query = Mapping[str, Sequence[str]]
Pairs = tuple[tuple[str, str], ...]

FILTERS = ("actors", "groupings", "theme", "start", "end", "marks", "basis", "build")
"""Fields that act on every page."""

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
    reads_as: str | None = None
    event: str | None = None
    whose: str | None = None
    span: str | None = None
    by: str | None = None
    weights: tuple[str, ...] = ()
    scale: str | None = None
    vintage: str | None = None
    tab: str | None = None
    take: str | None = None
    exhibit: str | None = None
    basis: str | None = None
    definition: str | None = None
    reading: str | None = None
    own: bool = False
    figure: str | None = None
    build: str | None = None
    rows: str | None = None
    view: str | None = None


DEFAULTS = ViewState()


_NAMES = frozenset(key.name for key in KEYS) | _SILENT


def parse(query: Query, known: Known) -> tuple[ViewState, tuple[Notice, ...]]:
    """Return the state a URL asks for and one notice per value that had to be left out."""
    notices: list[Notice] = []
    fields: dict[str, Any] = {}
    for key in KEYS:
        values = tuple(dict.fromkeys(query.get(key.name, ())))
        good = tuple(value for value in values if key.allows(value, known))
        kept = good if key.many else good[:1]
        notices += [told.unknown(key.name, key.noun, v) for v in values if v not in good]
        notices += [told.surplus(key.name, key.noun, v) for v in good[len(kept) :]]
        if kept:
            fields[key.field] = kept if key.many else kept[0]
    for name in sorted(name for name in query.keys() - _NAMES if not told.is_tracking(name)):
        notices += [told.foreign(name, value) for value in dict.fromkeys(query[name])]
    notices += [*told.backward(fields), *told.reweighted(fields)]
    fields["marks"] = fields.get("marks") != "0"
    fields["own"] = fields.get("own") == "1"
    return ViewState(**fields), tuple(notices)


def format(state: ViewState) -> Pairs:
    """Return the parameters of a state in a fixed order, without those at their default."""
    pairs: list[tuple[str, str]] = []
    for key in KEYS:
        value, default = getattr(state, key.field), getattr(DEFAULTS, key.field)
        if isinstance(value, bool):
            pairs += [] if value == default else [(key.name, str(int(value)))]
        elif key.many:
            pairs += [(key.name, item) for item in value]
        elif value is not None:
            pairs.append((key.name, value))
    return tuple(pairs)


@lru_cache(maxsize=4096)
def query(state: ViewState) -> str:
    """Return the state as a link within the page; "?" alone is the link to the defaults."""
    return f"?{urlencode(format(state), safe=':/')}"


def read(known: Known) -> tuple[ViewState, tuple[Notice, ...]]:
    """Return the state that the address of this page asks for, with its notices."""
    return parse(_current(), known)


def asked_builds() -> tuple[str, ...]:
    """The builds that the address names, kept here or not: they decide what all else is read of."""
    return tuple(_current().get("build", ()))


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


def unreadable_build(value: str, lacks: Sequence[str]) -> Notice:
    """Return the notice for a build of older code; only the databases can tell."""
    return told.unreadable(value, lacks)
