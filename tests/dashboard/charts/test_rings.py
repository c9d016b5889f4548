import pandas as pd
import pytest

from dashboard import charts
from dashboard.charts import View, rings
from tests.dashboard.charts import samples

DRAWN = ("bar", "line", "dot", "dumbbell")


def marked(kind, state):
    frame = samples.series(samples.years(2018, 2020), [2.0, 4.0, 3.0])
    frame["mend"] = ["", "", state]
    return charts.rows(frame, View(kind=kind))


@pytest.mark.parametrize("kind", DRAWN)
@pytest.mark.parametrize(("state", "tone"), [("open", "ink"), ("mended", "ink3")])
def test_a_corrected_figure_has_a_ring_around_its_mark(kind, state, tone):
    table = marked(kind, state)
    (ring,) = table[table["part"] == "ring"].to_dict("records")
    mark = table[table["part"].isin(list(rings.MARKS)) & (table["period"] == "2020")].iloc[0]
    assert ring["tone"] == tone
    assert (ring["period"], ring["value"]) == ("2020", 3.0)
    if kind == "bar":
        assert mark["x"] < ring["x"] < mark["x2"]
        assert ring["y"] == mark["y2"]
    else:
        assert (ring["x"], ring["y"]) == (mark["x"], mark["y"])
    assert ring["size"] > mark["size"]


@pytest.mark.parametrize("kind", DRAWN)
def test_without_a_correction_there_is_no_ring(kind):
    assert "ring" not in set(marked(kind, "")["part"])


@pytest.mark.parametrize("view", samples.KINDS.values(), ids=samples.KINDS)
def test_every_kind_whose_marks_can_be_ringed_draws_rings(view):
    shown = {layer["transform"][0]["filter"] for layer in charts.spec(view)["layer"]}
    ringable = any(f"'{part}'" in wanted for part in rings.MARKS for wanted in shown)
    assert ("datum.part === 'ring'" in shown) == (ringable and view.kind not in rings.BARE)


def test_a_series_that_was_corrected_as_a_whole_has_no_rings():
    frame = samples.series(samples.years(2018, 2020), [2.0, 4.0, 3.0])
    rows = charts.rows(frame.assign(mend=["mended", "mended", ""]), View(kind="line"))
    assert "ring" not in set(rows["part"])


def test_a_bar_in_a_row_is_ringed_at_its_end():
    frame = samples.series(samples.years(2020, 2020), [3.0]).assign(mend="open")
    other = samples.series(samples.years(2020, 2020), [1.0], code="CHN")
    frame = pd.concat([frame, other.assign(mend="")])
    table = charts.rows(frame, View(kind="dot", bars=True))
    ring, bar = (table[table["part"] == part].iloc[0] for part in ("ring", "bar"))
    assert ring["x"] == bar["x2"]
    assert ring["y"] == pytest.approx((bar["y"] + bar["y2"]) / 2, abs=1e-4)
