"""Marks lead back to their figures, soft links are plain links with a mark of their own."""

import pytest

from dashboard.figure.links import figure_of
from dashboard.figure.panels import drawn
from dashboard.html.markup import label, link, soft_link
from dashboard.store.lens import Lens
from tests.html import links
from tests.poison import POISON, URL


@pytest.mark.parametrize("lens", [Lens(), Lens(("USA", "DEU"))], ids=str)
def test_every_mark_of_every_chart_leads_to_the_figure_that_it_was_drawn_from(
    database, found, lens
):
    seen = 0
    for exhibit in found.exhibits.values():
        for panel in drawn(database, exhibit, lens, False).panels:
            marks = panel.chart.ready[1].to_pandas()
            values = dict(zip(panel.rows["figure"], panel.rows.get("value", []), strict=False))
            periods = dict(zip(panel.rows["figure"], panel.chart.frame["period"], strict=False))
            for mark in marks[marks["tooltip"] != ""].to_dict("records"):
                figure = figure_of(panel, mark["period"], mark["tooltip"])
                assert figure in set(panel.rows["figure"])
                seen += 1
                if panel.panel["measure"] == "value" and not panel.panel["roll_calls"]:
                    assert values[figure] == pytest.approx(mark["value"])
                    if len(panel.rows) == len(panel.chart.frame):
                        assert periods[figure] == mark["period"]
    assert seen > 500


def test_what_is_no_mark_leads_nowhere(database, found):
    (panel, *_) = drawn(database, found.exhibits["rc_trade"], Lens(), False).panels
    assert figure_of(panel, "2024", "no such words") is None
    assert figure_of(panel, "", "") is None


def test_a_soft_link_names_its_card_and_stays_a_link():
    (held,) = links(soft_link('?a="b"&c=<d>', "<b>words</b>", 'fig"ure', "close"))
    assert held == {
        "data-soft": None,
        "data-figure": 'fig"ure',
        "class": "close",
        "href": '?a="b"&c=<d>',
    }
    assert "&lt;b&gt;" in soft_link("?", "<b>words</b>")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JavaScript:1", "data:text/html,x", "//evil.org", "", "x"]
)
def test_only_web_addresses_become_links(address):
    assert links(link(address, "a publisher")) == []
    assert "a publisher" in link(address, "a publisher")


def test_a_web_address_cannot_leave_its_attribute():
    (held,) = links(link(URL, POISON))
    assert held == {"href": URL, "target": "_blank", "rel": "noreferrer"}


def test_a_label_keeps_its_words_and_loses_its_markup():
    assert label("Aid to Ukraine, January 2022 to April 2026") == (
        "Aid to Ukraine, January 2022 to April 2026"
    )
    said = label(POISON)
    for start in ("[", "]", "*", "`", "$", "<", ">", "!", "&", ":red"):
        assert f"\\{start}" in said
        assert said.count(start) == said.count(f"\\{start}")
