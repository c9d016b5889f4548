"""The field summed up: places, medians, movements, and since when a value is the highest."""

import math

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.pages.votes.standings import last_as_extreme, median, movement, standing

COLUMNS = ["partner", "year", "value", "n_votes", "rank", "of"]


def field(*rows):
    return pd.DataFrame(rows, columns=COLUMNS)


FOUND = field(
    ("RUS", 2024, 0.3, 90, 3.0, 3.0),
    ("RUS", 2025, 0.2, 90, 1.0, 3.0),
    ("CHN", 2024, 0.4, 90, 2.0, 3.0),
    ("CHN", 2025, 0.1, 90, 2.0, 3.0),
    ("DEU", 2024, 0.7, 90, 1.0, 3.0),
    ("DEU", 2025, 0.05, 90, 3.0, 3.0),
    ("GRC", 2025, 0.9, 12, np.nan, np.nan),
    ("TUR", 2025, np.nan, 40, np.nan, np.nan),
)


def test_a_standing_is_place_and_members_below():
    at = standing(FOUND, "RUS", 2025)
    assert (at.value, at.rank, at.of, at.below) == (0.2, 1, 3, 2)


def test_who_is_not_ranked_has_a_value_and_no_place():
    at = standing(FOUND, "GRC", 2025)
    assert (at.value, at.n_votes, at.rank, at.below) == (0.9, 12, None, None)


def test_an_undefined_value_and_an_absent_year_are_none_not_nan():
    assert standing(FOUND, "TUR", 2025).value is None
    assert standing(FOUND, "USA", 2025) == standing(FOUND, "RUS", 1999)
    assert standing(FOUND, "USA", 2025).value is None


def test_medians_and_movements_count_ranked_members_only():
    assert median(FOUND, 2025) == 0.1
    assert median(FOUND, 1999) is None
    whole = movement(FOUND, 2024, 2025)
    assert (whole.lower, whole.higher, whole.equal, whole.all) == (3, 0, 0, 3)
    assert movement(FOUND, 2024, 2025, frozenset({"RUS", "GRC"})).all == 1
    assert movement(FOUND, 2024, 2025, frozenset()).all == 0


def test_the_highest_since_names_the_year_that_was_as_high():
    values = pd.Series([0.9, 0.7, 0.5, 0.8], index=[2020, 2021, 2022, 2023])
    assert last_as_extreme(values) == ("high", 2020)
    assert last_as_extreme(values.iloc[1:]) == ("high", None)
    assert last_as_extreme(values.iloc[:3]) == ("low", None)
    assert last_as_extreme(pd.Series([0.5, 0.5], index=[1, 2])) is None
    assert last_as_extreme(pd.Series([0.5], index=[1])) is None
    assert last_as_extreme(pd.Series([np.nan, np.nan], index=[1, 2])) is None


@given(st.lists(st.floats(0, 1) | st.just(math.nan), min_size=1, max_size=12))
def test_no_year_after_the_named_one_reaches_the_last(values):
    known = pd.Series(values, index=range(2000, 2000 + len(values))).dropna()
    found = last_as_extreme(pd.Series(values, index=range(2000, 2000 + len(values))))
    if found is None:
        assert len(known) < 2 or known.iloc[-1] == known.iloc[-2]
        return
    side, year = found
    sign = 1 if side == "high" else -1
    between = known.loc[(known.index > (year or 0)) & (known.index < known.index[-1])]
    assert (sign * between < sign * known.iloc[-1]).all()
    assert year is None or sign * known[year] >= sign * known.iloc[-1]
