import duckdb
import pytest

from etl.build.steps import build
from etl.readings.store import acknowledged, history
from etl.store import builds
from etl.store.databases import UnreadableError
from tests.built import build_once

HISTORY = """
select build, count(*) from reading_history where claim = 's03' group by build order by build
"""
TURNED = """
select reading from reading_history where claim = 's03' and basis = 'now' order by built_at
"""


def test_readings_of_earlier_builds_are_kept(data, asked, rule):
    first = build_once(data)
    rule(("threshold = 1\n", "threshold = 8\n"))
    second = build(data)
    assert asked(HISTORY) == [(first.stem, 3), (second.id, 3)]
    assert asked(TURNED) == [("consistent",), ("mixed",)]


def test_a_build_that_cannot_be_read_loses_no_history_in_silence(data, asked):
    first = build_once(data)
    first.write_bytes(b"broken")
    with pytest.raises(UnreadableError):
        history(first)
    with pytest.raises(UnreadableError):
        build(data, force=True)
    second = build(data, anew=True)
    assert asked(HISTORY) == [(second.id, 3)]


def test_without_a_build_there_is_no_history(data):
    assert builds.current(data) is None
    assert history(None) is None


def test_a_build_made_before_there_were_readings_has_no_history(tmp_path):
    path = tmp_path / "old.duckdb"
    with duckdb.connect(path.as_posix()) as con:
        con.execute("create table build (id varchar)")
    assert history(path) is None
    assert acknowledged(path) is None


def test_history_of_other_code_is_carried_on_by_the_columns_that_both_have(data, asked):
    first = build_once(data)
    with duckdb.connect(first.as_posix()) as con:
        con.execute("alter table reading_history add column mood varchar default 'calm'")
        con.execute("alter table reading_history drop column value")
    second = build(data, force=True)
    assert asked(HISTORY) == [(first.stem, 3), (second.id, 3)]


def test_every_reading_of_the_build_stands_in_its_tables(asked):
    assert asked("select count(*) from reading") == [(9,)]
    assert asked("select distinct evaluated_on = built_at::date from reading, build") == [(True,)]
    assert asked("select count(*) from test_result where claim = 's03'") == [(6,)]
