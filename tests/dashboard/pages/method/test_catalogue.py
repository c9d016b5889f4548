"""The catalogue: every line stands for itself, and leads on."""

import csv
import io
import json
import re
from html import unescape

from dashboard.pages.method import catalogue
from dashboard.pages.method.entries import entries


def theme_html(context, found, theme):
    return unescape(catalogue._theme(context(), found.themes[theme]))


def test_a_line_says_title_question_and_size(context, found, database):
    shown = theme_html(context, found, "ukraine_support")
    entry = entries(database)["ukraine_aid"]
    line = (
        f"<summary><b>{entry.title}</b><em>{entry.question}</em>"
        "<span>2022–2026</span><span>44 actors</span><span>15 indicators</span></summary>"
    )
    assert line in shown


def test_behind_it_stand_cuts_units_publishers_next_check_and_every_indicator(context, found):
    shown = theme_html(context, found, "ukraine_support")
    inside = shown[shown.index("Government aid") :].split("</summary>")[1]
    for words in (
        "<b>Type of aid</b> All types; Military; Financial; Humanitarian",
        "EUR bn, current prices; USD bn, current prices",
        "Kiel Institute for the World Economy",
        "due 20 February 2027",
    ):
        assert words in inside
    leaves = [leaf for leaf in found.indicators.values() if leaf.family == "ukraine_aid"]
    assert [leaf.title for leaf in leaves] == re.findall(r'_self">([^<]+)</a>', inside)


def test_a_link_opens_the_indicator_with_the_filters_kept(context, found):
    leaf = found.indicators["defence_expenditure_pct_gdp"]
    plain = unescape(catalogue._link(context(rows="indicators"), leaf))
    address = "./indicators?family=nato_defence_spending&indicator=defence_expenditure_pct_gdp"
    assert f'href="{address}"' in plain
    kept = unescape(catalogue._link(context(actors=("DEU",), start="2020"), leaf))
    assert 'href="./indicators?actor=DEU&from=2020&' in kept


def test_of_one_actor_and_many_partners_the_partners_are_counted(database):
    entry = entries(database)["levada_attitude"]
    assert catalogue._size(entry)[1] == "7 partners"


def test_the_files_hold_the_whole_catalogue(context, found):
    made = catalogue._files(context(theme="un_voting"))
    quantities, indicators = (
        list(csv.DictReader(io.StringIO(make().decode("utf-8-sig")))) for _, make in made.values()
    )
    assert [row["id"] for row in quantities] == list(found.families)
    assert [row["id"] for row in indicators] == list(found.indicators)
    aid = next(row for row in quantities if row["id"] == "ukraine_aid")
    assert "Currency: Euro | US dollar" in aid["dimensions"].split(";")
    assert all(row["question"] and row["definition"] and row["units"] for row in quantities)
    assert json.dumps(quantities)  # plain text throughout
