"""The figures behind a chart are the rows of the files, in force and within the reader's period."""

import csv

import pytest

from dashboard.figure.indicator import EMPTY
from dashboard.store.database import records
from dashboard.store.figures import Question, figures, panel_rows, votes
from dashboard.store.lens import Lens, panels

AID = "ukraine_aid_allocation_total_monthly"
ON_DAY = """
select indicator, period from figure where frequency = 'D' and period like $day limit 1
"""


@pytest.fixture(scope="module")
def written(edition):
    """The values of the files by indicator, actor, partner, period and source."""
    found = {}
    for path in edition.glob("themes/*/observations/*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                key = [row[name] for name in ("indicator", "actor", "partner", "period", "source")]
                found[tuple(key)] = row
    return found


def keys(rows):
    columns = ["indicator", "actor", "partner", "period", "source"]
    return [tuple("" if v is None else v for v in line) for line in rows[columns].to_numpy()]


def test_every_figure_of_every_exhibit_is_a_row_of_the_files(database, found, written):
    seen = 0
    for exhibit in found.exhibits.values():
        for panel in exhibit.panels:
            if panel["roll_calls"]:
                continue
            rows = panel_rows(database, panel, Lens())
            seen += len(rows)
            for key, (_, row) in zip(keys(rows), rows.iterrows(), strict=True):
                line = written[key]
                assert line["locator"] == row["locator"]
                if row["reason"] is None and row["code"] is None:
                    assert float(line["value"]) == row["value"]
    assert seen > 500


def test_no_key_comes_twice(database, found):
    rows = figures(database, Question(tuple(found.indicators)), Lens())
    assert len(rows) == len({key[:4] for key in keys(rows)})
    assert len(rows) > 10_000


def test_of_whole_editions_only_the_newest_is_in_force(database, found):
    whole = [leaf.id for leaf in found.indicators.values() if leaf.revision == "edition"]
    assert whole
    for name in whole:
        assert figures(database, Question((name,)), Lens())["source"].nunique() == 1


def test_the_period_bounds_the_figures(database):
    lens = Lens(start="2024-03", end="2024-05")
    rows = figures(database, Question((AID,), ("USA",)), lens)
    assert rows["period"].tolist() == ["2024-03", "2024-04", "2024-05"]


def test_a_figure_of_the_first_and_of_the_last_day_is_inside(database):
    for day in ("01", "31"):
        (row,) = records(database, ON_DAY, {"day": f"%-{day}"})
        month = row["period"][:7]
        rows = figures(database, Question((row["indicator"],)), Lens(start=month, end=month))
        assert row["period"] in set(rows["period"])


def test_figures_come_in_the_order_asked_for(database):
    rows = figures(database, Question((AID,), ("USA", "DEU")), Lens(start="2024", end="2024"))
    assert list(dict.fromkeys(rows["actor"])) == ["USA", "DEU"]
    assert rows.groupby("actor")["period_start"].is_monotonic_increasing.all()


def test_what_is_not_there_gives_no_row(database):
    assert figures(database, Question(("no_such_indicator",)), Lens()).empty
    assert figures(database, Question((AID,), ("no_such_actor",)), Lens()).empty
    assert votes(database, ["no_such_roll_call"], ["USA"], Lens()).empty


def test_a_comparison_keeps_its_dates_whatever_the_reader_s_period(database):
    panel = EMPTY | {"chart": "dumbbell", "indicators": [AID], "actors": ["USA"]}
    panel |= {"compare": ["2023-01", "2024-10"]}
    rows = panel_rows(database, panel, Lens(start="2026"))
    assert rows["period"].tolist() == ["2023-01", "2024-10"]


def test_the_latest_is_one_period_of_each_actor(database, found):
    panel = EMPTY | {"chart": "dot", "indicators": [AID], "actors": [], "latest": True}
    rows = panel_rows(database, panel, Lens())
    assert len(rows) == rows["actor"].nunique() > 20


def test_an_editor_s_bounds_and_the_reader_s_meet(database):
    panel = EMPTY | {"chart": "line", "indicators": [AID], "actors": ["USA"], "start": "2024-03"}
    rows = panel_rows(database, panel, Lens(start="2023", end="2024-04"))
    assert rows["period"].tolist() == ["2024-03", "2024-04"]


def test_votes_are_found_by_resolution_and_by_id(database, found):
    panel = next(p for e in found.exhibits.values() for p in e.panels if p["roll_calls"])
    rows = panel_rows(database, panel, Lens())
    assert set(rows["code"]) <= {"Y", "N", "A", "X"}
    ids = list(dict.fromkeys(rows["roll_call"]))
    assert votes(database, ids, panel["actors"], Lens())["code"].tolist() == rows["code"].tolist()
    assert set(rows["actor"]) <= set(panel["actors"])


def test_what_a_chart_draws_is_what_the_build_says_that_it_draws(database, found):
    stored = records(database, "select exhibit, panel, figure from exhibit_figure")
    kept = {(r["exhibit"], r["panel"], r["figure"]) for r in stored}
    drawn = set()
    for exhibit in found.exhibits.values():
        for place, panel in enumerate(panels(database, found, exhibit.panels, Lens())):
            rows = panel_rows(database, panel, Lens())
            drawn |= {(exhibit.id, place, figure) for figure in rows["figure"]}
            drawn |= {(exhibit.id, place, f"event:{event['id']}") for event in panel["events"]}
    assert kept == drawn
    assert len(kept) > 1000
