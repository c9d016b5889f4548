"""Episodes of the real data: counts equal the coded ones, values stand at their months."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from dashboard.pages.resets.codes import coded, episode_figures
from dashboard.pages.resets.values import (
    At,
    evidence,
    last_day,
    months_since,
    standing,
    values,
)
from dashboard.store.database import records
from dashboard.store.episodes import comparisons


@pytest.fixture
def comparison(database):
    (found,) = comparisons(database)
    return found


def series_of(comparison, name):
    return next(s for s in comparison.series if s.id == name)


def test_every_coded_episode_is_there_and_the_last_one_is_open(database, comparison):
    sql = """
        select count(*) as coded from figure where indicator = 'reset_episode_duration_months'
    """
    assert len(comparison.episodes) == records(database, sql)[0]["coded"]
    assert [e.is_open for e in comparison.episodes] == [False] * 5 + [True]
    assert last_day(comparison.episodes[-1]).year == 2999


def test_meetings_counted_from_events_equal_the_coded_yearly_counts(database, comparison):
    rows = evidence(database, comparison, series_of(comparison, "reset_meetings"))
    counted = Counter(rows["day"].dt.year)
    sql = """
        select year(period_start) as year, value from figure
        where indicator = 'us_russia_leader_meetings'
    """
    for row in records(database, sql):
        assert counted[row["year"]] == row["value"], row["year"]


def test_a_count_grows_by_one_from_nought_to_the_end_of_its_episode(database, comparison):
    series = series_of(comparison, "reset_meetings")
    for episode in comparison.episodes:
        found = values(database, comparison, series, episode)
        steps = [b.value - a.value for a, b in pairwise(found)]
        assert found[0] == At(0.0, 0.0, episode.start, f"{episode.start}")
        assert set(steps) <= {0.0, 1.0}
        assert [at.month for at in found] == sorted(at.month for at in found)
        assert found[-1].day <= min(last_day(episode), series.until)
    assert values(database, comparison, series, comparison.episodes[0])[-1].value == 11


def test_an_index_has_its_base_in_the_twelve_months_before_the_start(database, comparison):
    series = series_of(comparison, "reset_imports")
    episode = next(e for e in comparison.episodes if e.unit == "bush")
    sql = """
        select avg(value) as base from figure where indicator = 'us_goods_imports_monthly'
            and partner = 'RUS' and period between '2000-06' and '2001-05'
    """
    base = records(database, sql)[0]["base"]
    sql = """
        select value from figure where indicator = 'us_goods_imports_monthly'
            and partner = 'RUS' and period = '2003-06'
    """
    wanted = 100 * records(database, sql)[0]["value"] / base
    found = {at.period: at for at in values(database, comparison, series, episode)}
    assert found["2003-06"].value == pytest.approx(wanted)
    assert found["2003-06"].month == pytest.approx(24, abs=0.5)


def test_without_a_base_there_is_no_index(database, comparison):
    """The documents read give no month of the year before February 2025."""
    series = series_of(comparison, "reset_imports")
    assert values(database, comparison, series, comparison.episodes[-1]) == []


def test_values_lie_between_the_months_shown_and_the_end_of_the_episode(database, comparison):
    for series in (s for s in comparison.series if s.topic is None):
        for episode in comparison.episodes:
            for at in values(database, comparison, series, episode):
                assert -comparison.before <= at.month <= comparison.after
                assert at.day <= last_day(episode)
                assert at.month == pytest.approx(months_since(episode.start, at.day))


def test_agreement_of_a_year_stands_at_its_middle(database, comparison):
    series = series_of(comparison, "reset_agreement")
    found = values(database, comparison, series, comparison.episodes[0])
    sql = """
        select agreement from dyad_year
        where scope = 'fp' and actor = 'RUS' and partner = 'USA' and year = 1995
    """
    (at,) = (at for at in found if at.period == "1995")
    assert at.value == records(database, sql)[0]["agreement"]
    assert at.day == date(1995, 7, 1)


def test_an_older_value_stands_for_a_while_and_a_count_to_its_end():
    found = [At(m, v, date(2000, 1, 1), "p") for m, v in ((0, 1.0), (12, 2.0), (40, 3.0))]
    assert standing(found, 20, counted=False).value == 2
    assert standing(found, 31, counted=False) is None
    assert standing(found, 31, counted=True).value == 2
    assert standing(found, 41, counted=True) is None
    assert standing(found, -1, counted=False) is None
    assert standing([], 3, counted=True) is None


def test_every_episode_was_coded_by_several_and_what_stands_is_in_the_data(database, comparison):
    given = coded(database, comparison.variables)
    figures = episode_figures(database, comparison).set_index(["indicator", "period"])
    for episode in comparison.episodes:
        rows = {row["variable"]: row for row in given[episode.unit]}
        assert rows.keys() == set(comparison.variables)
        assert all(len(row["codes"]) > 1 for row in rows.values())
        for variable, indicator in (
            ("reset_result", "reset_episode_arms_control_result"),
            ("reset_end_cause", "reset_episode_end_cause"),
        ):
            row = rows[variable]
            stands = row["stands"] or row["codes"][0]
            assert figures.loc[(indicator, episode.period), "code"] == stands
