from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from etl.readings.verdict import (
    MAIN,
    Measured,
    at_thresholds,
    combined,
    grid,
    nearest_turn,
    outcome,
    reading,
    word,
)

numbers = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 3))


def for_it(value, threshold=10.0, opposite=0.0, side="above", count=5, test="a"):
    return Measured(test, "for", side, threshold, opposite, 3, value, count)


def against(value, threshold=10.0, side="above", count=5, test="z"):
    return Measured(test, "against", side, threshold, None, 3, value, count)


@st.composite
def measured(draw, test="a"):
    """A test of either role with sound bounds."""
    side = draw(st.sampled_from(["above", "below"]))
    first, second = sorted((draw(numbers), draw(numbers)))
    threshold, opposite = (second, first) if side == "above" else (first, second)
    value, count = draw(st.none() | numbers), draw(st.integers(0, 6))
    if draw(st.booleans()):
        return Measured(test, "for", side, threshold, opposite, 3, value, count)
    return Measured(test, "against", side, threshold, None, 3, value, count)


tests = st.integers(1, 4).flatmap(lambda n: st.tuples(*[measured(f"t{i}") for i in range(n)]))


@pytest.mark.parametrize(
    ("test", "found"),
    [
        (for_it(10), "met"),
        (for_it(9.99), "between"),
        (for_it(0), "opposite"),
        (for_it(0.5, 0.5, 1.0, "below"), "met"),
        (for_it(0.7, 0.5, 1.0, "below"), "between"),
        (for_it(1.0, 0.5, 1.0, "below"), "opposite"),
        (for_it(99, count=2), "too_little"),
        (for_it(None, count=0), "too_little"),
        (against(10), "breaks"),
        (against(9), "holds"),
        (against(3, 5, "below"), "breaks"),
        (against(None), "too_little"),
    ],
)
def test_outcomes(test, found):
    assert outcome(test) == found


@pytest.mark.parametrize(
    ("given_tests", "needed", "found"),
    [
        ([for_it(11)], None, "consistent"),
        ([for_it(11), against(11)], None, "mixed"),
        ([for_it(11), against(None)], None, "consistent"),
        ([for_it(5)], None, "mixed"),
        ([for_it(-1)], None, "at_odds"),
        ([for_it(-1), for_it(11, test="b")], None, "mixed"),
        ([for_it(-1), against(11)], None, "at_odds"),
        ([for_it(11), for_it(11, count=1, test="b")], None, "too_little_data"),
        ([for_it(11), for_it(11, count=1, test="b")], 1, "consistent"),
        ([for_it(None)], None, "too_little_data"),
        ([against(1)], None, "too_little_data"),
    ],
)
def test_words(given_tests, needed, found):
    assert word(given_tests, needed) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({MAIN: "consistent"}, "consistent"),
        ({MAIN: "consistent", "b": "consistent"}, "consistent"),
        ({MAIN: "consistent", "b": "mixed"}, "mixed"),
        ({MAIN: "consistent", "b": "at_odds"}, "mixed"),
        ({MAIN: "at_odds", "b": "too_little_data"}, "at_odds"),
        ({MAIN: "too_little_data", "b": "consistent"}, "too_little_data"),
    ],
)
def test_definitions_that_differ_give_a_mixed_reading(words, found):
    assert combined(words) == found


@given(tests)
def test_a_reading_does_not_depend_on_the_order_of_tests(given_tests):
    assert word(given_tests) == word(tuple(reversed(given_tests)))


@given(tests)
def test_a_test_against_never_helps(given_tests):
    rank = {"at_odds": 0, "mixed": 1, "consistent": 2}
    without = word([test for test in given_tests if test.role == "for"])
    found = word(given_tests)
    assert (found == without) or rank[found] <= rank[without]


@given(tests.filter(lambda found: nearest_turn({MAIN: found}) is not None))
@settings(suppress_health_check=[HealthCheck.filter_too_much])
def test_beyond_its_turn_a_reading_is_what_the_turn_says_and_before_it_stays(given_tests):
    turn = nearest_turn({MAIN: given_tests})
    now = reading({MAIN: given_tests})
    assert turn.reading != now
    (test,) = [test for test in given_tests if test.test == turn.test]
    assert turn.margin == pytest.approx(test.value - turn.boundary)
    step = max(abs(turn.boundary), 1.0) * 1e-9
    moved = [
        [replace(other, value=value) if other is test else other for other in given_tests]
        for value in (turn.boundary - step, turn.boundary + step)
    ]
    assert turn.reading in [reading({MAIN: each}) for each in moved]


@given(measured(), numbers)
def test_a_threshold_tried_is_the_reading_with_that_threshold(test, threshold):
    assume(test.role == "for" and test.value is not None)
    ((tried, found),) = at_thresholds({MAIN: [test]}, test.test, [threshold])
    beyond = min if test.side == "above" else max
    changed = replace(test, threshold=threshold, opposite=beyond(test.opposite, threshold))
    assert (tried, found) == (threshold, word([changed]))


@given(measured())
def test_the_grid_holds_the_threshold_and_both_sides_of_the_value(test):
    assume(test.value is not None and abs(test.value - test.threshold) > 1)
    tried = grid(test)
    assert tried == sorted(tried)
    assert min(tried) <= test.value <= max(tried) or tried == []
    assert min(abs(place - test.threshold) for place in tried) <= abs(test.threshold) * 1e-3 + 1e-3


def test_without_a_value_there_is_no_turn_and_nothing_to_try():
    assert nearest_turn({MAIN: [for_it(None)]}) is None
    assert grid(for_it(None)) == []


def test_the_nearest_turn_is_nearest_relative_to_its_bound():
    turn = nearest_turn({MAIN: [for_it(10.5), for_it(1000, 900, 0, test="b")]})
    assert (turn.test, turn.boundary, turn.reading) == ("a", 10.0, "mixed")
    assert turn.margin == pytest.approx(0.5)
