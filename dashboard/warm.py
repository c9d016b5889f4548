"""Done once when the server starts, so that no reader pays for it."""

import gc

import altair
import duckdb
import pandas
import pyarrow
import vl_convert

HEAVY = (altair, duckdb, pandas, pyarrow, vl_convert)
"""Imported here: Streamlit itself imports them only with the first chart of the first reader."""


def freeze() -> None:
    """Take what is alive now out of every later garbage collection.

    Streamlit collects the whole heap after each run; without this that is most of a run's time.
    """
    gc.collect()
    gc.freeze()
