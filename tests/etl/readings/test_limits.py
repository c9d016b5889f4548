from threading import active_count
from time import monotonic

import duckdb
import pytest

from etl.readings.limits import Bounded

ENDLESS = "select sum(a.range * b.range) from range(1000000) as a, range(1000000) as b"


def test_names_and_rows_come_back_for_other_parameters_of_the_same_question(sandbox):
    with Bounded(sandbox) as bounded:
        sql = "select $a + 1 as more, $b as same"
        assert bounded.rows(sql, {"a": 1, "b": "x"}) == (["more", "same"], [(2, "x")])
        assert bounded.rows(sql, {"a": 1.5, "b": None}) == (["more", "same"], [(2.5, None)])


def test_a_question_is_given_its_whole_time_however_many_were_asked_before(sandbox):
    with Bounded(sandbox, 0.4) as bounded:
        start = monotonic()
        while monotonic() - start < 0.6:
            assert bounded.rows("select 1 as value", {}) == (["value"], [(1,)])
        start = monotonic()
        with pytest.raises(duckdb.InterruptException):
            bounded.rows(ENDLESS, {})
        assert 0.4 <= monotonic() - start < 5


def test_nothing_watches_any_longer_afterwards(sandbox):
    before = active_count()
    with Bounded(sandbox) as bounded:
        assert active_count() == before + 1
        with pytest.raises(duckdb.CatalogException):
            bounded.rows("from nowhere", {})
    assert active_count() == before
