"""The change around a date against a plain computation, and what must always hold of its rank."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dashboard.pages.indicators.placebo import LEAST, PlaceboError, changes, placebo

series = arrays.arrays(float, st.integers(0, 60), elements=st.floats(-1e4, 1e4))
long = arrays.arrays(float, st.integers(30, 60), elements=st.floats(-1e3, 1e3))
spans = st.integers(1, 9)


def plainly(values, span):
    out = []
    for i in range(len(values)):
        before, after = values[max(0, i - span) : i], values[i + 1 : i + 1 + span]
        whole = len(before) == len(after) == span
        out.append(np.mean(after) - np.mean(before) if whole else np.nan)
    return np.array(out)


@given(series, spans)
def test_changes_are_means_after_less_means_before(values, span):
    assert changes(values, span) == pytest.approx(plainly(values, span), nan_ok=True, abs=1e-6)


@given(long, spans, st.integers(0, 29))
def test_a_missing_value_leaves_out_the_dates_that_need_it(values, span, hole):
    values[hole] = np.nan
    known = np.isfinite(changes(values, span))
    near = abs(np.arange(len(values)) - hole) <= span
    assert not known[near & (np.arange(len(values)) != hole)].any()
    assert np.array_equal(known, np.isfinite(plainly(values, span)))


@given(long, spans, st.integers(0, 59), st.floats(-1e3, 1e3))
def test_the_level_does_not_matter(values, span, at, shift):
    assume(span <= at < len(values) - span and len(values) - 2 * span > LEAST)
    one, other = placebo(values, at, span), placebo(values + shift, at, span)
    assert one.change == pytest.approx(other.change, abs=1e-6)


@given(long, spans, st.integers(0, 59))
def test_the_percentile_turns_with_the_sign(values, span, at):
    assume(span <= at < len(values) - span and len(values) - 2 * span > LEAST)
    values = np.round(values)
    one, other = placebo(values, at, span), placebo(-values, at, span)
    assert one.percentile + other.percentile == pytest.approx(100)
    assert one.as_large == pytest.approx(other.as_large)
    assert 0 <= one.percentile <= 100
    assert one.count == len(values) - 2 * span - 1


def test_a_jump_is_the_largest_change_and_a_flat_series_has_none():
    jump = np.r_[np.zeros(30), np.ones(30)]
    # The period of the event is left out, so that two neighbours show the jump whole.
    assert placebo(jump, 30, 6).change == 1
    assert placebo(jump, 30, 6).percentile == pytest.approx(100 * (46 + 0.5) / 47)
    flat = placebo(np.ones(40), 20, 6)
    assert (flat.change, flat.percentile, flat.as_large) == (0, 50, 100)


@pytest.mark.parametrize(
    ("values", "at", "part"),
    [
        (np.ones(40), 40, "does not cover"),
        (np.ones(40), -1, "does not cover"),
        (np.ones(40), 3, "is missing"),
        (np.r_[np.ones(20), np.nan, np.ones(19)], 22, "is missing"),
        (np.ones(20), 10, f"Fewer than {LEAST} other dates"),
    ],
)
def test_what_cannot_be_compared_says_why(values, at, part):
    with pytest.raises(PlaceboError, match=part):
        placebo(values, at, 6)
