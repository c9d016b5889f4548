"""The indicators page with every family and leaf, without a browser."""

import json

import pytest

from dashboard.figure.table import MOST_LISTED
from dashboard.html.markup import text
from dashboard.store.lens import holdings


@pytest.fixture
def indicators(page):
    return page("indicators")


def test_by_default_it_shows_the_first_family(indicators, found):
    first = next(iter(found.families.values()))
    indicators.visit()
    assert text(first.definition) in indicators.html
    assert indicators.charts
    assert f"Build {found.build['id']} of " in indicators.html


def test_a_family_opens_on_its_default_leaf(indicators, found):
    """One of each theme and chart; each family is drawn in tests/dashboard/figure."""
    defaults = (found.indicators[one.default_indicator] for one in found.families.values())
    for leaf in {(leaf.theme, leaf.chart): leaf for leaf in defaults}.values():
        indicators.visit(family=leaf.family)
        assert f"<code>{leaf.id}</code>" in indicators.html
        assert text(leaf.definition) in indicators.html
        assert indicators.charts
        assert not indicators.app.error


def test_leaves_that_are_no_default_open(indicators, found):
    defaults = {family.default_indicator for family in found.families.values()}
    others = [leaf.id for leaf in found.indicators.values() if leaf.id not in defaults]
    for name in others[:: len(others) // 10]:
        indicators.visit(indicator=name)
        assert f"<code>{name}</code>" in indicators.html
        assert indicators.charts


def test_a_cut_leads_to_the_leaf_that_shares_the_other_cuts(indicators, found):
    family = next(f for f in found.families.values() if len(f.dimensions) > 1)
    default = found.indicators[family.default_indicator]
    dimension = family.dimensions[0]
    indicators.visit(family=family.id)
    control = indicators.app.segmented_control(key=f"cut_{dimension}")
    other = next(
        leaf
        for leaf in found.indicators.values()
        if leaf.family == family.id
        and leaf.dimensions[dimension] != default.dimensions[dimension]
        and all(leaf.dimensions[d] == default.dimensions[d] for d in family.dimensions[1:])
    )
    control.set_value(other.dimensions[dimension]).run()
    assert indicators.query == {"family": family.id, "indicator": other.id}
    assert f"<code>{other.id}</code>" in indicators.html


def test_the_table_of_a_leaf_has_its_figures(indicators, found):
    leaf = found.indicators["ukraine_aid_allocation_total_monthly"]
    exhibit = f"indicator_{leaf.id}"
    indicators.visit(indicator=leaf.id, actor="USA")
    chart = json.loads(indicators.charts[0].proto.spec)
    assert leaf.title in chart["description"]
    indicators.follow(f"{exhibit}:table")
    assert 40 < indicators.html.count("<tr>") <= MOST_LISTED + 1
    assert "data_explorer.csv" in indicators.html


@pytest.mark.parametrize("chart", ["line", "bar", "dot"])
def test_an_actor_that_is_not_observed_leaves_a_reason_and_a_way_out(
    indicators, found, database, chart
):
    leaf = next(leaf for leaf in found.indicators.values() if leaf.chart == chart)
    absent = next(a for a in found.actors if a not in holdings(database)[leaf.id].actors)
    indicators.visit(indicator=leaf.id, actor=absent)
    assert "has no figure for the chosen actors" in indicators.html
    assert indicators.charts == []
    indicators.click("all_actors")
    assert indicators.query == {"indicator": leaf.id}
    assert indicators.charts


def test_a_theme_narrows_the_families(indicators, found):
    indicators.visit(theme="nato_cohesion")
    (box,) = [box for box in indicators.app.selectbox if box.key == "family"]
    inside = [family for family in found.families.values() if family.theme == "nato_cohesion"]
    assert len(box.options) == len(inside)


def test_filters_act_here_too(indicators, found):
    for query in ({"actor": ["DEU", "FRA"]}, {"group": "NATO"}, {"from_": "2024"}, {"to": "1900"}):
        assert indicators.visit(**query).html
    assert "No figure in this period" in indicators.html


@pytest.mark.parametrize("name", ["family", "indicator", "partner", "vintage"])
def test_an_unknown_choice_is_told_and_the_page_stands(indicators, name):
    indicators.visit(**{name: "no_such_thing"})
    assert "no_such_thing" in indicators.html
    assert indicators.charts
