"""The coder's desk on a page: closed lines with counts, things by their titles."""

import csv
import io
from datetime import date
from html import unescape

from dashboard.pages.desk import desk
from etl.build.status import Concern

TODAY = date(2026, 11, 24)


def test_a_closed_line_says_how_many(context):
    many = [Concern("ukraine_aid", f"reason {n}") for n in range(60)]
    shown = unescape(desk._list(context(), "families that rest on one publisher", many))
    assert "<summary><b>Families that rest on one publisher</b> <span>60</span></summary>" in shown
    assert shown.count("<tr>") == 1 + desk.MOST
    assert "10 more in the file." in shown


def test_an_empty_list_is_a_line_that_says_none(context):
    shown = desk._list(context(), "themes to be looked through again", [])
    assert "<span>none</span>" in shown
    assert "<details>" not in shown


def test_things_have_their_titles_and_lead_to_their_charts(context, found):
    assert found.families["ukraine_aid"].title in unescape(desk._what(context(), "ukraine_aid"))
    leaf = desk._what(context(), "defence_expenditure_pct_gdp")
    assert 'href="./indicators?indicator=defence_expenditure_pct_gdp"' in leaf
    assert found.themes["un_voting"].title in desk._what(context(), "un_voting")
    assert desk._what(context(), "ust_r27") == "<code>ust_r27</code>"


def test_the_file_holds_every_concern(context):
    found = {"one": [Concern("a", "b; c")], "two": [], "three": [Concern("d", "e")] * 2}
    rows = list(csv.DictReader(io.StringIO(desk._csv(found, TODAY).decode("utf-8-sig"))))
    assert [(r["list"], r["what"], r["why"]) for r in rows] == [
        ("one", "a", "b; c"),
        ("three", "d", "e"),
        ("three", "d", "e"),
    ]
