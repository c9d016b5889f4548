"""Names of the figures that pages make themselves, so that an address can open their table."""

from functools import lru_cache

from dashboard.queries.catalogue import catalogue
from dashboard.queries.episodes import comparisons
from dashboard.queries.ties import ties

ALONE = ("known_ties", "divergence", "composite", "event_list", "event_chance")


@lru_cache(maxsize=4)
def made(database: str) -> frozenset[str]:
    """The ids of all figures that are made of a build rather than described by an editor."""
    of_ties = (measure.id for tie in ties(database).values() for measure in tie.measures)
    of_themes = (f"actor_{name}" for name in catalogue(database).themes)
    series = (s.id for comparison in comparisons(database) for s in comparison.series)
    return frozenset({*ALONE, *of_ties, *of_themes, *series})
