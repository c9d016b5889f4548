"""Rows to fill: the next period of each series that goes on, in the layout of the files."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.pages.desk.blank_rows import HEADER, as_csv, blank_rows, following
from dashboard.store.database import records
from etl.stage.tables import TABLES


def test_the_header_is_that_of_the_files():
    assert tuple(HEADER) == next(t for t in TABLES if t.name == "observation").columns


@pytest.mark.parametrize(
    ("period", "frequency", "wanted"),
    [
        ("2024", "Y", "2025"),
        ("2024-H1", "H", "2024-H2"),
        ("2024-H2", "H", "2025-H1"),
        ("2024-Q4", "Q", "2025-Q1"),
        ("2024-09", "M", "2024-10"),
        ("2024-12", "M", "2025-01"),
        ("2024-06-17", "D", ""),
        ("2021-01/2021-08", "W", ""),
        ("2024", "I", ""),
    ],
)
def test_the_next_period_follows_where_the_calendar_tells_it(period, frequency, wanted):
    assert following(period, frequency) == wanted


@given(st.integers(1900, 2090), st.integers(1, 12))
def test_months_go_on_without_a_gap_and_sort(year, month):
    later = following(f"{year}-{month:02}", "M")
    assert later > f"{year}-{month:02}"
    assert int(later[:4]) * 12 + int(later[5:]) == year * 12 + month + 1


def test_rows_are_those_of_the_newest_period_without_value_and_source(database):
    name = "goods_imports_gacc"
    (rows,) = blank_rows(database, [name]).values()
    sql = "select max(period) as last from figure where indicator = $name"
    last = records(database, sql, {"name": name})[0]["last"]
    keys = [(row["actor"], row["partner"], row["period"]) for row in rows]
    assert ("CHN", "RUS", str(int(last) + 1)) in keys
    assert len(set(keys)) == len(keys)
    assert {(row["indicator"], row["value"], row["source"]) for row in rows} == {(name, "", "")}
    assert list(csv.DictReader(io.StringIO(as_csv(rows)))) == rows
    assert f"{name},CHN,RUS,{int(last) + 1},,,,,,\n" in as_csv(rows, headed=False)
    assert blank_rows(database, ["none"]) == {}
