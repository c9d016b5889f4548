from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard import charts
from dashboard.charts import ThresholdLine, View
from tests.dashboard.charts import samples


def part(frame, *names):
    return frame[frame["part"].isin(names)]


def words(frame):
    return " ".join(part(frame, "text")["text"])


@pytest.mark.parametrize("kind", samples.KINDS)
def test_rows_stay_within_the_budget_and_the_plot(kind):
    for name, frame in samples.NASTY.items():
        table = charts.rows(frame, samples.KINDS[kind])
        assert 0 < len(table) <= 2000, name
        places = table[["x", "x2", "y", "y2"]].to_numpy()
        assert np.nanmin(places) >= -0.001, name
        assert np.nanmax(places) <= 1.001, name


def test_means_cover_exactly_their_months():
    frame = samples.series(samples.months("2022-01", 4), [2.0, 4.0, 0.0, 0.0])
    view = View(kind="bar", split="2022-03-01", title="US")
    table = charts.rows(frame, view)
    stems = part(table, "stem")
    assert words(table).startswith("0") or "mean 3.0, then 0.0" in words(table)
    assert "mean 3.0, then 0.0" in words(table)
    assert stems["x"].tolist() == pytest.approx([0, 59 / 120], abs=1e-4)
    assert stems["x2"].tolist() == pytest.approx([59 / 120, 1], abs=1e-4)
    assert stems["y"].iloc[0] == pytest.approx(stems["y2"].iloc[0])


def test_the_highest_bar_is_labelled_with_its_month():
    assert "in " in words(charts.rows(samples.aid(), samples.AID))


def test_nothing_is_said_only_when_everything_after_is_zero():
    frame = samples.aid()
    assert "nothing allocated" in words(charts.rows(frame, samples.AID))
    frame.loc[frame.index[-1], "value"] = 0.1
    assert "nothing" not in words(charts.rows(frame, samples.AID))


def test_a_missing_value_and_a_missing_year_break_the_line():
    frame = samples.series(samples.years(2010, 2020), range(11))
    frame.loc[3, "value"] = np.nan
    table = charts.rows(frame.drop(index=7), View(kind="line"))
    assert part(table, "line").groupby("line").size().tolist() == [3, 3, 3]
    joined = charts.rows(frame.drop(index=7), View(kind="line", gaps=False))
    assert part(joined, "line").groupby("line").size().tolist() == [3, 6]


def test_preliminary_figures_at_the_end_are_dotted_and_open():
    hollow = [False] * 9 + [True, True]
    frame = samples.series(samples.years(2010, 2020), range(11), open=hollow)
    table = charts.rows(frame, View(kind="line"))
    assert len(part(table, "line")) == 9
    assert len(part(table, "dots")) == 3
    assert len(part(table, "point_open")) == 2


def test_a_running_total_skips_gaps():
    frame = samples.series(samples.years(2015, 2018), [1.0, np.nan, 2.0, 3.0])
    table = charts.rows(frame, View(kind="line", cumulative=True, decimals=0))
    assert part(table, "point")["value"].tolist() == [1.0, 3.0, 6.0]


def test_the_spread_becomes_an_area_with_its_median():
    table = charts.rows(samples.spread(), View(kind="line"))
    assert len(part(table, "area")) == len(part(table, "line")) == 35


def test_context_is_grey_and_focus_is_not():
    table = charts.rows(samples.ranked(), View(kind="dot"))
    tones = part(table, "point").set_index("series")["tone"]
    assert tones["Poland" if "Poland" in tones else "Denmark"] in ("POL", "ctx")
    assert tones["Albania"] == "ctx"
    assert tones["France"] == "FRA"


def test_rows_are_sorted_by_the_end_or_as_given():
    table = charts.rows(samples.allies(), samples.ALLIES)
    ends = part(table, "point_open").sort_values("y", ascending=False)["value"]
    assert ends.is_monotonic_decreasing
    given_order = charts.rows(samples.part_years(), View(kind="dot", bars=True, order="given"))
    bars = part(given_order, "bar", "bar_open").sort_values("y", ascending=False)
    assert bars["period"].tolist() == samples.years(2021, 2026)


def test_a_dumbbell_goes_from_the_first_to_the_newest_period():
    table = charts.rows(samples.allies(3), samples.ALLIES)
    assert part(table, "start")["period"].unique().tolist() == ["2014"]
    assert part(table, "point_open")["period"].unique().tolist() == ["2026"]
    assert len(part(table, "down")) == len(samples.ALLIES.thresholds)


def test_two_series_in_a_row_are_two_markers_with_names_over_the_first():
    table = charts.rows(samples.shares(), charts.fit(samples.shares(), samples.SHARES))
    assert part(table, "point")["tone"].tolist() == ["CHN", "RUS"] * 2
    assert words(table).count("Russia in China’s trade") == 1


def test_votes_become_cells_and_blocks_stand_apart():
    table = charts.rows(samples.votes(), samples.VOTES)
    cells = part(table, "cell")
    assert set(cells["code"]) == {"Y", "N", "A", "X"}
    steps = np.diff(np.sort(cells["x"].unique()))
    assert steps.max() > 1.5 * steps.min()
    assert len(part(table, "band")) == 1


def test_votes_without_room_are_counted():
    assert "older votes not drawn" in words(charts.rows(samples.NASTY["many votes"], samples.VOTES))


def test_the_fixed_domain_is_widened_rather_than_hiding_a_figure():
    frame = samples.series(samples.years(2015, 2018), [1, 2, 3, 50])
    table = charts.rows(frame, View(kind="line", domain=(0, 10)))
    assert part(table, "point")["y"].max() <= 1


def test_two_panels_of_one_domain_share_their_ticks():
    low, high = (charts.rows(samples.aid().assign(value=v), samples.AID) for v in (1, 19))
    ticks = [part(table, "grid")["y"].tolist() for table in (low, high)]
    assert ticks[0] == ticks[1]


def test_the_chosen_event_is_a_marker_with_its_date_and_the_others_are_strokes():
    table = charts.rows(samples.happenings(), samples.TIMELINE)
    assert len(part(table, "point")) == 1
    assert len(part(table, "start")) == 59
    assert words(table).count(": A meeting") == 1
    twice = pd.concat([samples.happenings(), samples.happenings().assign(row=9, row_label="x")])
    assert words(charts.rows(twice, samples.TIMELINE)).count(": A meeting") == 1


def test_the_named_change_is_a_marker_among_strokes_at_their_values():
    frame = samples.chances()
    table = charts.rows(frame, samples.CHANCE)
    marked = part(table, "point")
    assert marked["value"].tolist() == frame.loc[frame["focus"], "value"].tolist()
    strokes = part(table, "start").sort_values("x")
    assert strokes["value"].is_monotonic_increasing
    assert len(strokes) == len(frame) - 1


def test_episodes_are_named_at_their_own_ends_and_months_count_from_the_start():
    frame = samples.episodes()
    table = charts.rows(frame, samples.SINCE)
    assert all(name in words(table) for name in frame["series"].unique())
    assert " 0 " in f" {words(table)} "
    tones = part(table, "line").groupby("line")["tone"].first()
    assert tones["2023"] == "ink"
    assert set(tones.drop("2023")) == {"ctx"}


@pytest.mark.parametrize("kind", ["line", "bar"])
def test_counts_have_whole_ticks(kind):
    frame = samples.series(samples.years(2019, 2025), [1, 1, 1, 2, 2, 2, 1])
    ticks = part(charts.rows(frame, View(kind=kind, decimals=0)), "text")["text"]
    assert not [tick for tick in ticks if "." in tick]


def test_a_threshold_without_a_text_still_has_a_rule():
    table = charts.rows(samples.trade(), View(kind="line", thresholds=(ThresholdLine(100),)))
    assert len(part(table, "across")) == 1


def test_minus_is_a_true_minus():
    table = charts.rows(samples.NASTY["negative"], View(kind="dot", bars=True, zero=True))
    assert "-" not in words(table)


numbers = st.floats(allow_nan=True, allow_infinity=True) | st.none()
dates = st.dates(pd.Timestamp("1900-01-01").date(), pd.Timestamp("2100-01-01").date()) | st.none()
row = st.fixed_dictionaries({
    "series": st.text(max_size=3) | st.none(), "series_label": st.text(max_size=30),
    "role": st.sampled_from(["USA", "ink", "", "XXX"]), "focus": st.booleans() | st.none(),
    "row": st.sampled_from(["a", "b", "", None]), "row_label": st.text(max_size=30),
    "period": st.sampled_from(["2024", "2024-Q3", "2024-06", "2020/2024", "?", ""]),
    "period_start": dates, "period_end": dates, "value": numbers, "low": numbers, "high": numbers,
    "code": st.sampled_from(["Y", "N", "A", "X", "", None, "?"]), "open": st.booleans(),
})  # fmt: skip
COLUMNS = ["series", "value", "period_start", "period_end", "low", "high", "code", "row"]


@settings(suppress_health_check=list(HealthCheck))
@given(rows=st.lists(row, max_size=25), kind=st.sampled_from(list(samples.KINDS)),
       drop=st.sets(st.sampled_from(COLUMNS), max_size=3))  # fmt: skip
def test_rows_never_raise_and_the_spec_stays(rows, kind, drop):
    frame = pd.DataFrame(rows).drop(columns=drop, errors="ignore")
    view = replace(samples.KINDS[kind], period_domain=None)
    before = charts.spec(view)
    table = charts.rows(frame, charts.fit(frame, view))
    assert len(table) <= 2000
    assert np.isfinite(part(table, "text")[["x", "py", "dx"]].to_numpy()).all()
    assert charts.spec(view) == before
