"""The comparison of resets, without a browser."""

import pytest

from dashboard.html.markup import text
from dashboard.store.episodes import comparisons


@pytest.fixture
def resets(page):
    return page("resets")


def test_every_episode_stands_with_its_codes_and_the_present_one_in_bold(resets, database):
    resets.visit()
    (comparison,) = comparisons(database)
    for episode in comparison.episodes:
        name = f"{episode.start.year}, {text(episode.label)}"
        shown = f"<b>{name}</b>" if episode.is_open else name
        assert f'<td class="t">{shown}</td>' in resets.html
    assert "Treaty signed or extended" in resets.html
    assert "differed on start of a reset, end of a reset" in resets.html
    assert "Disputed: 2011-03, 2012-05, 2013-08 and 2014-03 were coded." in resets.html
    assert len(resets.charts) == len(comparison.series)


def test_the_present_reset_is_set_beside_the_earlier_ones_in_the_same_month(resets):
    resets.visit()
    said = "In month 14, the last known, the reset of 2025 stands at 1; the earlier ones in that "
    assert f"{said}month at 3 (1993), 3 (2001), 3 (2009) and 3 (2017), median 3." in resets.html
    assert "For the reset of 2025 there is no base" in resets.html


def test_a_theme_leaves_its_series(resets):
    resets.visit(theme="un_voting")
    assert len(resets.charts) == 2
    resets.visit(theme="nato_cohesion")
    assert "No series of this comparison belongs to the chosen theme." in resets.html
    resets.click("all_themes")
    assert len(resets.charts) > 2


def test_a_period_leaves_its_episodes(resets):
    resets.visit(from_="2016", to="2019")
    assert "2017, Trump and Putin, first term" in resets.html
    assert "2009, Obama and Medvedev" not in resets.html
    resets.visit(to="1950")
    assert "none for these filters" in resets.html


def test_other_actors_leave_a_reason_and_a_way_out(resets):
    resets.visit(actor="POL")
    assert "The comparison is of United States and Russia, since 1993." in resets.html
    assert resets.charts == []
    resets.click("bare_resets")
    assert resets.query == {}
    assert resets.charts
