"""Two pages with parts: the address says which is shown, and each part leads to the other."""

import pytest

ONE, TWO = "Read as", "Ties of a pair"
QUANTITIES, EVENTS = "<h1>Indicators</h1>", "<h1>Events</h1>"


@pytest.mark.parametrize(
    ("name", "query", "shown", "other"),
    [
        ("countries", {}, ONE, TWO),
        ("countries", {"as_": "POL"}, ONE, TWO),
        ("countries", {"view": "pair"}, TWO, ONE),
        ("countries", {"pair": "USA-CHN"}, TWO, ONE),
        ("indicators", {}, QUANTITIES, EVENTS),
        ("indicators", {"view": "events"}, EVENTS, QUANTITIES),
    ],
)
def test_the_address_says_which_part_is_shown(page, name, query, shown, other):
    opened = page(name).visit(**query)
    assert shown in opened.html
    assert other not in opened.html


def test_each_part_leads_to_the_other_with_the_filters(page):
    opened = page("countries").visit(actor="POL", as_="POL")
    assert ONE in opened.html
    opened.follow("way:Two countries")
    assert TWO in opened.html
    assert opened.query == {"view": "pair", "actor": "POL"}
    opened.follow("way:One country")
    assert ONE in opened.html


def test_a_bar_shows_only_filters_that_act(page):
    article, votes, dyad = page("article"), page("votes"), page("votes")
    groups = {c.key for c in article.visit().app.get("button_group")}
    assert {"filter_actors", "filter_theme", "filter_basis"} <= groups
    assert article.app.button(key="marks")
    groups = {c.key for c in votes.visit().app.get("button_group")}
    assert {"filter_actors", "filter_theme"} <= groups
    assert "filter_basis" not in groups
    assert [b.key for b in votes.app.button if b.key == "marks"] == []
    groups = {c.key for c in dyad.visit(pair="USA-RUS").app.get("button_group")}
    assert "filter_theme" in groups
    assert "filter_actors" not in groups
