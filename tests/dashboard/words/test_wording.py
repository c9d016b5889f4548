"""Numbers, periods and names read the same everywhere and lose nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.words.wording import (
    MINUS,
    MONTHS,
    Unit,
    day,
    listed,
    number,
    ordinal,
    period,
    quantity,
    singular,
    when,
)

NUMBERS = st.floats(-1e12, 1e12, allow_nan=False)
MONTH = st.integers(1, 12)
YEAR = st.integers(1000, 2999)


@given(NUMBERS, st.integers(0, 4))
def test_a_number_can_be_read_back(value, decimals):
    shown = number(value, decimals)
    read = float(shown.replace(",", "").replace(MINUS, "-"))
    assert read == pytest.approx(round(value, decimals), abs=10**-decimals / 2 * 1.001)
    assert len(shown.partition(".")[2]) == decimals


@given(NUMBERS, st.integers(0, 4))
def test_a_number_is_grouped_by_thousands_and_never_minus_nought(value, decimals):
    shown = number(value, decimals)
    whole = shown.removeprefix(MINUS).partition(".")[0].split(",")
    assert all(len(group) == 3 for group in whole[1:])
    assert 1 <= len(whole[0]) <= 3
    assert (MINUS in shown) is (any(letter in "123456789" for letter in shown) and value < 0)
    assert "-" not in shown


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(-1234.5, 1, f"{MINUS}1,234.5"), (-0.004, 2, "0.00"), (1e6, 0, "1,000,000")],
)
def test_a_number_is_written_so(value, decimals, shown):
    assert number(value, decimals) == shown


def test_a_quantity_has_its_unit_where_prose_puts_it():
    assert quantity(3.1, Unit("EUR_bn", "EUR bn", "bn", "€", "bn"), 1) == "€3.1 bn"
    assert quantity(2.0, Unit("pct", "per cent", "%", None, "per cent"), 1) == "2.0 per cent"
    assert quantity(7, Unit("count", "number", None, None, None), 0) == "7"


def test_the_minus_stands_before_the_currency():
    assert quantity(-3.1, Unit("EUR_bn", "EUR bn", "bn", "€", "bn"), 1) == f"{MINUS}€3.1 bn"
    assert quantity(-0.01, Unit("EUR_bn", "EUR bn", "bn", "€", "bn"), 1) == "€0.0 bn"


@pytest.mark.parametrize(
    ("suffix", "one"),
    [
        ("meetings", "meeting"),
        ("countries", "country"),
        ("entities", "entity"),
        ("mentions per 10,000 words", "mention per 10,000 words"),
        ("percentage points", "percentage point"),
        ("per cent of GDP", "per cent of GDP"),
        ("bn cubic metres", "bn cubic metres"),
        ("million tonnes", "million tonnes"),
    ],
)
def test_one_of_a_thing_is_said_in_the_singular(suffix, one):
    unit = Unit("u", "u", None, None, suffix)
    assert singular(suffix) == one
    assert quantity(1, unit, 0) == f"1 {one}"
    assert quantity(-1, unit, 0) == f"{MINUS}1 {one}"
    for value, decimals, shown in ((0, 0, "0"), (2, 0, "2"), (1, 1, "1.0"), (11, 0, "11")):
        assert quantity(value, unit, decimals) == f"{shown} {suffix}"


@pytest.mark.parametrize(
    ("rank", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (21, "21st")],
)
def test_a_place_is_said_so(rank, said):
    assert ordinal(rank) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024", "in 2024"),
        ("2024-06", "in June 2024"),
        ("2024-06-17", "on 17 June 2024"),
        ("2024-H2", "in the second half of 2024"),
        ("2024-Q3", "in quarter 3 of 2024"),
        ("2026-01/2026-04", "from January to April 2026"),
        ("2026-01/2026-01", "in January 2026"),
    ],
)
def test_when_is_said_so(text, said):
    assert when(text) == said
    assert when(text, "by").startswith("by ")


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_a_day_is_written_the_same_as_a_date_and_as_text(value):
    assert period(value.isoformat()) == day(value)
    assert day(value) == f"{value.day} {MONTHS[value.month - 1]} {value.year}"


@given(YEAR, MONTH)
def test_a_month_is_named(year, month):
    assert period(f"{year}-{month:02}") == f"{MONTHS[month - 1]} {year}"


@given(YEAR, MONTH, YEAR, MONTH)
def test_an_interval_names_its_year_once_when_it_has_one(year, month, other, last):
    shown = period(f"{year}-{month:02}/{other}-{last:02}")
    end = f"{MONTHS[last - 1]} {other}"
    start = MONTHS[month - 1] if year == other else f"{MONTHS[month - 1]} {year}"
    assert shown == (end if (year, month) == (other, last) else f"{start} to {end}")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2024", "2024"),
        ("2024-Q3", "quarter 3 of 2024"),
        ("2024-H2", "second half of 2024"),
        ("2024-H1", "first half of 2024"),
        ("2020/2024", "2020 to 2024"),
        ("2026-01/2026-04", "January to April 2026"),
        ("2024-04/2025-03", "April 2024 to March 2025"),
        ("2026-02-01/2026-02-17", "1 February to 17 February 2026"),
        ("not a period", "not a period"),
    ],
)
def test_a_period_is_written_so(text, shown):
    assert period(text) == shown


@given(st.lists(st.text("abc", min_size=1), max_size=5))
def test_names_are_listed_with_one_and_before_the_last(names):
    shown = listed(names)
    assert shown.count(" and ") == (len(names) > 1)
    assert shown.replace(" and ", ", ").split(", ") == (names or [""])
