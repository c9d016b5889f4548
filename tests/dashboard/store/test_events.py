"""Events under the filters, and the series that are compared around them."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard.store.database import records
from dashboard.store.events import (
    Candidate,
    all_events,
    candidates,
    events,
    reaches,
    regular,
    series,
)
from dashboard.store.lens import Lens


def test_every_event_comes_newest_first(database, found):
    every = events(database, Lens())
    assert len(every) == found.build["counts"]["event"]
    days = [event.date_start for event in every]
    assert days == sorted(days, reverse=True)
    assert all(event.url and event.publisher and event.locator for event in every)


def test_actors_theme_and_period_act_together(database):
    lens = Lens(("RUS",), "us_russia_resets", "2025-02", "2025-08")
    shown = events(database, lens)
    wanted = [
        e for e in all_events(database).values()
        if "RUS" in e.actors and e.theme == "us_russia_resets"
        and date(2025, 2, 1) <= e.date_end and e.date_start <= date(2025, 8, 31)
    ]  # fmt: skip
    assert shown == wanted != []
    assert events(database, Lens(end="1900")) == []


def test_candidates_are_regular_series_of_its_actors_that_reach_beyond_the_event(database, found):
    event = all_events(database)["nato_20250212_14"]
    able = candidates(database, event)
    assert able
    for one in able:
        assert {one.actor, one.partner} & set(event.actors)
        assert found.indicators[one.indicator].frequency in {"M", "Q", "Y"}
        assert one.first < event.date_start < one.last


def test_a_series_reaches_when_both_windows_fit(database):
    event = all_events(database)["nato_20250212_14"]
    whole = Candidate("i", "USA", None, 99, date(2020, 1, 1), date(2026, 1, 31), "t", "M")
    assert reaches(whole, event, 6)
    assert not reaches(whole, event, 24)


@pytest.fixture
def aid(database):
    event = all_events(database)["nato_20250212_14"]
    name = "ukraine_aid_allocation_total_monthly"
    return next(c for c in candidates(database, event) if c.indicator == name)


def test_months_without_a_row_of_a_flow_are_nought_to_the_end_of_the_file(database, aid):
    grid = regular(database, aid, is_flow=True)
    assert grid["value"].sum() == pytest.approx(series(database, aid)["value"].sum())
    assert grid["value"].notna().all()
    sql = "select max(period) as last from figure where indicator = $indicator"
    last = records(database, sql, {"indicator": aid.indicator})[0]["last"]
    assert grid["period"].iloc[-1] == last
    assert len(grid) == len(pd.period_range(grid["period"].iloc[0], last, freq="M"))


def test_other_series_keep_their_gaps(database):
    event = all_events(database)["rc_018"]
    name = "goods_trade_total_gacc_monthly"
    trade = next(c for c in candidates(database, event) if c.indicator == name)
    grid = regular(database, trade, is_flow=False)
    assert grid["value"].isna().sum() == len(grid) - len(series(database, trade))
    assert grid["value"].isna().any()
    steps = {(b.year - a.year) * 12 + b.month - a.month
             for a, b in zip(grid["start"], grid["start"][1:], strict=False)}  # fmt: skip
    assert steps == {1}
    assert np.isfinite(grid["value"]).sum() > 20
