import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from etl.derive.bootstrap import DRAWS, QUANTILES, draw, intervals, quantiles
from etl.derive.measures import MEASURES

TABLE = [30, 5, 10, 0, 12, 3, 20, 8, 12]


def test_a_draw_has_as_many_roll_calls_and_no_new_kind_of_them():
    drawn = draw([TABLE])
    assert drawn.shape == (1, DRAWS, 3, 3)
    assert (drawn.sum(axis=(2, 3)) == sum(TABLE)).all()
    assert drawn[0, :, 1, 0].max() == 0


def test_draws_are_multinomial():
    n, share = sum(TABLE), np.array(TABLE) / sum(TABLE)
    drawn = draw([TABLE], 20_000).reshape(-1, 9)
    covariance = n * (np.diag(share) - np.outer(share, share))
    assert drawn.mean(axis=0) == pytest.approx(n * share, abs=0.15)
    assert np.cov(drawn.T) == pytest.approx(covariance, abs=0.6)


def test_draws_repeat_and_do_not_depend_on_other_tables():
    alone, beside = draw([TABLE]), draw([TABLE[::-1], TABLE])
    assert (alone[0] == beside[1]).all()


@pytest.mark.parametrize("name", MEASURES)
def test_an_interval_equals_that_of_roll_calls_drawn_one_by_one(name):
    random = np.random.default_rng(1)
    cells = np.repeat(np.arange(9), TABLE)
    drawn = random.choice(cells, (4000, len(cells)))
    tables = np.stack([(drawn == cell).sum(axis=1) for cell in range(9)], axis=1)
    expected = np.quantile(MEASURES[name](tables.reshape(-1, 3, 3)), QUANTILES)
    low, high, _ = quantiles(MEASURES[name](draw([TABLE], 4000)))
    assert (*low, *high) == pytest.approx(expected, abs=0.02)


@given(
    arrays.arrays(
        float, (3, 20), elements=st.one_of(st.just(np.nan), st.floats(-1, 1, allow_nan=False))
    )
)
def test_quantiles_equal_those_of_numpy_without_nan(values):
    low, high, defined = quantiles(values)
    for row, start, stop, count in zip(values, low, high, defined, strict=True):
        known = row[~np.isnan(row)]
        assert count == len(known)
        expected = np.quantile(known, QUANTILES) if count else (np.nan, np.nan)
        assert (start, stop) == pytest.approx(expected, nan_ok=True, abs=1e-12)


def test_dyads_come_from_the_data_in_either_order(data, built):
    (data / "votes/dyads.csv").write_text("actor,partner,note\nUSA,CHN,\nDEU,RUS,note\n", "utf-8")
    con = built(*[(f"2001-10-{n:02d}", 56, True, "YAN N") for n in range(1, 9)])
    found = con.execute("select distinct actor, partner from dyad_interval order by all").fetchall()
    assert found == [("CHN", "USA"), ("DEU", "RUS")]
    values = con.execute("select low, high, draws from dyad_interval where measure = 's_abs'")
    assert set(values.fetchall()) == {(-1.0, -1.0, DRAWS), (0.0, 0.0, DRAWS)}


def test_an_undefined_measure_has_no_interval(data, built):
    (data / "votes/dyads.csv").write_text("actor,partner,note\nUSA,CHN,\n", "utf-8")
    con = built(("2001-10-01", 56, True, "YAN Y"), ("2001-10-02", 56, True, "YAN Y"))
    question = """
        select distinct low, high, draws from dyad_interval
        where measure = $measure and scope = 'fp'
    """
    assert con.execute(question, {"measure": "pi_sq"}).fetchall() == [(None, None, 0)]
    assert con.execute(question, {"measure": "s_sq"}).fetchall() == [(1, 1, DRAWS)]


def test_a_measure_undefined_in_some_draws_says_so(data, built):
    (data / "votes/dyads.csv").write_text("actor,partner,note\nUSA,CHN,\n", "utf-8")
    con = built(("2001-10-01", 56, True, "YAN Y"), ("2001-10-02", 56, True, "NAN N"))
    question = (
        "select low, high, draws from dyad_interval where measure = 'kappa_abs' and scope = 'fp'"
    )
    ((low, high, draws),) = con.execute(question).fetchall()
    assert (low, high) == (1, 1)
    assert 0 < draws < DRAWS


def test_shipped_intervals_hold_their_measure(shipped):
    question = """
        select count(*), count_if(value between low and high), count(distinct (actor, partner))
        from dyad_interval join alignment using (measure, scope, actor, partner, year)
        where value is not null
    """
    ((rows, held, dyads),) = shipped.execute(question).fetchall()
    assert dyads == 12
    assert held / rows > 0.99


def test_shipped_intervals_repeat(shipped):
    with shipped.cursor() as con:
        con.execute("create temp table staged_dyad as select 'USA' as actor, 'RUS' as partner")
        again = {tuple(row.values()) for row in intervals(con).to_pylist()}
        con.execute("drop table staged_dyad")
    stored = shipped.execute("from dyad_interval where actor = 'RUS' and partner = 'USA'")
    assert set(stored.fetchall()) == again
