"""Done once when the server starts, so that no reader pays for it."""

import atexit
import gc
from functools import lru_cache

import altair
import duckdb
import pandas
import pyarrow
import vl_convert
from streamlit import config

from dashboard.charts import CHARTS, View
from dashboard.figure.figure import spec
from dashboard.figure.panels import drawn
from dashboard.store.catalogue import catalogue
from dashboard.store.lens import Lens

HEAVY = (altair, duckdb, pandas, pyarrow, vl_convert)
"""Imported here: Streamlit itself imports them only with the first chart of the first reader."""


def freeze() -> None:
    """Take what is alive now out of every later garbage collection.

    What an earlier freeze took out comes back first, so that nothing stays for good.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


# DuckDB reports everything as leaked that is still frozen when Python ends.
atexit.register(gc.unfreeze)


@lru_cache(maxsize=4)
def settle(database: str) -> None:
    """Draw what readers without filters see of a build, then freeze; once for each build.

    Called after the first whole page of a build: by then Streamlit has imported all it needs.
    Python collects when it is due; Streamlit would collect the whole heap after each run, which
    costs every reader more with each other reader.
    """
    config.set_option("runner.postScriptGC", False)
    for exhibit in catalogue(database).exhibits.values():
        for narrow in (False, True):
            _ = [chart.ready for chart in drawn(database, exhibit, Lens(), narrow).charts]
    for kind in CHARTS:
        spec(View(kind=kind))
    freeze()
