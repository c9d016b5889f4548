import os
import subprocess
import sys
from datetime import date

import duckdb
import pytest

from etl.readings.limits import Bounded
from etl.readings.sandbox import RuleError, asked, faults

GIVEN = {"day": date(2026, 1, 1), "until": date(2026, 1, 1)}
SOUND = "select 1.5 as value, ['x'] as evidence where $until > date '2000-01-01'"
ENDLESS = """
select sum(a.range * b.range) as value, [] as evidence
from range(1000000) as a, range(1000000) as b
"""
ASK = """
import sys
from pathlib import Path
from etl.readings.sandbox import open_sandbox
with open_sandbox(Path(sys.argv[1])) as con:
    print(con.execute(sys.argv[2]).fetchall()[0][0])
"""
STATIC = [
    ("selec 1", "is no SELECT that can be read"),
    ("drop table figure", "is no SELECT that can be read"),
    ("insert into vote values (1)", "is no SELECT that can be read"),
    ("copy (select 1) to '/tmp/x.csv'", "is no SELECT that can be read"),
    ("attach 'x.duckdb'", "is no SELECT that can be read"),
    ("set threads = 8", "is no SELECT that can be read"),
    (f"{SOUND}; {SOUND}", "holds 2 statements"),
    ("select value, evidence from observation where $until", "names 'observation', which is no"),
    ("select value from figure where $until", "names 'figure', which is no public relation"),
    ("select 1 from built.vote where $until", "names 'built.vote'"),
    ("select 1 from information_schema.tables where $until", "names 'information_schema.tables'"),
    ("select 1 from (select * from claim) where $until", "names 'claim'"),
    ("select (select max(value) from reading) where $until", "names 'reading'"),
    ("select 1 from read_csv('/etc/passwd') where $until", "calls the table function read_csv()"),
    ("select 1 from '/etc/passwd' where $until", "names '/etc/passwd'"),
    ("select 1 from duckdb_settings() where $until", "table function duckdb_settings()"),
    ("select 1 from figure_as_of(date '2030-01-01') where $until", "for another day than $day"),
    ("select random() from vote where $until", "calls random"),
    ("select current_date where $until", "calls current_date"),
    ("select now() where $until", "calls now"),
    ("select 1 from figure_as_of($day)", "does not name $until"),
    ("select $other where $until", "names $other, which 'given' lacks"),
    ("show tables", "lists what the database holds"),
    ("select count(*) from vote tablesample 10% where $until", "draws a sample"),
    ("select count(*) from vote where $until using sample 10", "draws a sample"),
    ("select (select 1 from (from vote using sample 1 rows)) where $until", "draws a sample"),
    ("with s as (from vote tablesample 1) select 1 from s where $until", "draws a sample"),
]


@pytest.fixture
def bounded(sandbox):
    """The sandboxed connection, its questions bounded in time."""
    with Bounded(sandbox) as found:
        yield found


@pytest.mark.parametrize(("sql", "part"), STATIC)
def test_what_a_rule_may_not_do_is_said_before_it_is_asked(sandbox, sql, part):
    found = list(faults(sandbox, sql, set()))
    assert any(part in message for message in found), found
    assert all(message.endswith(")") for message in found)


def test_a_sound_rule_has_no_fault(sandbox):
    assert list(faults(sandbox, SOUND, set())) == []
    sql = "with own as (from figure_as_of($day)) select count(*) from own where $until and $p"
    assert list(faults(sandbox, sql, {"p"})) == []


def test_a_parameter_that_is_given_but_not_named_is_a_fault(sandbox):
    assert list(faults(sandbox, SOUND, {"p"})) == [
        "does not name $p, which 'given' holds (drop it there)"
    ]


@pytest.mark.parametrize(
    ("sql", "part"),
    [
        ("select 1 as value", "returns value (return value and evidence"),
        ("select [1] as evidence, 1 as value", "returns evidence, value"),
        ("select 1 as value, ['a'] as evidence where false", "returns 0 rows"),
        ("select unnest([1, 2]) as value, ['a'] as evidence", "returns 2 rows"),
        ("select 'many' as value, ['a'] as evidence", "returns the value 'many'"),
        ("select 1 / 0 as value, ['a'] as evidence", "returns the value inf"),
        ("select 'nan'::double as value, ['a'] as evidence", "returns the value nan"),
        ("select 1 as value, 'a' as evidence", "returns evidence that is no list"),
        ("select error('no') as value, ['a'] as evidence", "fails: "),
        ("select 1 as value, ['a'] as evidence from nowhere", "fails: Catalog Error"),
    ],
)
def test_what_a_rule_returns_must_be_one_number_and_its_evidence(bounded, sql, part):
    with pytest.raises(RuleError) as found:
        asked(bounded, sql, {})
    assert part in str(found.value)


def test_a_number_and_the_ids_of_its_evidence_come_back_each_once(bounded):
    sql = "select 2 as value, ['b', 'a', null, 'b'] as evidence"
    assert asked(bounded, sql, {}) == (2.0, ["a", "b"])
    assert asked(bounded, "select null as value, null as evidence", {}) == (None, [])


def test_a_rule_that_runs_too_long_is_stopped(sandbox):
    with Bounded(sandbox, 0.2) as bounded:
        for _ in range(2):  # the thread that watches goes on watching
            with pytest.raises(RuleError, match=r"ran longer than 0\.2 seconds"):
                asked(bounded, ENDLESS, {})
            assert asked(bounded, "select 1 as value, [] as evidence", {}) == (1.0, [])


def test_a_sum_is_the_same_each_time_it_is_asked(bounded):
    sql = """
        select sum(part) as value, [] as evidence
        from (select distinct 1 / (range + 1) as part from range(1000000))
    """
    assert len({asked(bounded, sql, {})[0] for _ in range(10)}) == 1


def test_a_day_is_that_of_utc_wherever_the_machine_stands(tmp_path):
    sql = "select (timestamptz '2026-01-01 00:00:00+00')::date::varchar"
    path = tmp_path / "any.duckdb"
    duckdb.connect(path.as_posix()).close()
    for zone in ("Pacific/Niue", "Pacific/Kiritimati"):
        told = subprocess.run(
            [sys.executable, "-c", ASK, str(path), sql],
            env=os.environ | {"TZ": zone},
            check=True,
            capture_output=True,
            text=True,
        )
        assert told.stdout == "2026-01-01\n"


@pytest.mark.parametrize(
    "sql",
    [
        "create table x (y int)",
        "delete from vote",
        "copy vote to '/tmp/never.csv'",
        "set threads = 1",
    ],
)
def test_the_connection_itself_refuses_to_write_and_to_reach_out(sandbox, sql):
    with pytest.raises(duckdb.Error):
        sandbox.execute(sql)


def test_the_connection_reads_no_file(sandbox, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a\n1\n", "utf-8")
    with pytest.raises(duckdb.PermissionException):
        sandbox.execute(f"from read_csv('{path}')")
