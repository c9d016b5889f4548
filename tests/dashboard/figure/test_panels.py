"""Specs depend on the view only; tables hold the values of the rows."""

import json

import pytest

from dashboard.figure.indicator import leaf_exhibit, partners
from dashboard.figure.panels import alt_text, drawn, is_empty
from dashboard.store.lens import Lens

AID, TRADE = "ukraine_aid_monthly", "rc_trade"


@pytest.mark.parametrize("name", [AID, TRADE, "ukraine_aid_cumulated", "us_favourable"])
def test_lenses_that_differ_only_in_data_give_the_same_specs(database, found, name):
    exhibit = found.exhibits[name]
    whole = drawn(database, exhibit, Lens(), False)
    part = drawn(database, exhibit, Lens(start="2023"), False)
    assert len(part.rows) < len(whole.rows)
    specs = [[json.dumps(chart.ready[2]) for chart in ready.charts] for ready in (whole, part)]
    assert specs[0] == specs[1]
    assert part.panels[0].chart.ready[1] != whole.panels[0].chart.ready[1]


def test_the_theme_of_the_lens_does_not_matter(database, found):
    exhibit = found.exhibits[AID]
    assert drawn(database, exhibit, Lens(theme="nato_cohesion"), False) is drawn(
        database, exhibit, Lens(), False
    )


@pytest.mark.parametrize("narrow", [False, True])
def test_every_exhibit_is_drawn_with_a_description_and_without_data_in_its_spec(
    database, found, narrow
):
    for exhibit in found.exhibits.values():
        ready = drawn(database, exhibit, Lens(), narrow)
        assert ready.panels
        for panel in ready.panels:
            _, marks, spec = panel.chart.ready
            assert exhibit.title in spec["description"]
            assert "data" not in spec
            assert "datasets" not in spec
            assert 0 < marks.num_rows <= 2000


def test_bars_carry_the_values_of_the_rows_and_are_as_high(database, found):
    for panel in drawn(database, found.exhibits[AID], Lens(), False).panels:
        table = panel.chart.ready[1].to_pandas()
        marks = table[table["part"] == "bar"]
        wanted = dict(zip(panel.rows["period"], panel.rows["value"], strict=True))
        shown = dict(zip(marks["period"], marks["value"], strict=True))
        assert shown == pytest.approx(wanted, abs=0.0051)
        high = (marks["y2"] - marks["y"]).abs().to_numpy()
        assert high / high.max() == pytest.approx((marks["value"] / marks["value"].max()), abs=0.01)


def test_panels_side_by_side_share_their_scales(database, found):
    one, other = drawn(database, found.exhibits[AID], Lens(), False).panels
    assert one.chart.view.domain == other.chart.view.domain
    assert one.chart.view.domain[1] == max(one.rows["value"].max(), other.rows["value"].max())
    assert one.chart.view.period_domain == other.chart.view.period_domain
    assert (one.chart.view.x_labels, other.chart.view.x_labels) == (False, True)


def test_whether_a_lens_leaves_nothing_is_known_without_drawing(database, found):
    exhibit = found.exhibits[TRADE]
    for lens in (Lens(), Lens(("DEU",)), Lens(("CHN",)), Lens(end="1990"), Lens(start="2020")):
        assert is_empty(database, exhibit, lens) is (
            not drawn(database, exhibit, lens, False).panels
        )
    assert is_empty(database, exhibit, Lens(("DEU",)))
    assert not is_empty(database, exhibit, Lens(("CHN",)))


def test_the_description_names_whom_the_panel_shows(found):
    exhibit = found.exhibits[AID]
    panel = exhibit.panels[0]
    words = alt_text(found, exhibit, panel)
    assert words == (
        f"{exhibit.title}: United States. Shows United States. "
        "The newest values stand above, all of them in the table."
    )
    assert alt_text(found, exhibit, panel | {"actors": []}) == f"{exhibit.title}: United States"


def test_the_leaf_of_every_family_can_be_drawn_for_a_phone(context, found, database):
    where = context(narrow=True)
    for family in found.families.values():
        leaf = found.indicators[family.default_indicator]
        codes = partners(where, leaf)
        other = codes[0] if len(codes) > 1 else None
        ready = drawn(database, leaf_exhibit(where, leaf, other), Lens(), True)
        assert ready.panels, leaf.id
        assert set(ready.rows["indicator"]) == {leaf.id}
        assert all(
            panel.chart.ready[1].num_rows and panel.chart.view.narrow for panel in ready.panels
        )
