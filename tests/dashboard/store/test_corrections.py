"""Corrections touch the figures that they name, or a whole series; every view asks one place."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from dashboard.figure.correction_marks import corrections_line, noted, sign
from dashboard.figure.panels import drawn
from dashboard.figure.table import MARK, table_of
from dashboard.store.cards import load
from dashboard.store.corrections import (
    NOTHING,
    behind,
    corrections,
    of_figure,
    of_theme,
    of_votes,
    touching,
    within,
)
from dashboard.store.database import records
from dashboard.store.figures import Question, figures
from dashboard.store.lens import Lens
from dashboard.store.points import Point, point_frame
from dashboard.store.profile import votes_cited

GACC = "goods_imports_gacc:CHN:RUS:2021:imparcial_2022"
GREECE = {"figure": "v", "actor": "GRC", "roll_call": "2010-12-08-001"}


def named(found):
    return [one.id for one in found]


def test_open_corrections_come_first(database):
    states = [one.status for one in corrections(database)]
    assert states == sorted(states, reverse=True)
    assert {"open", "mended"} == set(states)


def test_those_of_a_theme_are_its_own(database, found):
    parts = [of_theme(database, theme) for theme in found.themes]
    assert sum(map(len, parts)) == len(of_theme(database, None)) == len(corrections(database))


@pytest.mark.parametrize(
    ("indicator", "actor", "partner", "period", "wanted"),
    [
        ("goods_imports_gacc", "CHN", "RUS", "2021", ["gacc_2021"]),
        ("goods_imports_gacc", "CHN", "RUS", "2022", []),
        ("nato_favourable_pct", "POL", "NATO", "2024", ["pew_poland"]),
        ("nato_favourable_pct", "DEU", "NATO", "2024", []),
        ("us_troops_active_duty", "USA", "ITA", "1990", ["troops_double"]),
        ("us_troops_active_duty", "USA", "DEU", "1990", []),
        ("partner_share_of_goods_trade_pct", "RUS", "CHN", "2020", ["part_years"]),
    ],
)
def test_a_figure_has_those_that_name_it_and_those_of_its_series(
    database, indicator, actor, partner, period, wanted
):
    row = {"indicator": indicator, "actor": actor, "partner": partner, "period": period}
    assert named(of_figure(database, row)) == wanted


def test_a_vote_is_named_by_its_roll_call(database):
    assert "votes_grc_2010" in named(of_figure(database, GREECE))
    other = GREECE | {"roll_call": "2011-12-08-001"}
    assert "votes_grc_2010" not in named(of_figure(database, other))
    assert "votes_16" in named(of_figure(database, other))
    assert "votes_grc_2010" in named(of_votes(database).all)
    card = load(database, f"vote:{first_vote(database)}:GRC")
    assert "votes_grc_2010" in named(card.corrections)


def first_vote(database):
    sql = "select min(id) as id from roll_call where starts_with(id, '2010-12')"
    return records(database, sql)[0]["id"]


def test_every_named_figure_of_the_data_is_held(database):
    """What a correction names exists, if not among the figures then among the vintages."""
    sql = "select indicator, actor, partner, period from observation where indicator = $subject"
    for one in corrections(database):
        if one.figures and one.subject != "vote":
            rows = records(database, sql, {"subject": one.subject})
            touched = [r for r in rows if one.touches((r["actor"], r["partner"]), r["period"])]
            assert touched, one.id


def test_an_exhibit_shows_them_at_the_mark_in_the_table_and_under_the_chart(
    database, found, context
):
    ready = drawn(database, found.exhibits["rc_trade"], Lens(), False)
    assert named(ready.touched.all) == ["gacc_2021"]
    assert list(ready.touched.points) == [GACC]
    tips = [tip for panel in ready.panels for tip in panel.chart.frame["tooltip"]]
    (tip,) = [tip for tip in tips if "Open fault: " in tip]
    assert "China – Russia, 2021: 79.4" in tip
    line = corrections_line(ready.evidence.touched)
    assert "1 still open; 1 figure drawn here touched" in line
    assert "exceeded the published total by 0.2" in line
    table = table_of(context(), found.exhibits["rc_trade"], f"?figure={MARK}")
    assert table.count('<em class="mend"') == 1
    assert '79.4</a> <em class="mend" title="China’s imports of 2021' in table


@pytest.mark.parametrize(
    ("subject", "actors", "period", "wanted"),
    [
        ("us_troops_active_duty", ("USA", "ITA"), "1990", ["troops_double"]),
        ("us_troops_active_duty", ("USA", "DEU"), "1990", []),
        ("china_average_tariff_on_us", ("CHN", "USA"), "2020", ["piie_forecast"]),
        ("china_average_tariff_on_us", ("CHN", "USA"), "2019", []),
        ("vote", ("GRC", "RUS"), "2010", ["votes_grc_2010"]),
        ("vote", ("GRC", "RUS"), "2011", []),
        ("partner_share_of_goods_trade_pct", ("RUS", "CHN"), "2021", []),
    ],
)
def test_a_computed_value_has_those_of_figures_within_its_period(
    database, subject, actors, period, wanted
):
    assert named(within(database, subject, actors, period)) == wanted


def test_computed_values_have_those_of_all_rows_that_they_rest_on(database):
    greece = votes_cited(database, "GRC", "RUS", "fp")
    assert set(named(behind(database, greece).all)) == {"votes_grc_2010", "votes_16"}
    assert named(behind(database, votes_cited(database, "RUS", "USA", "fp")).all) == ["votes_16"]
    assert named(behind(database, greece.loc[greece["roll_call"] >= "2011"]).all) == ["votes_16"]
    troops = figures(database, Question(("us_troops_active_duty",), ("USA",), ("ITA",)), Lens())
    both = pd.concat([greece, troops])
    assert {"troops_double", "votes_grc_2010"} < set(named(behind(database, both).all))
    assert behind(database, pd.DataFrame({"source": ["a"]})) == NOTHING


def test_points_of_computed_values_say_it_and_are_ringed(database):
    found = within(database, "vote", ("GRC", "RUS"), "2010")
    point = Point("s", "", "ink", date(2010, 1, 1), date(2010, 12, 31), 0.5, "0.5", corrected=found)
    frame = point_frame([point, replace(point, corrected=())])
    assert frame["mend"].tolist() == ["open", ""]
    assert frame["tooltip"].tolist()[0].startswith("0.5. Open fault: Greece votes yes")
    assert frame["tooltip"].tolist()[1] == "0.5"


def test_without_a_correction_nothing_is_said(database, found):
    silent = [
        ready
        for exhibit in found.exhibits.values()
        if not (ready := drawn(database, exhibit, Lens(), False)).touched.all
    ]
    assert silent
    for ready in silent:
        assert corrections_line(ready.evidence.touched) == ""
        assert not any("fault: " in tip for p in ready.panels for tip in p.chart.frame["tooltip"])
    assert corrections_line(NOTHING) == ""
    assert touching(database, pd.DataFrame({"figure": [], "actor": []})) == NOTHING


def test_a_long_fault_is_cut_at_a_word_and_a_mended_one_is_called_corrected(database):
    (pew,) = [one for one in corrections(database) if one.id == "pew_china_2013"]
    (poland,) = [one for one in corrections(database) if one.id == "pew_poland"]
    rows = pd.DataFrame({"figure": ["a", "b", "c"]})
    frame = pd.DataFrame({"tooltip": ["A", "B", "C"]})
    points = {"a": (pew,), "b": (poland,)}
    tips = noted(frame, rows, type(NOTHING)((pew, poland), points))["tooltip"].tolist()
    assert tips[0].startswith("A. Open fault: In the collection")
    assert tips[0].endswith(" …")
    assert len(tips[0]) < 140
    assert tips[1].startswith("B. Corrected: Pew gave 91 per cent")
    assert tips[2] == "C"
    assert "open fault" in sign((pew, poland))
    assert ">corrected</em>" in sign((poland,))


def test_only_one_query_asks_for_corrections():
    code = Path(__file__).parents[3] / "dashboard"
    asking = [p for p in code.rglob("*.py") if "from correction" in p.read_text("utf-8")]
    assert [path.name for path in asking] == ["corrections.py"]
