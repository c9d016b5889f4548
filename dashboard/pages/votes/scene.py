"""Who is compared by which yardstick in which years: one value to cache by."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard.charts.style import SPARE
from dashboard.pages.votes.measures import MEASURES, Measure
from dashboard.shell.context import Context
from dashboard.store import dyads
from dashboard.store.catalogue import Actor, Catalogue, catalogue
from dashboard.store.dyads import Yardstick
from dashboard.words.wording import listed

ARTICLE = re.compile(
    r"^(The|United|EU) |Republic|Islands|^(Comoros|Maldives|Netherlands|Philippines|Seychelles)$"
    r"|Union|Group"
)
"""Names that take an article within a sentence."""
DEFAULT_MEASURE, DEFAULT_SCOPE = "agreement", "fp"
Pair = tuple[str, str]
ANEW: dict[str, None] = dict.fromkeys(("year", "issue", "search", "exhibit", "tab"))
"""What of an address belongs to one pair only and is dropped on the way to another page."""
CORNERS = ("USA", "RUS", "CHN")
"""The strategic triangle of the article, shown to readers who choose nobody."""
NAMED = ("DEU", "GBR", "UKR")
"""Singled out beside it: two old allies and the state attacked."""
GROUPING = "EU"
RESETS = (1993, 2009)
"""Years in which the two resets began that the article calls to mind: see reset_episode_*."""
MOST_NAMED = 6


@dataclass(frozen=True)
class Cast:
    """Three corners of the triangle, the first of them in focus; groupings; others singled out."""

    corners: tuple[str, ...]
    groupings: tuple[str, ...]
    named: tuple[str, ...]
    silent: tuple[str, ...] = ()
    """Chosen actors that cast no votes and stand for no grouping."""
    is_default: bool = True

    @property
    def focus(self) -> str:
        """The member whose partners are compared."""
        return self.corners[0]

    @property
    def others(self) -> tuple[str, ...]:
        """All singled out but the focus."""
        return (*self.corners[1:], *self.named)


def cast(
    catalogue: Catalogue,
    voting: Collection[str],
    actors: Sequence[str],
    groupings: Sequence[str],
) -> Cast:
    """The cast of a choice: an aggregate that names a grouping stands for its members.

    Fewer than three chosen members are topped up from the strategic triangle.
    """
    members = [code for code in actors if code in voting]
    named_groups = [code for code in actors if code not in voting and code in catalogue.groupings]
    groups = list(dict.fromkeys([*groupings, *named_groups]))
    silent = [code for code in actors if code not in voting and code not in catalogue.groupings]
    corners = [*members, *(code for code in CORNERS if code in voting and code not in members)][:3]
    further = members[3:] if members else [code for code in NAMED if code in voting]
    default = [GROUPING] if GROUPING in catalogue.groupings else []
    return Cast(
        tuple(corners),
        tuple(groups or default),
        tuple(code for code in further if code not in corners)[:MOST_NAMED],
        tuple(silent),
        not (members or groups),
    )


def moments(years: Sequence[int]) -> tuple[int, ...]:
    """Four years to look at closely: the last two, and before them the resets or the beginning."""
    wanted = [year for year in RESETS if year in years]
    early = [year for year in wanted if year not in years[-2:]]
    for year in (years[0], years[len(years) // 2]) if years else ():
        if len(early) < 2 and year not in {*early, *years[-2:]}:
            early.append(year)
    return tuple(sorted({*early, *years[-2:]}))


@dataclass(frozen=True)
class Scene:
    """One way to compare; two readers with the same choice share what was drawn for it."""

    database: str
    yardstick: Yardstick
    cast: Cast
    years: tuple[int, ...]
    narrow: bool

    @property
    def measure(self) -> Measure:
        """The measure in words."""
        return MEASURES[self.yardstick.measure]

    @property
    def now(self) -> int:
        """The last year."""
        return self.years[-1]

    @property
    def before(self) -> int | None:
        """The year before the last, where there is one."""
        return self.years[-2] if len(self.years) > 1 else None

    @property
    def moments(self) -> tuple[int, ...]:
        """The years to look at closely."""
        return moments(self.years)

    @property
    def sides(self) -> tuple[Pair, ...]:
        """The three dyads of the corners, those of the focus first."""
        one, two, three = self.cast.corners
        return (one, two), (one, three), (two, three)

    @property
    def field(self) -> pd.DataFrame:
        """All partners of the focus by year; see dashboard.store.dyads.partners."""
        return dyads.partners(self.database, self.yardstick, self.cast.focus)

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The actors by code."""
        return catalogue(self.database).actors

    def label(self, code: str) -> str:
        """The short name of an actor; of a grouping that is no actor its code."""
        return self.actors[code].label if code in self.actors else code

    def name(self, code: str) -> str:
        """The name of an actor within a sentence: the United States."""
        name = self.actors[code].name if code in self.actors else code
        return f"the {name.removeprefix('The ')}" if ARTICLE.search(name) else name

    def role(self, code: str) -> str:
        """The role of an actor's colour; those without one share three greys, told by dash."""
        if code in self.actors and (colour := self.actors[code].colour):
            return colour
        order = [*self.cast.corners, *self.cast.named, *self.cast.groupings]
        bare = [one for one in order if one not in self.actors or not self.actors[one].colour]
        return SPARE[bare.index(code) % len(SPARE)] if code in bare else SPARE[0]

    def pair(self, one: str, other: str) -> str:
        """A dyad as a label: US–Russia."""
        return f"{self.label(one)}–{self.label(other)}"


def scene(context: Context) -> Scene:
    """The scene of the address; without years when the period holds no roll call."""
    state, database = context.state, context.database
    scope = state.scope or DEFAULT_SCOPE
    first, last = int((state.start or "1")[:4]), int((state.end or "9999")[:4])
    shown = tuple(year for year in dyads.years(database, scope) if first <= year <= last)
    yardstick = Yardstick(
        state.measure or DEFAULT_MEASURE,
        scope,
        shown[0] if shown else first,
        shown[-1] if shown else last,
    )
    chosen = cast(context.catalogue, dyads.voters(database), state.actors, state.groupings)
    return Scene(database, yardstick, chosen, shown, context.narrow)


def suspects(here: Scene, since: int = 0) -> str:
    """A sentence on members whose votes of a year look damaged; empty when there are none."""
    found = [one for one in dyads.suspect(here.database, here.yardstick) if one[1] >= since]
    if not found:
        return ""
    named = listed([f"{here.label(actor)} {year} ({votes})" for actor, year, votes in found])
    return (
        f"Votes that look damaged in the copy, in brackets the roll calls: {named}; these members "
        "and years stay out of ranks, medians, means and bands."
    )
