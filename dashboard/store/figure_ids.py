"""Names of all figures, so that an address can open their table; nobody imports a page for them."""

from functools import lru_cache

from dashboard.store.catalogue import catalogue
from dashboard.store.episodes import comparisons
from dashboard.store.ties import ties

OF_VOTES = (
    "triangle", "agreement_lines", "field", "ideal_points", "isolation", "agreement_table",
    "matrix", "dyad", "splits", "difference",
)  # fmt: skip
ALONE = ("known_ties", "divergence", "composite", "event_list", "event_chance")
VINTAGES = "vintages"


def leaf_id(indicator: str) -> str:
    """The id of the chart of one indicator."""
    return f"indicator_{indicator}"


def coverage_id(theme: str) -> str:
    """The id of the picture of a theme's coverage."""
    return f"coverage_{theme}"


def theme_id(theme: str) -> str:
    """The id of the charts of one actor in a theme."""
    return f"actor_{theme}"


@lru_cache(maxsize=4)
def figure_ids(database: str) -> frozenset[str]:
    """The ids of all figures of a build."""
    found = catalogue(database)
    measures = (measure.id for tie in ties(database).values() for measure in tie.measures)
    series = (s.id for comparison in comparisons(database) for s in comparison.series)
    leaves, themes = map(leaf_id, found.indicators), map(coverage_id, found.themes)
    named = {*OF_VOTES, *ALONE, VINTAGES, *found.exhibits}
    return frozenset({*named, *measures, *series, *leaves, *themes, *map(theme_id, found.themes)})
