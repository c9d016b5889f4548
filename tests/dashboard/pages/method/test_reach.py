"""Actors by theme: numbers with bars, the rest in the file."""

import csv
import io

from dashboard.pages.method import reach
from dashboard.store.holdings import Reach
from dashboard.store.holdings import reach as ask


def test_the_bar_is_the_share_of_the_quantities_of_the_theme():
    assert reach._cell(Reach(5, 900), 20) == '5<span class="bar"><i style="width:25%"></i></span>'
    assert reach._cell(None, 20) == '0<span class="bar"><i style="width:0%"></i></span>'


def test_the_table_names_themes_with_their_totals(context, found, database):
    shown = ask(database, None, [])
    totals = reach._totals(context())
    html = reach._table(context(), shown, totals)
    assert sum(totals.values()) == len(found.families)
    assert f"NATO cohesion ({totals['nato_cohesion']})" in html
    assert html.count("<tr>") == 1 + reach.MOST_ACTORS


def test_a_chosen_theme_stands_alone(context):
    assert list(reach._totals(context(theme="un_voting"))) == ["un_voting"]


def test_the_sentence_names_those_with_most(context, database):
    said = reach._sentence(context(), ask(database, None, ["USA", "ISL"]), 105)
    assert said.startswith("Quantities with a figure, of 105: United States (")
    assert said.endswith("2 actors have one.")


def test_the_file_holds_every_actor(context, database):
    found = ask(database, None, [])
    rows = list(
        csv.DictReader(io.StringIO(reach._csv(found, reach._totals(context())).decode("utf-8-sig")))
    )
    assert {row["actor"] for row in rows} == set(found)
    assert all(0 < int(row["quantities"]) <= int(row["of"]) for row in rows)
