"""The card in place and on its page, for every address that a reader may have."""

import re

import pytest

from dashboard.html.markup import text
from dashboard.pages.indicators.editions import earlier_editions
from dashboard.store.database import records
from dashboard.store.figure_ids import VINTAGES

FIGURE = "goods_trade_total_gacc:CHN:RUS:2024:novosti_sep2025"
MONTH = "ukraine_aid_allocation_total_monthly:USA:UKR:2024-06:ust_r29"
CARD = '<section class="fc"'


@pytest.fixture
def figure(page):
    return page("figure")


@pytest.fixture
def read(page):
    return page("article")


@pytest.fixture
def indicators(page):
    return page("indicators")


def test_the_page_shows_card_series_and_build(figure, found):
    figure.visit(figure=FIGURE)
    assert "<h1>China – Russia, 2024</h1>" in figure.html
    assert figure.html.count(CARD) == 1
    assert 'class="close"' not in figure.html
    assert len(figure.charts) == 1
    assert f"Build {found.build['id']} of " in figure.html


def test_filters_of_other_pages_do_not_empty_the_series(figure):
    figure.visit(figure=FIGURE, actor="DEU", to="1990")
    assert len(figure.charts) == 1
    assert "<b>No figure" not in figure.html


def test_the_table_of_the_series_keeps_the_card(figure):
    figure.visit(figure=FIGURE)
    figure.follow("indicator_goods_trade_total_gacc:table")
    assert figure.query["figure"] == FIGURE
    assert figure.html.count(CARD) == 1
    assert "data-figure=" in figure.html


def test_figures_of_every_unit_and_chart_have_a_page(figure, database):
    sql = """
        select any_value(observation.id) as id
        from observation join indicator on indicator.id = indicator
        group by indicator.unit, indicator.chart, reason is null, code is null
    """
    for row in records(database, sql):
        figure.visit(figure=row["id"])
        assert figure.html.count(CARD) == 1, row["id"]
        assert figure.charts, row["id"]


def test_a_vote_and_an_event_have_a_page(figure):
    figure.visit(figure="vote:2022-03-02-001:CHN")
    assert "<h1>China, vote on A/RES/ES-11/1</h1>" in figure.html
    assert 'data-figure="vote:2022-03-02-001:RUS"' in figure.html
    figure.visit(figure="event:ukr_048")
    assert "<h1>Last US aid package</h1>" in figure.html
    assert figure.charts


@pytest.mark.parametrize("asked", ["no:such:figure", "vote:x:USA", "event:none", "<script>", "x"])
@pytest.mark.parametrize("name", ["figure", "article", "indicators"])
def test_an_unknown_figure_is_told_and_the_page_stands(page, name, asked):
    shown = page(name).visit(figure=asked)
    assert f"asks for figure “{text(asked)}”, which does not exist here" in shown.html
    assert CARD not in shown.html
    assert "<h1>" in shown.html


def test_without_a_figure_the_page_says_how_to_come_to_one(figure):
    assert "This address names no figure." in figure.visit().html


def order(shown, *words):
    places = [shown.html.index(word) for word in words]
    assert places == sorted(places)


def test_the_card_opens_under_the_exhibit_that_the_address_names(read, found):
    exhibit = found.exhibits["rc_trade"]
    read.visit(figure=FIGURE, exhibit="rc_trade", tab="table", claim="c18")
    assert read.html.count(CARD) == 1
    order(read, f'<h3 id="{exhibit.id}" class="ct">{text(exhibit.title)}</h3>', "<table>", CARD)
    plate = found.exhibits["un_votes_ukraine"]
    read.visit(figure="vote:2022-03-02-001:CHN", exhibit=plate.id)
    order(read, f"<h3>{text(plate.title)}</h3>", CARD)


def test_a_card_whose_exhibit_is_not_on_the_page_opens_at_its_head(read, indicators):
    for shown in (read.visit(figure=MONTH), indicators.visit(figure=MONTH)):
        assert shown.html.count(CARD) == 1
    order(read.visit(figure=MONTH), CARD, "Evidence for this section")
    read.visit(figure=MONTH, exhibit="indicator_goods_trade_total_gacc")
    assert read.html.count(CARD) == 1


@pytest.mark.parametrize("query", [{"to": "1900"}, {"theme": "nato_cohesion"}, {"actor": "DEU"}])
def test_a_filter_does_not_take_the_card_away(read, query):
    read.visit(figure=FIGURE, exhibit="rc_trade", **query)
    assert read.html.count(CARD) == 1


def test_the_card_of_a_leaf_opens_under_its_chart(indicators):
    leaf = "ukraine_aid_allocation_total_monthly"
    indicators.visit(indicator=leaf, exhibit=f"indicator_{leaf}", figure=MONTH)
    assert indicators.html.count(CARD) == 1
    order(indicators, 'class="ct">', CARD, "<h3>Vintages</h3>")
    assert "What falls with it" in indicators.html


def test_going_to_another_statement_closes_the_card(read):
    read.visit(figure=FIGURE, exhibit="rc_trade", claim="c18")
    read.follow("step:next")
    assert "figure" not in read.query
    read.visit(figure=FIGURE, exhibit="rc_trade", tab="table")
    read.follow("rc_trade:sources")
    assert read.query["figure"] == FIGURE


def test_the_card_of_an_earlier_edition_opens_under_the_table_of_vintages(
    indicators, database, found
):
    leaves = list(found.indicators)
    restated = next(name for name in leaves if earlier_editions(database, name))
    indicators.visit(indicator=restated, exhibit=VINTAGES, tab="table")
    table = indicators.html[indicators.html.index('aria-label="Revised figures"') :]
    figure = re.search(r'data-figure="([^"]+)"', table)[1]
    indicators.visit(indicator=restated, exhibit=VINTAGES, tab="table", figure=figure)
    order(indicators, "<h3>Vintages</h3>", 'aria-label="Revised figures"', CARD)
    assert indicators.html.count(CARD) == 1
    alone = next(name for name in leaves if not earlier_editions(database, name))
    assert indicators.visit(indicator=alone, exhibit=VINTAGES, figure=figure).html.count(CARD) == 1
