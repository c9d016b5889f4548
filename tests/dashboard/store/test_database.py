"""Which database is read, and that nobody writes into it."""

from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from dashboard.pages.indicators.editions import earlier_editions, paired
from dashboard.store.database import NoBuildError, check, connection, data, in_force, is_set
from etl.paths import DATA
from etl.store import builds


def test_the_named_database_comes_first(monkeypatch, edition):
    monkeypatch.setenv("ALIGNMENT_DATA", str(edition))
    monkeypatch.setenv("ALIGNMENT_DATABASE", "named.duckdb")
    assert in_force() == "named.duckdb"
    assert is_set()


def test_else_it_is_the_build_in_force_of_the_data_folder(monkeypatch, edition, tmp_path):
    monkeypatch.delenv("ALIGNMENT_DATABASE", raising=False)
    monkeypatch.setenv("ALIGNMENT_DATA", str(edition))
    assert in_force() == builds.current(edition).as_posix()
    assert not is_set()
    monkeypatch.setenv("ALIGNMENT_DATA", str(tmp_path))
    with pytest.raises(NoBuildError, match="python -m etl build"):
        in_force()


def test_without_a_setting_the_checkout_s_data_are_meant(monkeypatch):
    monkeypatch.delenv("ALIGNMENT_DATA", raising=False)
    assert data() == DATA


def test_a_build_cannot_be_written_into(database):
    with pytest.raises(duckdb.Error, match="read-only"):
        connection(database).cursor().execute("create table x (i int)")


def test_many_readers_may_be_the_first_to_look_at_a_new_build(database):
    for _ in range(5):
        check.cache_clear()
        with ThreadPoolExecutor(6) as pool:
            assert [*pool.map(check, [database] * 6)] == [None] * 6


def test_two_editions_stand_beside_each_other_with_their_difference(database, found):
    restated = {
        leaf.id: earlier_editions(database, leaf.id)
        for leaf in found.indicators.values()
        if leaf.revision == "edition"
    }
    pairs = [(leaf, edition["id"]) for leaf, all_of in restated.items() for edition in all_of]
    assert pairs
    for leaf, edition in pairs[:5]:
        rows = paired(database, leaf, edition, ())
        assert (rows["later"] - rows["earlier"] == rows["difference"]).all()
        assert not rows.duplicated(["actor", "partner", "period"]).any()
