import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.derive.reliability import _weighted, alpha, interval, scale

NAN = np.nan
FOUR_CODERS = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
        [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
    ]
)
THREE_CODERS = np.array(
    [
        [NAN, NAN, NAN, NAN, NAN, 3, 4, 1, 2, 1, 1, 3, 3, NAN, 3],
        [1, NAN, 2, 1, 3, 3, 4, 3, NAN, NAN, NAN, NAN, NAN, NAN, NAN],
        [NAN, NAN, 2, 1, 3, 4, 4, NAN, 2, 1, 1, 3, 3, NAN, 4],
    ]
)


@pytest.mark.parametrize(
    ("data", "level", "published"),
    [
        (FOUR_CODERS, "nominal", 0.743421),
        (FOUR_CODERS, "ordinal", 0.815388),
        (FOUR_CODERS, "interval", 0.849107),
        (THREE_CODERS, "nominal", 0.691358),
        (THREE_CODERS, "ordinal", 0.806721),
        (THREE_CODERS, "interval", 0.810845),
    ],
)
def test_alpha_equals_the_published_examples(data, level, published):
    assert alpha(data, level) == pytest.approx(published, abs=1e-6)


@given(
    st.lists(st.lists(st.sampled_from([1.0, 2.0, 5.0, NAN]), min_size=3, max_size=3), min_size=2),
    st.sampled_from(["nominal", "ordinal", "interval"]),
)
@settings(max_examples=60)
def test_the_bootstrap_of_all_units_once_is_alpha_itself(units, level):
    data = np.array(units).T
    whole = _weighted(data[:, (~np.isnan(data)).sum(axis=0) > 1], level, np.ones((1, _kept(data))))
    expected = alpha(data, level)
    found = whole[0] if whole.size and np.isfinite(whole[0]) else None
    assert (expected is None) == (found is None) or _kept(data) < 2
    if expected is not None and found is not None:
        assert found == pytest.approx(expected, abs=1e-9)


def _kept(data):
    return int(((~np.isnan(data)).sum(axis=0) > 1).sum())


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
def test_the_interval_holds_alpha_and_repeats(level):
    low, high = interval(FOUR_CODERS, level)
    assert low < alpha(FOUR_CODERS, level) < high
    assert interval(FOUR_CODERS, level) == (low, high)


def test_one_code_only_leaves_alpha_undefined():
    assert alpha(np.ones((2, 5)), "nominal") is None
    assert interval(np.ones((2, 5)), "nominal") == (None, None)


def test_months_are_numbers_and_an_open_end_is_missing():
    months = scale(["1999-03", "2000-03", "open"], "interval", [])
    assert months["2000-03"] - months["1999-03"] == 12
    assert np.isnan(months["open"])


def test_ordinal_codes_follow_their_declared_order():
    assert scale(["high", "low"], "ordinal", ["low", "mid", "high"]) == {"high": 2.0, "low": 0.0}
