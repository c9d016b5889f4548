"""Addresses within the edition: what is kept, and when an open card closes."""

import pytest

from dashboard.shell.context import FIGURE, READ

CARD = "a:b:-:2024:c"
STATE = {"claim": "c10", "actors": ("USA",), "start": "2020", "exhibit": "rc_trade"}


def test_another_page_keeps_the_filters_and_nothing_else(context):
    where = context(**STATE, tab="table", indicator="gdp_share_world", figure=CARD)
    assert where.to(READ, claim="c18") == "./?claim=c18&actor=USA&from=2020"
    assert where.to(FIGURE, figure=CARD) == f"./figure?actor=USA&from=2020&figure={CARD}"
    assert context().to(READ) == "./?"


@pytest.mark.parametrize("name", ["claim", "family", "indicator", "partner"])
def test_the_card_closes_when_its_place_goes(context, name):
    where = context(**STATE, figure=CARD)
    assert "figure=" not in where.href(**{name: None})
    assert f"figure={CARD}" in where.href(**{name: None, "figure": CARD})


def test_filters_and_tabs_keep_the_card(context):
    where = context(**STATE, figure=CARD)
    for change in ({"actors": ()}, {"tab": "table"}, {"theme": "un_voting"}):
        assert f"figure={CARD}" in where.href(**change)


def test_an_address_in_full_begins_where_the_page_is(context):
    assert context().absolute("./figure?figure=x") == "./figure?figure=x"
