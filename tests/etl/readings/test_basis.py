from datetime import date

import pytest

from etl.readings.basis import bases, last_day


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
    today, then = date(2026, 11, 24), date(2025, 3, 31)
    found = {basis.name: (basis.day, basis.until) for basis in bases(today, then)}
    assert found == {"now": (today, today), "then": (then, then), "revised": (today, then)}
