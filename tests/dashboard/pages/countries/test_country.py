"""The actor page for actors of every kind, without a browser."""

import pytest

from dashboard.html.markup import text
from dashboard.shell.filters import SHORTLIST


@pytest.fixture
def actor(page):
    return page("country")


@pytest.mark.parametrize("code", [*SHORTLIST, "ISL", "IND", "PEW24", "EUI"])
def test_every_actor_can_be_read_as(actor, found, code):
    actor.visit(as_=code)
    assert f"<h1>Read as {text(found.actors[code].name)}</h1>" in actor.html
    for theme in found.themes.values():
        assert f"<h2>{text(theme.title)}</h2>" in actor.html
    assert '<div class="msg" role="status">' not in actor.html


def test_poland_stands_in_every_theme_with_value_rank_and_change(actor):
    actor.visit(as_="POL")
    assert len(actor.charts) > 12
    assert "in NATO; mean" in actor.html
    assert "rank 1 of 31 in NATO" in actor.html
    assert "since 2014" in actor.html
    assert "Security agreement with Ukraine: yes (8 July 2024)" in actor.html


def test_a_theme_without_a_number_says_so(actor):
    actor.visit(as_="POL", theme="us_russia_resets")
    assert "No number of Poland in “U.S.–Russia resets”." in actor.html
    actor.visit(as_="POL", from_="2030")
    assert "in this period" in actor.html


def test_the_first_chosen_actor_is_the_one_where_no_link_names_one(actor):
    assert "Read as Germany" in actor.visit(actor=["DEU", "FRA"]).html
    assert "Read as France" in actor.visit(actor="DEU", as_="FRA").html


def test_a_grouping_gives_the_scale(actor):
    assert "beside the mean of EU," in actor.visit(as_="POL", group="EU").html
    assert "all states observed" in actor.visit(as_="UKR").html


def test_choosing_another_actor_writes_the_address(actor):
    actor.visit(as_="POL")
    actor.app.selectbox(key="reads_as").set_value("FRA").run()
    assert actor.query == {"as": "FRA"}
    assert "Read as France" in actor.html


def test_the_statements_that_speak_of_an_actor_lead_to_the_text(actor, found):
    actor.visit(as_="CHN")
    for claim in found.claims.values():
        panels = [p for name in claim.exhibits for p in found.exhibits[name].panels]
        speaks = any("CHN" in {*p["actors"], *p["partners"], *p["focus"]} for p in panels)
        assert (f'"./?claim={claim.id}&amp;actor=CHN"' in actor.html) is speaks
    actor.visit(as_="ISL", theme="un_voting")
    assert "./?claim=" in actor.html or "No statement has a chart" in actor.html


def test_an_unknown_actor_is_told_and_the_page_stands(actor):
    actor.visit(as_="XYZ")
    assert "“XYZ”, which does not exist here" in actor.html
    assert actor.charts
