"""Years of several series: what is there as a square, what is absent as a stroke or a blank."""

from dataclasses import replace
from itertools import pairwise

import pytest

from dashboard import charts
from dashboard.charts import View, legend, marks
from dashboard.charts.years import MOST, drawn_rows
from tests.dashboard.charts import samples

BARE = View(kind="years")


def drawn(frame, view=BARE):
    table = charts.rows(frame, charts.fit(frame, view))
    return dict(iter(table.groupby("part")))


def words(parts):
    return " ".join(parts["text"]["text"])


def test_every_state_has_a_shape_of_its_own_and_figures_grow_with_it():
    shapes = list(marks.STATE_SHAPES.values())
    assert len(set(shapes)) == len(shapes)
    assert set(marks.STATE_FILL) == {"all", "most", "few"}
    assert len(set(marks.STATE_FILL.values())) == 3


def test_a_year_inside_a_series_is_a_mark_and_one_outside_a_blank():
    frame = samples.states()
    parts = drawn(frame)
    told = frame[frame["code"].isin(marks.STATE_SHAPES)]
    assert sorted(parts["state"]["tooltip"]) == sorted(told["tooltip"])
    assert parts["state"]["code"].value_counts().to_dict() == told["code"].value_counts().to_dict()


def test_a_hairline_runs_through_years_in_which_nothing_stands():
    frame = samples.states()
    lines = drawn(frame)["foot"].query("tone == 'ctx'")
    bare = frame[frame["code"].isin(["between", "no_row"])]
    assert sorted(lines["tooltip"]) == sorted(bare["tooltip"])


def test_years_follow_each_other_evenly_and_a_later_one_stands_apart():
    table = drawn(samples.states(rows=30))["state"]
    places = table.groupby(table["period"].astype(int))["x"].first().sort_index()
    steps = places.diff().dropna()
    assert steps.iloc[:-1].max() - steps.iloc[:-1].min() < 1e-4
    assert steps.iloc[-1] > 1.8 * steps.iloc[0]
    assert places.index[-1] == 2035


def test_round_years_are_named_where_each_one_has_no_room():
    frame = samples.states(rows=3)
    named = words(drawn(frame, replace(BARE, narrow=True)))
    assert "2010" in named
    assert "2011" not in named
    assert "2035" in named
    assert "2011" in words(drawn(samples.states(3, 2008, later=()), replace(BARE, full=True)))


def test_on_a_phone_the_name_stands_above_its_row_and_is_whole():
    frame = samples.states(rows=4)
    label = frame["row_label"].iloc[0]
    narrow = drawn(frame, replace(BARE, narrow=True))["text"]
    assert (narrow.loc[narrow["text"] == label, "align"] == "left").all()
    assert label in set(narrow["text"])
    wide = drawn(frame, replace(BARE, full=True))["text"]
    assert (wide.loc[wide["text"] == label, "align"] == "right").all()


@pytest.mark.parametrize("wide", [150, 350, 461, 1216])
def test_the_key_stays_inside_and_its_entries_apart(wide):
    entries = legend.entries(samples.KEY, wide, 11.5)
    assert [entry.code for entry in entries] == [code for code, _ in samples.KEY]
    for one, two in pairwise(entries):
        assert two.top > one.top or two.left >= one.start + legend.SPACE
    assert legend.height(samples.KEY, wide, 11.5) == entries[-1].top + legend.LEAD


def test_without_a_key_there_is_no_room_for_one():
    assert legend.height((), 350, 11.5) == 0
    assert View(kind="years", key=samples.KEY).pad.top > View(kind="years").pad.top


def test_rows_beyond_what_a_browser_draws_are_counted():
    assert drawn_rows([30] * 10) == 10
    assert drawn_rows([MOST, 1]) == 1
    assert drawn_rows([MOST // 2 - 1, MOST // 2 - 1, 1]) == 2
    assert drawn_rows([2 * MOST]) == 1
    frame = samples.states(35, 1850)
    counts = frame[frame["code"].isin(marks.STATES)].groupby("row", sort=False).size()
    shown = drawn(frame)["state"]["tooltip"].str.replace(r" \d+$", "", regex=True).nunique()
    assert shown <= drawn_rows(counts.tolist()) < len(counts)
