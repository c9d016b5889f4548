from datetime import date

import pytest

from etl.build.steps import build
from etl.readings.basis import bases, known_on, last_day
from etl.readings.sandbox import open_sandbox


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2025", date(2025, 12, 31)),
        ("2025-03", date(2025, 3, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2025-03-17", date(2025, 3, 17)),
        ("2025-H1", date(2025, 6, 30)),
        ("2025-Q4", date(2025, 12, 31)),
        ("2024-11/2025-02", date(2025, 2, 28)),
    ],
)
def test_a_period_ends_on_its_last_day(period, day):
    assert last_day(period) == day


def test_three_bases_differ_in_what_is_known_and_of_what_time():
    known, then = date(2026, 11, 24), date(2025, 3, 31)
    found = {basis.name: (basis.day, basis.until) for basis in bases(known, then)}
    assert found == {"now": (known, known), "then": (then, then), "revised": (known, then)}


def test_a_build_knows_what_was_read_or_took_place_last(data, replace):
    assert known(data) == date(2024, 9, 1)
    replace("themes/trade/sources.csv", "2024-07,2024-09-01", "2024-07,2024-10-05")
    assert known(data) == date(2024, 10, 5)


def known(data):
    with open_sandbox(build(data).path) as con:
        return known_on(con)
