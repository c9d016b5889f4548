from dataclasses import replace

import pytest

from dashboard.charts import DrawnBand, EventLine, ThresholdLine, View
from tests.dashboard.charts import samples
from tests.dashboard.charts.overlap import draw, labels, problems

slow = pytest.mark.slow
WIDTHS = {"phone": {"narrow": True}, "panel": {}, "full": {"full": True}, "small": {"width": 222}}
CROWDED = {
    "events": tuple(
        EventLine(f"20{y}-0{y % 9 + 1}", f"something happened in {y}") for y in range(15, 26)
    ),
    "bands": (DrawnBand("2016", "2018", "A rather long era"), DrawnBand("2018", "2024", "Another")),
    "thresholds": (ThresholdLine(2.0, "two"), ThresholdLine(2.05, "a little more than two")),
    "title": samples.LONG,
    "axis": "billion",
    "period_domain": None,
}
# Many labels, long ones, and such as stand close; of few short ones test_rows sees the places.
HARD = ("long names", "35 long actors", "close shares", "shares at the edge", "a year of months",
        "infinite", "many votes", "many years")  # fmt: skip
HARDEST = ("equal ends", "negative", "huge", "empty", "35 actors")


@pytest.mark.parametrize(
    "width", ["phone", *(pytest.param(width, marks=slow) for width in WIDTHS if width != "phone")]
)
@pytest.mark.parametrize("name", samples.REAL)
def test_labels_of_real_charts_are_apart_and_inside(name, width):
    frame, view = samples.REAL[name]
    svg = draw(frame, replace(view, **WIDTHS[width]))
    assert labels(svg)
    assert problems(svg) == []


@slow
@pytest.mark.parametrize("kind", samples.KINDS)
def test_labels_of_nasty_charts_are_apart_and_inside(kind):
    view = replace(samples.KINDS[kind], narrow=True)
    faults = {name: problems(draw(samples.NASTY[name], view)) for name in HARD}
    assert faults == {name: [] for name in HARD}


@slow
@pytest.mark.parametrize("kind", samples.KINDS)
def test_crowded_views_keep_labels_apart(kind):
    view = replace(samples.KINDS[kind], narrow=True, **CROWDED)
    faults = {name: problems(draw(samples.NASTY[name], view)) for name in HARDEST}
    assert faults == {name: [] for name in HARDEST}


@pytest.mark.parametrize("kind", samples.KINDS)
def test_an_empty_chart_says_so(kind):
    words = " ".join(
        item.words for item in labels(draw(samples.NASTY["empty"], samples.KINDS[kind]))
    )
    assert "No figures for this selection" in words


def test_the_search_finds_overlap_and_cut():
    text = '<text text-anchor="start" font-size="12px" font-weight="400" transform="translate({})">'
    body = text.format("10,20") + "one</text>" + text.format("20,22") + "two</text>"
    cut = text.format("90,60") + "outside</text>"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="80">{body}{cut}</svg>'
    kinds = [sentence.split(":")[0] for sentence in problems(svg)]
    assert sorted(kinds) == ["cut", "overlap"]


def test_focus_lines_are_all_named():
    words = " ".join(
        item.words for item in labels(draw(samples.NASTY["equal ends"], samples.TRADE))
    )
    assert all(f"Country {code}" in words for code in "ABCD")


def test_a_series_that_ends_early_says_when():
    frame = samples.trade()
    early = (frame["series"] == "imports") & (frame["period"] > "2022")
    svg = draw(frame[~early], View(kind="line", end_labels=True))
    assert "(2022)" in " ".join(item.words for item in labels(svg))
