import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from etl.derive.counts import ABSENT, CELLS, pairs, positions

rolls = arrays.arrays(
    np.uint8,
    st.tuples(st.integers(0, 8), st.integers(0, 6)),
    elements=st.integers(0, ABSENT),
)


def named(votes, order=None):
    """The counts by pair of members, each cell by its name; members named by `order`."""
    names = range(votes.shape[1]) if order is None else order
    first, second, cells = pairs(votes)
    return {
        (names[a], names[b]): dict(zip(CELLS, counts, strict=True))
        for a, b, counts in zip(first.tolist(), second.tolist(), cells.T.tolist(), strict=True)
    }


def one_by_one(votes):
    """The same, counted roll call by roll call."""
    found = {}
    for row in votes.tolist():
        for a, one in enumerate(row):
            for b, other in enumerate(row[a + 1 :], a + 1):
                if ABSENT not in (one, other):
                    cells = found.setdefault((a, b), dict.fromkeys(CELLS, 0))
                    cells["yan"[one] + "yan"[other]] += 1
    return found


@given(rolls)
def test_products_count_what_a_reader_counts(votes):
    assert named(votes) == one_by_one(votes)


@given(rolls, st.randoms(use_true_random=False))
def test_counts_do_not_depend_on_the_order_of_members(votes, random):
    order = list(range(votes.shape[1]))
    random.shuffle(order)
    turned = named(votes[:, order], order)
    mirrored = {
        (b, a): {name: cells[name[::-1]] for name in CELLS} for (a, b), cells in turned.items()
    }
    assert {key: value for key, value in (turned | mirrored).items() if key[0] < key[1]} == named(
        votes
    )


@given(rolls, st.randoms(use_true_random=False))
def test_counts_do_not_depend_on_the_order_of_roll_calls(votes, random):
    order = list(range(len(votes)))
    random.shuffle(order)
    assert named(votes[order]) == named(votes)


def test_a_pair_that_never_voted_together_has_no_counts():
    assert named(np.array([[0, ABSENT, 1], [ABSENT, 0, 2]], np.uint8)).keys() == {(0, 2), (1, 2)}


def test_positions_are_yes_abstention_no_absent(built):
    con = built(("2001-10-01", 56, True, "YAN X"))
    assert positions(con)[-1].tolist() == [0, 1, 2, ABSENT, ABSENT]


@pytest.mark.parametrize("year", [1991, 2024])
def test_shipped_counts_equal_those_of_a_join(shipped, year):
    question = """
        with cast_vote as (
            select roll_call, actor, vote from vote join roll_call on roll_call.id = roll_call
            where vote <> 'X' and year(date) = $year
        )
        select one.actor, other.actor, count(*), count_if(one.vote = 'Y' and other.vote = 'A')
        from cast_vote as one join cast_vote as other
            on one.roll_call = other.roll_call and one.actor < other.actor
        group by all order by all
    """
    kept = """
        select actor, partner, yy + ya + yn + ay + aa + an + ny + na + nn, ya
        from dyad_count where scope = 'all' and year = $year order by all
    """
    expected = shipped.execute(question, {"year": year}).fetchall()
    assert len(expected) > 10_000
    assert shipped.execute(kept, {"year": year}).fetchall() == expected
