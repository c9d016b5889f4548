"""The composite by the worked example of the handbook's steps, and what must always hold of it."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dashboard.store.composite import (
    SCALES,
    CompositeError,
    Spread,
    composite,
    normalise,
    robustness,
    shares,
    transformed,
)

# Three actors, three indicators: raw values, min-max in hundredths, z with n - 1.
RAW = np.array([[2, 3.5, 5], [10, 40, 25], [50, 20, 80]], float)
MINMAX = np.array([[0, 50, 100], [0, 100, 50], [50, 0, 100]], float) / 100
Z = np.array([[-1, 0, 1], [-1, 1, 0], [0, -1, 1]], float)
WORKED = [([1, 1, 1], [16.6667, 50, 83.3333]), ([5, 3, 2], [10, 55, 85])]
values = arrays.arrays(float, st.integers(2, 30), elements=st.floats(-1e6, 1e6))
levels = arrays.arrays(float, st.tuples(st.integers(3, 6), st.integers(1, 8)),
                       elements=st.floats(-5, 5))  # fmt: skip
weights = st.lists(st.floats(0.01, 10), min_size=6, max_size=6)
seeds = st.integers(0, 2**32 - 1)


def panel(row):
    row = np.asarray(row, float)
    return Spread(row.min(), row.max(), row.mean(), row.std(ddof=1), 3, len(row), 2000, 2002)


def test_min_max_and_z_equal_the_worked_example():
    for raw, lowest, z in zip(RAW, MINMAX, Z, strict=True):
        assert normalise(raw, panel(raw), "minmax", True) == pytest.approx(lowest)
        assert normalise(raw, panel(raw), "z", True) == pytest.approx(z, abs=1e-3)


@pytest.mark.parametrize(("given_weights", "expected"), WORKED)
def test_the_weighted_mean_equals_the_worked_example(given_weights, expected):
    assert 100 * composite(MINMAX, given_weights) == pytest.approx(expected, abs=1e-3)


@given(values)
def test_min_max_lies_between_nought_and_one_within_its_panel(row):
    assume(np.ptp(row) > 1e-6)
    found = normalise(row, panel(row), "minmax", True)
    assert found.min() == pytest.approx(0)
    assert found.max() == pytest.approx(1)


@given(values, st.sampled_from(SCALES))
def test_lower_is_closer_turns_the_order_round(row, scale):
    assume(np.ptp(row) > 1e-3)
    up, down = (normalise(row, panel(row), scale, higher) for higher in (True, False))
    assert (np.diff(down[np.argsort(up)]) <= 0).all()
    assert np.ptp(up + down) == pytest.approx(0, abs=1e-9)


@given(values, st.floats(0.1, 50), st.floats(-100, 100), st.sampled_from(SCALES))
def test_units_do_not_matter(row, factor, shift, scale):
    assume(np.ptp(row) > 1e-2)
    moved = row * factor + shift
    one, other = (normalise(r, panel(r), scale, True) for r in (row, moved))
    assert one == pytest.approx(other, abs=1e-4)


@pytest.mark.parametrize("scale", SCALES)
def test_a_panel_without_spread_gives_nothing(scale):
    assert np.isnan(normalise([3.0], panel([3.0, 3.0]), scale, True)).all()


@given(levels, weights)
def test_the_composite_lies_within_its_parts(parts, given_weights):
    found = composite(parts, given_weights[: len(parts)])
    assert (found >= parts.min(axis=0) - 1e-9).all()
    assert (found <= parts.max(axis=0) + 1e-9).all()


@given(levels, weights, st.floats(0.01, 1000))
def test_only_the_proportions_of_weights_count(parts, given_weights, factor):
    mine = np.array(given_weights[: len(parts)])
    assert composite(parts, mine) == pytest.approx(composite(parts, mine * factor))


@given(levels, weights, st.randoms())
def test_the_order_of_parts_does_not_matter(parts, given_weights, random):
    order = list(range(len(parts)))
    random.shuffle(order)
    mine = np.array(given_weights[: len(parts)])
    assert composite(parts[order], mine[order]) == pytest.approx(composite(parts, mine))


def test_a_part_without_weight_may_be_unknown_but_no_other():
    parts = [[0.2, 0.4], [0.6, 0.8], [np.nan, 0.5]]
    assert composite(parts, [1, 1, 0]) == pytest.approx([0.4, 0.6])
    assert np.isnan(composite(parts, [1, 1, 1])[0])


@pytest.mark.parametrize(
    ("given_weights", "part"),
    [
        ([0, 0, 0], "sum to nothing"),
        ([1, 0, 0], "Only one part"),
        ([1, -1, 3], "below zero"),
        ([1, np.nan, 1], "no number"),
        ([1, np.inf, 1], "no number"),
    ],
)
def test_weights_that_give_none_say_why(given_weights, part):
    with pytest.raises(CompositeError, match=part):
        composite(np.ones((3, 2)), given_weights)


@given(weights)
def test_shares_sum_to_one(given_weights):
    assert shares(given_weights).sum() == pytest.approx(1)


@given(arrays.arrays(float, (2, 4), elements=st.floats(0.001, 5)), seeds)
def test_what_rises_in_every_part_rises_in_every_run(changes, seed):
    found = robustness(list(changes), 200, seed)
    assert (found.up, found.down) == (200, 0)
    turned = robustness(list(-changes), 200, seed)
    assert (turned.up, turned.down) == (0, 200)


@given(arrays.arrays(float, (2, 4), elements=st.floats(-5, 5)), seeds)
def test_runs_are_counted_once_and_turn_with_the_sign(changes, seed):
    found, turned = robustness(list(changes), 300, seed), robustness(list(-changes), 300, seed)
    assert found.up + found.down + found.still == 300
    assert (found.up, found.down) == (turned.down, turned.up)
    assert found == robustness(list(changes), 300, seed)


def test_runs_equal_a_plain_loop():
    """The same draws, one run after the other."""
    changes = np.array([[0.3, -0.1, -0.25], [1.0, -0.2, -0.9]])
    random = np.random.default_rng(7)
    drawn = random.dirichlet(np.ones(3), 500)
    scales = random.integers(2, size=500)
    left_out = random.integers(4, size=500)
    up = 0
    for weight, scale, out in zip(drawn, scales, left_out, strict=True):
        kept = [i for i in range(3) if i != out]
        up += sum(weight[i] * changes[scale][i] for i in kept) / sum(weight[i] for i in kept) > 0
    assert robustness(list(changes), 500, 7).up == up
    assert 0 < up < 500


@pytest.mark.parametrize("changes", [[[1.0, 2.0]], [[1.0]], [[1.0, np.nan, 2.0]]])
def test_too_few_or_unknown_parts_have_no_runs(changes):
    with pytest.raises(CompositeError):
        robustness(changes)


def test_the_logarithm_keeps_nought_and_leaves_out_what_it_cannot_take():
    assert transformed([0, np.e - 1, -2], True) == pytest.approx([0, 1, np.nan], nan_ok=True)
    assert transformed([0, -2], False).tolist() == [0, -2]
