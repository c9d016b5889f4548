"""Done once when the server starts, so that no reader pays for it."""

import gc
from functools import lru_cache

import altair
import duckdb
import pandas
import pyarrow
import vl_convert

from dashboard.components.drawn import drawn
from dashboard.queries.catalogue import catalogue
from dashboard.queries.database import NoBuildError, in_force
from dashboard.queries.lens import Lens

HEAVY = (altair, duckdb, pandas, pyarrow, vl_convert)
"""Imported here: Streamlit itself imports them only with the first chart of the first reader."""


def freeze() -> None:
    """Take what is alive now out of every later garbage collection.

    Streamlit collects the whole heap after each run; without this that is most of a run's time.
    """
    gc.collect()
    gc.freeze()


def draw_all() -> None:
    """Draw every exhibit of the build in force as a reader without filters sees it."""
    try:
        database = in_force()
    except NoBuildError:
        return
    for exhibit in catalogue(database).exhibits.values():
        for narrow in (False, True):
            drawn(database, exhibit, Lens(), narrow)


@lru_cache(maxsize=1)
def settle() -> None:
    """Freeze once more after the first page: by then Streamlit has imported all that it needs.

    Only once, for what a freeze finds of a session is kept for good.
    """
    freeze()
