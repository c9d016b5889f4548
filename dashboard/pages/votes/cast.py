"""Who is compared: the reader's actors and groupings as members that vote, in roles of a page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dashboard.store.catalogue import Catalogue

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
