"""Scenes of the comparing pages on the build of the real data, ordinary and odd ones."""

from dashboard.pages.votes.scene import Scene, cast
from dashboard.store.catalogue import catalogue
from dashboard.store.dyads import Yardstick, voters, years


def scene(
    database,
    measure="agreement",
    scope="fp",
    actors=(),
    groupings=(),
    first=1,
    last=9999,
    narrow=False,
):
    """The scene that a reader's choice gives."""
    shown = tuple(year for year in years(database, scope) if first <= year <= last)
    yardstick = Yardstick(measure, scope, shown[0], shown[-1])
    who = cast(catalogue(database), voters(database), actors, groupings)
    return Scene(database, yardstick, who, shown, narrow)


CHOICES = {
    "default": {},
    "kappa": {"measure": "kappa_abs"},
    "S by session": {"measure": "s_sq", "scope": "session"},
    "identical, all": {"measure": "identical_share", "scope": "all"},
    "three Europeans": {"actors": ("DEU", "FRA", "POL")},
    "many with alliance": {"actors": ("RUS", "IND", "BRA", "ZAF", "DEU", "NATO")},
    "three groupings": {"groupings": ("NATO", "G7", "BRICS")},
    "hardly voting": {"actors": ("STP", "MDG", "VCT")},
    "long names": {"actors": ("COD", "CAF", "VCT"), "measure": "pi_sq"},
    "flagged": {"actors": ("GRC", "USA"), "first": 2009, "last": 2011},
    "two years": {"first": 2024},
    "one year": {"first": 2025},
    "the first years": {"last": 1992},
}
"""By name what the reader chose."""
