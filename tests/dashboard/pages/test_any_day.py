"""Every page on any day: with a build of last year, on a leap day, with a clock that is behind."""

import pytest

from dashboard.shell import filters
from dashboard.store.database import records
from etl import clock

DAYS = ("2020-01-01", "2027-01-15", "2028-02-29")
PAGES = (
    *("article", "votes", "two", "resets", "country", "events", "desk"),
    *("indicators", "method", "figure", "plan"),
)


@pytest.fixture(params=DAYS)
def day(request, monkeypatch):
    """A day on which this process believes to run."""
    monkeypatch.setenv(clock.SETTING, request.param)
    return request.param


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_drawn(page, day, name):
    assert page(name).visit().html


def test_the_years_on_offer_reach_from_the_data_to_the_day(context, found, database, day):
    offered = filters._offered(context())
    first = records(database, "select year(min(period_start)) as year from figure")[0]["year"]
    last = max(int(day[:4]), found.build["built_at"].year)
    assert list(offered) == [str(year) for year in range(first, last + 1)]


def test_a_year_that_has_begun_can_be_chosen(page, monkeypatch):
    monkeypatch.setenv(clock.SETTING, "2028-02-29")
    shown = page("indicators").visit(from_="2027", to="2028")
    chosen = {box.label: box.value for box in shown.app.selectbox}
    assert (chosen["From"], chosen["To"]) == ("2027", "2028")
