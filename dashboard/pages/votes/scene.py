"""What a page of comparison is drawn for: yardstick, cast and years, as one value to cache by."""

import re
from dataclasses import dataclass
from functools import cached_property

from dashboard.charts.style import SPARE
from dashboard.pages.votes.cast import Cast, cast, moments
from dashboard.pages.votes.measures import MEASURES, Measure
from dashboard.shell.context import Context
from dashboard.store import dyads
from dashboard.store.catalogue import Actor, catalogue
from dashboard.store.dyads import Yardstick
from dashboard.words.wording import listed

ARTICLE = re.compile(
    r"^(The|United|EU) |Republic|Islands|^(Comoros|Maldives|Netherlands|Philippines|Seychelles)$"
    r"|Union|Group"
)
"""Names that take an article within a sentence."""
DEFAULT_MEASURE, DEFAULT_SCOPE = "agreement", "fp"


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
