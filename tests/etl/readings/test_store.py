import duckdb

from etl import builds
from etl.build import build
from etl.readings.store import history

HISTORY = """
select build, count(*) from reading_history where claim = 's03' group by build order by build
"""
TURNED = """
select reading from reading_history where claim = 's03' and basis = 'now' order by built_at
"""


def test_readings_of_earlier_builds_are_kept(data, asked, rule):
    first = build(data)
    rule(("threshold = 1\n", "threshold = 8\n"))
    second = build(data)
    assert asked(HISTORY) == [(first.id, 3), (second.id, 3)]
    assert asked(TURNED) == [("consistent",), ("mixed",)]


def test_a_build_that_cannot_be_read_has_no_history(data, asked):
    first = build(data)
    first.path.write_bytes(b"broken")
    assert history(first.path) is None
    second = build(data, force=True)
    assert asked(HISTORY) == [(second.id, 3)]


def test_without_a_build_there_is_no_history(data):
    assert builds.current(data) is None
    assert history(None) is None


def test_a_build_of_other_tables_has_no_history(tmp_path):
    path = tmp_path / "old.duckdb"
    with duckdb.connect(path.as_posix()) as con:
        con.execute("create table reading_history (claim varchar)")
    assert history(path) is None


def test_every_reading_of_the_build_stands_in_its_tables(asked):
    assert asked("select count(*) from reading") == [(9,)]
    assert asked("select distinct evaluated_on = built_at::date from reading, build") == [(True,)]
    assert asked("select count(*) from test_result where claim = 's03'") == [(6,)]
