"""What a chart draws is what the rows say."""

import pandas as pd
import pytest

from dashboard.store.figures import panel_rows
from dashboard.store.frames import COLUMNS, VOTES, chart_frame
from dashboard.store.lens import Lens
from dashboard.words.wording import number

NAMED = ["series", "series_label", "row", "row_label", "tooltip"]


@pytest.fixture(scope="module")
def all_panels(database, found):
    """Every panel of the edition with its rows and its frame."""
    described = [panel for exhibit in found.exhibits.values() for panel in exhibit.panels]
    whole = []
    for panel in described:
        rows = panel_rows(database, panel | {"actors": _members(found, panel)}, Lens())
        whole.append((panel, rows, chart_frame(found, panel, rows)))
    return whole


def _members(found, panel):
    return list(found.groupings[panel["grouping"]]) if panel["grouping"] else panel["actors"]


def test_the_columns_are_the_contract_s_even_without_a_row(found, all_panels):
    panel, rows, _ = all_panels[0]
    assert chart_frame(found, panel, rows.head(0)).columns.tolist() == COLUMNS
    assert all(frame.columns.tolist() == COLUMNS for _, _, frame in all_panels)


def test_values_and_periods_are_the_rows_own(all_panels):
    for panel, rows, frame in all_panels:
        if panel["roll_calls"]:
            assert frame["code"].tolist() == rows["code"].tolist()
            continue
        with_number = rows[rows["value"].notna()]
        assert frame["period"].tolist() == with_number["period"].tolist()
        if panel["measure"] == "value":
            assert frame["value"].tolist() == with_number["value"].tolist()


def test_a_cumulated_measure_ends_at_the_sum(all_panels):
    cumulated = [found for found in all_panels if found[0]["measure"] == "cumulated"]
    assert cumulated
    for _, rows, frame in cumulated:
        sums = rows.groupby("actor")["value"].sum()
        ends = frame.groupby("series")["value"].last()
        assert ends.to_dict() == pytest.approx(sums.to_dict())


def test_every_mark_is_named_and_told_with_its_source(found, all_panels):
    for panel, rows, frame in all_panels:
        assert (
            frame[["series", "series_label", "row", "row_label", "tooltip"]].notna().all(axis=None)
        )
        if (frame["series_label"] == "").any():  # the title of the panel names its one series
            assert panel["title"]
            assert len(set(frame["series"])) == 1
        if panel["roll_calls"]:
            words = [VOTES[code] for code in rows["code"]]
            told = zip(words, frame["tooltip"], strict=True)
            assert all(f": {word}. " in tip for word, tip in told)
            continue
        shown = rows[rows["value"].notna()]
        for (_, row), (_, mark) in zip(shown.iterrows(), frame.iterrows(), strict=True):
            leaf, tip = found.indicators[row["indicator"]], mark["tooltip"]
            assert f": {number(mark['value'], leaf.decimals)} " in tip
            assert f"{row['publisher']}, {row['locator']}" in tip


def test_doubtful_figures_and_estimates_are_open(database, found, all_panels):
    panel, rows, _ = next(p for p in all_panels if not p[0]["roll_calls"])
    doubted = rows.assign(confidence="low")
    guessed = rows.assign(note="estimate of the publisher")
    sure = rows.assign(confidence="high", note=None)
    assert chart_frame(found, panel, doubted)["open"].all()
    assert chart_frame(found, panel, guessed)["open"].all()
    assert not chart_frame(found, panel, sure)["open"].any()


def test_only_the_chosen_are_in_focus(found, all_panels):
    panel, rows, _ = next(p for p in all_panels if p[0]["chart"] == "dot")
    one = rows["actor"].iloc[0]
    focused = chart_frame(found, panel | {"focus": [one]}, rows)
    pd.testing.assert_series_equal(
        focused["focus"], rows.loc[rows["value"].notna(), "actor"] == one, check_names=False
    )
    assert chart_frame(found, panel | {"focus": []}, rows)["focus"].all()
