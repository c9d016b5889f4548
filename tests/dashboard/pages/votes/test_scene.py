"""Who is compared: any choice of actors and groupings gives three corners that vote."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.pages.votes.scene import CORNERS, GROUPING, MOST_NAMED, RESETS, cast, moments
from dashboard.store.dyads import voters


@pytest.fixture(scope="module")
def voting(database):
    return voters(database)


def test_by_default_it_is_the_triangle_and_europe(found, voting):
    who = cast(found, voting, (), ())
    assert (who.corners, who.groupings, who.is_default) == (CORNERS, (GROUPING,), True)
    assert who.focus == "USA"
    assert set(who.named) == {"DEU", "GBR", "UKR"}


def test_chosen_members_come_first_and_the_triangle_fills_up(found, voting):
    assert cast(found, voting, ("DEU",), ()).corners == ("DEU", "USA", "RUS")
    assert cast(found, voting, ("RUS", "IND"), ()).corners == ("RUS", "IND", "USA")
    who = cast(found, voting, ("FRA", "GBR", "DEU", "POL"), ())
    assert (who.corners, who.named) == (("FRA", "GBR", "DEU"), ("POL",))


def test_an_aggregate_stands_for_its_members_and_others_are_told(found, voting):
    who = cast(found, voting, ("NATO", "WORLD", "DEU", "EUR_KIEL"), ("G7",))
    assert who.groupings == ("G7", "NATO", "EUR_KIEL")
    assert who.silent == ("WORLD",)
    assert who.corners[0] == "DEU"
    assert not cast(found, voting, ("NATO",), ()).is_default


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_choice_gives_three_different_corners_that_vote(found, voting, data):
    actors = data.draw(st.lists(st.sampled_from(sorted(found.actors)), unique=True, max_size=12))
    groups = data.draw(st.lists(st.sampled_from(sorted(found.groupings)), unique=True, max_size=4))
    who = cast(found, voting, actors, groups)
    assert len(set(who.corners)) == 3
    assert {*who.corners, *who.named} <= voting
    assert set(who.corners).isdisjoint(who.named)
    assert len(who.named) <= MOST_NAMED
    assert set(who.silent).isdisjoint(voting)
    assert who.groupings


def test_without_voters_there_are_no_corners(found):
    assert cast(found, frozenset(), ("USA",), ()).corners == ()


def test_moments_are_the_resets_and_the_last_two_years():
    assert moments(range(1991, 2026)) == (1993, 2009, 2024, 2025)
    assert moments(range(2010, 2026)) == (2010, 2018, 2024, 2025)
    assert moments(range(2008, 2011)) == (2008, 2009, 2010)
    assert moments((2020,)) == (2020,)
    assert moments(()) == ()


@given(st.lists(st.integers(1946, 2100), unique=True, max_size=60).map(sorted))
def test_moments_are_at_most_four_years_that_were_asked_for(years):
    found = moments(years)
    assert set(found) <= set(years)
    assert list(found) == sorted(set(found))
    assert len(found) <= 4
    assert found[-2:] == tuple(years[-2:])


def test_the_reset_years_begin_an_episode_of_the_data(database):
    from dashboard.store.database import records

    question = "select period from figure where indicator = 'reset_episode_duration_months'"
    starts = {int(row["period"][:4]) for row in records(database, question)}
    assert set(RESETS) <= starts
