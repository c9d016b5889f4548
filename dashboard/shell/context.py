"""What every page needs of one run: the build, the reader's state and the lens it gives."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urljoin

import streamlit as st

from dashboard.shell import address as urls
from dashboard.shell.address import ViewState
from dashboard.shell.keys import Known
from dashboard.shell.notices import Notice
from dashboard.store.cards import load
from dashboard.store.catalogue import Catalogue, catalogue
from dashboard.store.compatibility import lacks
from dashboard.store.database import in_force, published
from dashboard.store.dyads import MEASURES, SCOPES
from dashboard.store.figure_ids import figure_ids
from dashboard.store.ledger import Ledger, ledger
from dashboard.store.lens import Lens
from dashboard.store.readings import NOW, Reading
from dashboard.store.roll_calls import ISSUES
from dashboard.store.ties import ties
from dashboard.words.wording import period
from etl.readings.basis import last_day

HOMES = frozenset({"claim", "family", "indicator", "partner"})
"""What the place of an open card hangs on."""
READ, INDICATORS, METHOD = "./", "./indicators", "./method"
FIGURE, DESK, REHEARSAL, RESETS = "./figure", "./desk", "./plan", "./resets"
"""The pages as links name them, from whichever page."""
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
    present: str = ""
    """The build in force, where the page shows an older one."""

    @property
    def is_pinned(self) -> bool:
        """Whether the page shows an older build than the one in force."""
        return bool(self.present)

    @property
    def ledger(self) -> Ledger:
        """The readings of the build."""
        return ledger(self.database)

    def reading(self, claim: str) -> Reading:
        """What a claim reads on the basis that the reader chose."""
        return self.ledger.readings[claim, self.state.basis or NOW]

    @property
    def month(self) -> str:
        """The month of the article in words."""
        return period(str(self.catalogue.article["published"]))

    def href(self, **changes: object) -> str:
        """The address of this page with some things chosen differently."""
        return _address(self.state, tuple(changes.items()))

    def absolute(self, address: str) -> str:
        """An address of this edition in full, as a reader elsewhere needs it."""
        return urljoin(st.context.url or "", address)

    def to(self, page: str, **chosen: object) -> str:
        """The address of a page with the filters in force and what is chosen there."""
        kept = {name: getattr(self.state, name) for name in urls.FILTERS}
        return page + urls.query(replace(ViewState(**kept), **chosen))  # type: ignore[arg-type]


def open_context() -> Context:
    """The context of this run, of the build that the address asks for, else of the one in force.

    Raises NoBuildError when nothing is published.
    """
    present = in_force()
    database, told = _asked(present)
    found = catalogue(database)
    state, notices = urls.read(known(database, found))
    if told:
        state, notices = replace(state, build=None), (*notices, *told)
    if state.figure and load(database, state.figure) is None:
        notices += (urls.unknown_figure(state.figure),)
        state = replace(state, figure=None)
    urls.remember_filters(state)
    older = "" if database == present else present
    return Context(database, found, state, notices, lens(found, state), is_narrow(), older)


def _asked(present: str) -> tuple[str, tuple[Notice, ...]]:
    """The build that the address asks for; the one in force where it cannot be shown, and why."""
    kept = published()
    build = next((build for build in urls.asked_builds() if build in kept), None)
    if build is None or kept[build] == present:
        return present, ()
    missing = lacks(kept[build], present)
    return (present, (urls.unreadable_build(build, missing),)) if missing else (kept[build], ())


def known(database: str, found: Catalogue) -> Known:
    """The codes that a URL may name in this build."""
    return Known(
        claims=frozenset(found.claims),
        actors=frozenset(found.actors),
        groupings=frozenset(found.groupings),
        themes=frozenset(found.themes),
        families=frozenset(found.families),
        indicators=frozenset(found.indicators),
        measures=frozenset(MEASURES),
        scopes=frozenset(SCOPES),
        issues=frozenset(ISSUES),
        exhibits=figure_ids(database),
        builds=frozenset({str(found.build["id"]), *published()}),
        definitions=ledger(database).definition_ids,
        vintages=found.sources,
        events=frozenset(found.events),
        ties=frozenset(ties(database)),
    )


def lens(found: Catalogue, state: ViewState) -> Lens:
    """The reader's filters; groupings stand for their members, an aggregate for its kin.

    With another basis than now, periods end with the month of the article.
    """
    members = [m for name in state.groupings for m in found.groupings[name]]
    actors = [code for actor in state.actors for code in found.kin(actor)]
    until = last_day(str(found.article["published"])).isoformat() if state.basis else None
    return Lens(
        tuple(dict.fromkeys(actors + members)),
        state.theme,
        state.start,
        state.end,
        until if state.basis == "then" else None,
        until,
    )


def change(**changes: object) -> None:
    """Write a change of the state into the URL: for the callbacks of widgets."""
    database, told = _asked(in_force())
    state, _ = urls.read(known(database, catalogue(database)))
    if told:
        state = replace(state, build=None)
    urls.write(_changed(state, changes))


def _changed(state: ViewState, changes: dict[str, object]) -> ViewState:
    """The state with changes; what lies open under a figure closes with the place it hangs on."""
    closing: dict[str, object] = {"figure": None} if changes.keys() & HOMES else {}
    if changes.keys() & {*HOMES, "exhibit"}:
        closing["take"] = None
    return replace(state, **(closing | changes))  # type: ignore[arg-type]


@lru_cache(maxsize=8192)
def _address(state: ViewState, changes: tuple[tuple[str, object], ...]) -> str:
    return urls.query(_changed(state, dict(changes)))


def is_narrow() -> bool:
    """Whether the reader has a phone: what the browser reported, else what it calls itself."""
    reported = st.session_state.get("narrow")
    if reported is not None:
        return bool(reported)
    agent = st.context.headers.get("User-Agent", "") if st.context.headers else ""
    return PHONE.search(agent) is not None
