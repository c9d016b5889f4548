import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from sklearn.metrics import cohen_kappa_score

from etl.derive.measures import MEASURES, ai, every, rice, tabulate, unanimous

FIRST = "YYNAYNAYNY"
SECOND = "YANNYYAYAX"
WORKED = {
    "agreement": 0.722222,
    "identical_share": 0.555556,
    "s_abs": 0.444444,
    "s_sq": 0.611111,
    "kappa_abs": 0.383562,
    "kappa_sq": 0.442478,
    "pi_abs": 0.379310,
    "pi_sq": 0.440000,
}
# What independent voters show by chance is not defined where both cast one vote throughout.
BY_CHANCE = ("kappa_abs", "kappa_sq", "pi_abs", "pi_sq")
tables = arrays.arrays(int, (3, 3), elements=st.integers(0, 200)).filter(np.any)
votes = st.lists(st.tuples(st.sampled_from("YAN"), st.sampled_from("YAN")), min_size=1)


def test_every_measure_has_a_worked_example():
    assert WORKED.keys() == MEASURES.keys()


@pytest.mark.parametrize(("name", "expected"), WORKED.items())
def test_a_measure_equals_its_worked_example(name, expected):
    assert MEASURES[name](tabulate(FIRST, SECOND)) == pytest.approx(expected, abs=5e-7)


def test_roll_calls_may_weigh_differently():
    weights = [1, 1, 1, 1, 1, 1, 2, 2, 2, 9]  # in the last the second was absent
    assert MEASURES["s_abs"](tabulate(FIRST, SECOND, weights)) == pytest.approx(0.5)


def test_absence_is_no_position():
    assert tabulate("YX NY", "NYYXA").sum() == 2


@given(tables)
def test_measures_keep_their_bounds(cells):
    values = {name: float(measure(cells)) for name, measure in MEASURES.items()}
    for name in ("agreement", "identical_share"):
        assert 0 <= values[name] <= 1
    for name in ("s_abs", "s_sq"):
        assert -1 <= values[name] <= 1
    for name in BY_CHANCE:
        assert np.isnan(values[name]) or values[name] <= 1


@given(tables)
def test_measures_do_not_ask_who_is_first(cells):
    for measure in MEASURES.values():
        assert measure(cells) == pytest.approx(measure(cells.T), nan_ok=True, abs=1e-12)


@given(tables)
def test_measures_do_not_ask_which_end_is_yes(cells):
    for measure in MEASURES.values():
        swapped = cells[::-1, ::-1]
        assert measure(cells) == pytest.approx(measure(swapped), nan_ok=True, abs=1e-12)


@given(tables, st.integers(2, 9))
def test_measures_ask_for_frequencies_only(cells, times):
    for measure in MEASURES.values():
        assert measure(cells) == pytest.approx(measure(cells * times), nan_ok=True, abs=1e-12)


@given(tables)
def test_s_is_agreement_on_another_scale(cells):
    assert MEASURES["s_abs"](cells) == pytest.approx(2 * MEASURES["agreement"](cells) - 1)


@given(tables)
def test_pi_is_at_most_kappa_and_undefined_with_it(cells):
    """Common frequencies lie closer together than the two of which they are the mean."""
    for kind in ("abs", "sq"):
        pi, kappa = MEASURES[f"pi_{kind}"](cells), MEASURES[f"kappa_{kind}"](cells)
        assert np.isnan(pi) == np.isnan(kappa)
        assert np.isnan(pi) or pi <= kappa + 1e-12


@pytest.mark.parametrize("place", range(3))
def test_one_vote_throughout_leaves_chance_undefined(place):
    cells = np.zeros((3, 3))
    cells[place, place] = 7
    values = {name: float(measure(cells)) for name, measure in MEASURES.items()}
    assert all(np.isnan(values[name]) for name in BY_CHANCE)
    assert [values[name] for name in values if name not in BY_CHANCE] == [1, 1, 1, 1]


def test_no_common_vote_leaves_every_measure_undefined():
    assert all(np.isnan(measure(np.zeros((3, 3)))) for measure in MEASURES.values())


@given(arrays.arrays(int, (4, 3, 3), elements=st.integers(0, 200)))
def test_all_measures_at_once_are_each_of_them(many):
    found = every(many.reshape(-1, 9).T)
    assert found.keys() == MEASURES.keys()
    for name, measure in MEASURES.items():
        np.testing.assert_array_equal(found[name], measure(many))


@given(st.lists(tables, min_size=1, max_size=5))
def test_many_tables_at_once_give_what_each_gives(many):
    for measure in MEASURES.values():
        single = [float(measure(cells)) for cells in many]
        assert measure(np.stack(many)).tolist() == pytest.approx(single, nan_ok=True)


@given(votes)
def test_kappa_equals_the_peer(pairs):
    first, second = zip(*pairs, strict=True)
    assume(len({*first, *second}) > 1)
    cells = tabulate("".join(first), "".join(second))
    for name, weights in (("kappa_abs", "linear"), ("kappa_sq", "quadratic")):
        peer = cohen_kappa_score(first, second, labels=["Y", "A", "N"], weights=weights)
        assert MEASURES[name](cells) == pytest.approx(peer, abs=1e-12)


@given(votes)
def test_pi_is_the_peers_alpha_without_its_correction_for_few_units(pairs):
    first, second = ("".join(given) for given in zip(*pairs, strict=True))
    assume(len({*first, *second}) > 1)
    coded = [["YAN".index(vote) for vote in given] for given in (first, second)]
    peer = krippendorff.alpha(coded, level_of_measurement="interval", value_domain=[0, 1, 2])
    n = len(pairs)
    pi = MEASURES["pi_sq"](tabulate(first, second))
    assert 1 - (1 - pi) * (2 * n - 1) / (2 * n) == pytest.approx(peer, abs=1e-12)


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "expected"),
    [
        (27, 0, 0, (1, 1, 1)),
        (20, 2, 5, (0.611111, 0.818182, 0)),
        (12, 10, 3, (0.22, 0.090909, 0)),
        (9, 9, 9, (0, 0, 0)),
        (0, 0, 5, (1, np.nan, 1)),
        (15, 2, 5, (0.522727, 0.764706, 0)),
        (90, 10, 0, (0.85, 0.8, 0)),
        (0, 0, 0, (np.nan, np.nan, np.nan)),
    ],
)
def test_unity_equals_its_worked_examples(yes, no, abstain, expected):
    found = (ai(yes, no, abstain), rice(yes, no), unanimous(yes, no, abstain))
    assert found == pytest.approx(expected, abs=5e-7, nan_ok=True)


@given(*[arrays.arrays(int, 4, elements=st.integers(0, 50))] * 3)
def test_unity_keeps_its_bounds_and_does_not_ask_which_side_won(yes, no, abstain):
    for value in (ai(yes, no, abstain), rice(yes, no), unanimous(yes, no, abstain)):
        assert np.all(np.isnan(value) | ((value >= -1e-12) & (value <= 1)))
    assert ai(yes, no, abstain) == pytest.approx(ai(abstain, yes, no), nan_ok=True)
    assert rice(yes, no) == pytest.approx(rice(no, yes), nan_ok=True)
