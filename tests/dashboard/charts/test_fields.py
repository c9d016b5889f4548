"""Fields and triangles: what is named, how wide a side is, what is said of what is not drawn."""

from statistics import median

import numpy as np
import pandas as pd
import pytest

from dashboard import charts
from dashboard.charts import strip, triangle
from tests.dashboard.charts import samples


def part(table, name):
    return table[table["part"] == name]


def words(table):
    return part(table, "text")["text"].tolist()


def test_every_member_has_a_stroke_and_the_chosen_ones_a_named_marker():
    frame = samples.field()
    table = charts.rows(frame, samples.FIELD)
    assert len(part(table, "stroke")) == len(frame) == 600
    assert len(part(table, "point")) == 4 * 4
    for name in ("Russia", "China", "Germany", "Ukraine"):
        assert words(table).count(name) == 4


def test_the_median_stands_in_every_row_with_its_value():
    frame = samples.field()
    table = charts.rows(frame, samples.FIELD)
    wanted = [median(rows["value"]) for _, rows in frame.groupby("row")]
    assert part(table, "stem")["x"].tolist() == pytest.approx(wanted, abs=1e-3)
    assert [w for w in words(table) if w.startswith("median")] == [
        f"median {value:.2f}" for value in wanted
    ]


def test_members_marked_by_the_frame_are_named_in_context_grey():
    frame = samples.field()
    highest = frame.loc[frame["code"] == strip.NAMED].iloc[-1]
    table = charts.rows(frame, samples.FIELD)
    label = part(table, "text").set_index("text").loc[highest["series_label"]]
    assert label["tone"] == "ink2"


def test_a_field_without_values_says_so():
    frame = samples.field(members=3).assign(value=np.nan)
    assert any("No figures" in word for word in words(charts.rows(frame, samples.FIELD)))


def test_a_side_is_as_wide_as_the_agreement():
    table = charts.rows(samples.triangles(values=(0.6, 0.2, 1.0)), samples.TRIANGLE)
    widths = part(table, "stem")["size"].tolist()[:3]
    assert widths == [triangle.WIDEST * value for value in (0.6, 0.2, 1.0)]
    assert words(table).count("0.60") == 4


def test_a_side_below_zero_is_dotted_and_one_without_value_says_why():
    table = charts.rows(samples.triangles(values=(-0.4, 0.2, np.nan)), samples.TRIANGLE)
    assert len(part(table, "stem")) == 4
    assert part(table, "dots").groupby("line").size().tolist() == [2] * 4
    assert words(table).count("\u22120.40") == 4
    assert words(table).count("too few votes") == 4


def test_corners_have_marker_and_name_of_their_actor():
    table = charts.rows(samples.triangles(), samples.TRIANGLE)
    assert part(table, "point")["tone"].tolist() == ["USA", "RUS", "CHN"] * 4
    assert words(table).count("United States") == 4


def test_triangles_stand_in_lines_and_rows_grow_the_chart():
    wide = charts.fit(samples.triangles(), charts.View(kind="triangle", full=True))
    narrow = charts.fit(samples.triangles(), charts.View(kind="triangle", narrow=True))
    assert narrow.height == 2 * wide.height
    few = charts.fit(samples.field(moments=("2024", "2025")), charts.View(kind="strip"))
    assert 2 * few.height == charts.fit(samples.field(), charts.View(kind="strip")).height


def test_rows_that_are_no_triangle_are_left_out():
    frame = pd.concat([samples.triangles(), samples.trade()])
    assert charts.rows(frame, samples.TRIANGLE).equals(
        charts.rows(samples.triangles(), samples.TRIANGLE)
    )
