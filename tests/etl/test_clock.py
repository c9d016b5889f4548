"""A day is an input: what the data say never depends on the calendar, the zone or a wrong clock."""

import ast
import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta

import duckdb
import pytest

from etl import clock
from etl.build.status import desk
from etl.build.steps import build, problems
from etl.paths import ROOT, builds_folder
from tests.etl.conftest import SAMPLE

LATER = ("2027-01-15", "2028-02-29", "2031-06-01")
ZONES = ("Pacific/Kiritimati", "Pacific/Niue")
ASKS = {"today", "now", "utcnow", "fromtimestamp", "time", "time_ns", "localtime", "gmtime"}
CLAIMS = "articles/sample/claims.toml"
READ = """
select * exclude (evaluated_on) from reading order by all;
from test_result order by all;
from reading_threshold order by all;
"""


@pytest.fixture
def on(monkeypatch):
    """A function that sets the day on which this process believes to run."""
    return lambda day: monkeypatch.setenv(clock.SETTING, day)


def read_of(path):
    """All that the readings of a build say, but for the day on which they were computed."""
    with duckdb.connect(path.as_posix(), read_only=True) as con:
        return [con.execute(sql).fetchall() for sql in READ.split(";")[:-1]]


def asks_the_system(path):
    """The calls of a module that ask the machine for the time: date.today(), time.time(), …"""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in ASKS:
            whose = node.value
            name = whose.attr if isinstance(whose, ast.Attribute) else getattr(whose, "id", "")
            if name in {"date", "datetime", "time", "pd", "Timestamp"}:
                yield f"{name}.{node.attr}"


def test_only_the_clock_asks_the_machine_for_the_day():
    modules = (path for part in ("etl", "dashboard") for path in (ROOT / part).rglob("*.py"))
    found = {path.relative_to(ROOT).as_posix(): list(asks_the_system(path)) for path in modules}
    assert {name: calls for name, calls in found.items() if calls} == {
        "etl/clock.py": ["datetime.now"]
    }


def test_the_day_is_that_of_utc_wherever_the_machine_stands(monkeypatch):
    monkeypatch.delenv(clock.SETTING, raising=False)
    days = set()
    for zone in ZONES:
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        days.add(clock.today())
    monkeypatch.undo()
    time.tzset()
    assert days <= {datetime.now(UTC).date(), (datetime.now(UTC) - timedelta(minutes=1)).date()}


def test_a_process_may_run_on_another_day(on):
    on("2028-02-29")
    assert clock.today() == date(2028, 2, 29)
    assert clock.now().tzinfo == UTC


@pytest.mark.parametrize("setting", ["2027-02-29", "tomorrow", "2027", "2027-01-15T10:00"])
def test_a_setting_that_is_no_day_is_refused(on, setting):
    on(setting)
    with pytest.raises(clock.ClockError, match=f"is '{setting}', no day such as 2027-01-15"):
        clock.today()


def test_a_setting_that_is_no_day_ends_a_command_in_one_line(run, on):
    on("2027-02-29")
    said = f"{clock.SETTING} is '2027-02-29', no day such as 2027-01-15 (mend it)\n"
    assert run("check") == (1, "", said)


def test_no_reading_turns_while_the_data_stay(data, on):
    on("2026-11-30")
    first = read_of(build(data).path)
    for day in LATER:
        on(day)
        assert read_of(build(data, force=True).path) == first


def test_figures_that_grew_too_old_are_too_little_data_and_no_fault(data, replace):
    """A document read years later makes them old: a window that looks back finds none."""
    whole = "where indicator = 'sample_trade_share' and"
    replace(CLAIMS, whole, f"{whole} year(period_end) >= year($until::date) - 2 and")
    replace("themes/aid/sources.csv", ",,,2024-09-01,press", ",,,2026-11-20,press")
    with duckdb.connect(build(data).path.as_posix(), read_only=True) as con:
        found = con.execute("select basis, lacks from reading where claim = 's03'").fetchall()
    assert dict(found)["now"] == "Share of China: 0 of the 2 figures needed"
    assert dict(found)["revised"] is None


@pytest.mark.parametrize("clock_of", ["2020-01-01", "2024-06-01"])
def test_a_clock_that_is_behind_is_one_problem(data, on, clock_of):
    on(clock_of)
    (found,) = problems(data)
    assert found.field == "accessed"
    assert found.message.startswith(f"it is {clock_of} by this machine's clock, but ")
    assert "up to 2024-09-01 (set the clock; " in found.message


def test_a_clock_that_is_behind_hides_no_other_problem(data, on, replace):
    replace("themes/trade/observations/shares.csv", "2024-01/2024-05,33", "2024-01/2024-05,3x")
    on("2020-01-01")
    assert {problem.field for problem in problems(data)} == {"accessed", "value"}


def test_one_day_in_the_future_is_a_slip_of_the_pen(data, replace):
    line = replace("themes/trade/sources.csv", "2024-07,2024-09-01", "2024-07,2097-09-01")
    (found,) = problems(data)
    assert (found.line, found.field) == (line, "accessed")
    assert found.message.startswith("'2097-09-01' lies in the future: it is ")


def test_a_build_stays_in_force_when_the_clock_is_set_back(data, on):
    on("2026-11-30")
    standing = build(data)
    on("2020-01-01")
    assert build(data).path == standing.path


def test_a_build_made_after_the_clock_was_set_back_is_the_newest_by_name(data, on):
    on("2031-06-01")
    first = build(data)
    on("2026-11-30")
    second = build(data, force=True)
    assert first.id < second.id
    assert sorted(path.stem for path in builds_folder(data).glob("*.duckdb"))[-1] == second.id
    with duckdb.connect(second.path.as_posix(), read_only=True) as con:
        made = con.execute("select built_at::date from build").fetchone()
    assert made == (date(2026, 11, 30),)


@pytest.mark.parametrize("day", [date(2020, 1, 1), *map(date.fromisoformat, LATER)])
def test_the_desk_counts_from_the_day_it_is_asked(database, day):
    due = [c.why for c in desk(database, day)["themes to be looked through again"]]
    assert all(date.fromisoformat(why.removeprefix("due since ")) < day for why in due)
    assert bool(due) == (day.year > 2024)


def test_the_same_build_comes_out_in_every_time_zone(tmp_path):
    made = []
    for zone in ZONES:
        data = shutil.copytree(SAMPLE, tmp_path / zone / "data")
        command = [sys.executable, "-m", "etl", "--data", str(data), "build"]
        subprocess.run(command, env=os.environ | {"TZ": zone}, check=True, capture_output=True)
        (path,) = builds_folder(data).glob("*.duckdb")
        made.append((path, read_of(path)))
    (one, read), (other, same) = made
    assert read == same
    with duckdb.connect(":memory:") as con:
        con.execute(f"attach '{one}' as one (read_only); attach '{other}' as other (read_only)")
        tables = con.execute("select name from (show all tables) where database = 'one'").fetchall()
        for (table,) in set(tables) - {("build",), ("reading_history",)}:
            rows = [con.table(f"{name}.main.{table}") for name in ("one", "other")]
            assert rows[0].except_(rows[1]).fetchall() == [], table
