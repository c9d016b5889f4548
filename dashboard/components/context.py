"""What every page needs of one run: the build, the reader's state and the lens it gives."""

import re
from dataclasses import dataclass, replace

import streamlit as st

from dashboard import state as urls
from dashboard.queries.catalogue import Catalogue, catalogue
from dashboard.queries.database import in_force, published
from dashboard.queries.lens import Lens
from dashboard.queries.made import made
from dashboard.queries.ties import ties
from dashboard.state import Known, Notice, ViewState

PHONE = re.compile(r"Mobi|Android|iPhone")


@dataclass(frozen=True)
class Context:
    """One run of a page; `narrow` tells whether charts are drawn for a phone."""

    database: str
    catalogue: Catalogue
    state: ViewState
    notices: tuple[Notice, ...]
    lens: Lens
    narrow: bool

    def href(self, **changes: object) -> str:
        """The address of this page with some things chosen differently."""
        return urls.query(replace(self.state, **changes))  # type: ignore[arg-type]


def open_context() -> Context:
    """The context of this run; raises NoBuildError when nothing is published."""
    database = in_force()
    found = catalogue(database)
    state, notices = urls.read(known(database, found))
    urls.remember_filters(state)
    return Context(database, found, state, notices, lens(found, state), is_narrow())


def leaf_exhibit_id(indicator: str) -> str:
    """The id under which the URL names the chart of one indicator."""
    return f"indicator_{indicator}"


def known(database: str, found: Catalogue) -> Known:
    """The codes that a URL may name in this build."""
    return Known(
        claims=frozenset(found.claims),
        actors=frozenset(found.actors),
        groupings=frozenset(found.groupings),
        themes=frozenset(found.themes),
        families=frozenset(found.families),
        indicators=frozenset(found.indicators),
        exhibits=frozenset({*found.exhibits, *map(leaf_exhibit_id, found.indicators)})
        | made(database),
        builds=frozenset({str(found.build["id"]), *published()}),
        vintages=found.sources,
        events=frozenset(found.events),
        ties=frozenset(ties(database)),
    )


def lens(found: Catalogue, state: ViewState) -> Lens:
    """The reader's filters; groupings stand for their members, an aggregate for its kin."""
    members = [m for name in state.groupings for m in found.groupings[name]]
    actors = [code for actor in state.actors for code in found.kin(actor)]
    return Lens(tuple(dict.fromkeys(actors + members)), state.theme, state.start, state.end)


def change(**changes: object) -> None:
    """Write a change of the state into the URL: for the callbacks of widgets."""
    database = in_force()
    state, _ = urls.read(known(database, catalogue(database)))
    urls.write(replace(state, **changes))  # type: ignore[arg-type]


def is_narrow() -> bool:
    """Whether the reader has a phone: what the browser reported, else what it calls itself."""
    reported = st.session_state.get("narrow")
    if reported is not None:
        return bool(reported)
    agent = st.context.headers.get("User-Agent", "") if st.context.headers else ""
    return PHONE.search(agent) is not None
