"""Dyadic figures of other themes: the newest and the one before it, counted by pair."""

import pandas as pd

from dashboard.pages.votes.other_dyads import counted, dyadic, evidence, offered
from dashboard.store.database import ask

ALWAYS = ("1000-01-01", "2999-12-31")


def one(found, indicator, actor, partner):
    rows = found.loc[
        (found["indicator"] == indicator)
        & (found["actor"] == actor)
        & (found["partner"] == partner)
    ]
    (row,) = rows.to_dict("records")
    return row


def test_the_newest_figure_stands_with_the_one_before_it(database):
    found = dyadic(database, "russia_china", ALWAYS)
    row = one(found, "goods_trade_total_gacc", "CHN", "RUS")
    question = """
        select period, value from figure
        where indicator = 'goods_trade_total_gacc' and actor = 'CHN' and partner = 'RUS'
        order by period desc limit 2
    """
    newest, before = ask(database, question).to_dict("records")
    assert (row["period"], row["value"]) == (newest["period"], newest["value"])
    assert (row["period_before"], row["value_before"]) == (before["period"], before["value"])


def test_a_part_of_a_year_is_compared_with_the_same_months_only(database):
    found = dyadic(database, None, ALWAYS)
    windows = found.loc[found["period"].str.contains("/") & found["period_before"].notna()]
    assert len(windows) >= 5
    for row in windows.to_dict("records"):
        months = [
            [end[5:7] for end in row[name].split("/")] for name in ("period", "period_before")
        ]
        assert months[0] == months[1], row


def test_the_period_bounds_what_is_newest(database):
    found = dyadic(database, "russia_china", ("1000-01-01", "2010-12-31"))
    assert (found["period"].str[:4] <= "2010").all()
    assert dyadic(database, "russia_china", ("1000-01-01", "1900-12-31")).empty


def test_a_pair_is_asked_in_both_directions(database):
    found = dyadic(database, None, ALWAYS, ("USA", "RUS"))
    assert {("USA", "RUS"), ("RUS", "USA")} == set(
        zip(found["actor"], found["partner"], strict=True)
    )
    assert "us_russia_leader_meetings" in set(found["indicator"])


def test_indicators_are_counted_by_pair_whichever_way_they_point():
    found = pd.DataFrame(
        [("a", "X", "Y"), ("a", "Y", "X"), ("b", "Y", "X"), ("b", "X", "Z")],
        columns=["indicator", "actor", "partner"],
    )
    assert counted(found) == {frozenset("XY"): 2, frozenset("XZ"): 1}
    assert counted(found.head(0)) == {}


def test_offered_are_dyadic_indicators_of_the_theme_with_evidence(database, found):
    for theme in found.themes:
        for name in offered(database, theme)[:3]:
            assert found.indicators[name].theme == theme
            assert len(evidence(database, name)) > 0
    assert offered(database, "no_such_theme") == ()
