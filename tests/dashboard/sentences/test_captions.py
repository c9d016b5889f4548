"""The sentence above every chart holds the numbers of its table."""

import re

import pytest

from dashboard.figure.indicator import leaf_exhibit, partners
from dashboard.figure.panels import drawn
from dashboard.store.lens import Lens
from dashboard.words.wording import MINUS, number
from tests.dashboard.sentences.test_summary import BANNED

LENSES = [Lens(), Lens(("USA",)), Lens(("DEU", "POL")), Lens(start="2023"), Lens(end="2019")]
LATEST = re.compile(rf": ({MINUS}?)[€$]?([\d,]+(?:\.\d+)?)(?! publics|\d)")


@pytest.fixture(scope="module")
def leaves(context, found, database):
    """Every leaf drawn as on its page."""
    where = context()
    made = {}
    for leaf in found.indicators.values():
        codes = partners(where, leaf)
        exhibit = leaf_exhibit(where, leaf, codes[0] if len(codes) > 1 else None)
        made[leaf.id] = drawn(database, exhibit, Lens(), False)
    return made


def printed(found, ready):
    """Every value of the figures as the table prints it."""
    values = set()
    for panel in ready.panels:
        for leaf, value in zip(panel.rows["indicator"], panel.rows["value"], strict=True):
            values.add(number(value, found.indicators[leaf].decimals))
    return values


@pytest.mark.parametrize("lens", LENSES, ids=str)
def test_every_exhibit_says_something_and_no_banned_word(found, database, lens):
    for exhibit in found.exhibits.values():
        ready = drawn(database, exhibit, lens, False)
        if ready.panels:
            assert ready.finding.endswith("."), exhibit.id
            assert not BANNED.search(ready.finding)
            assert "nan" not in ready.finding.lower().split()
            assert "None" not in ready.finding


def test_every_leaf_says_something(leaves):
    for name, ready in leaves.items():
        assert ready.finding.endswith("."), name
        assert not BANNED.search(ready.finding), name
        assert "nan" not in ready.finding.lower().split()


def test_the_latest_value_of_every_leaf_is_one_of_the_table(found, leaves):
    seen = 0
    for name, ready in leaves.items():
        if found.indicators[name].unit in {"code", "flag"}:
            continue
        for sign, digits in LATEST.findall(ready.finding):
            seen += 1
            assert f"{sign}{digits}" in printed(found, ready), (name, ready.finding)
    assert seen > 400


def test_a_mean_and_a_running_total_are_those_of_the_table(found, database):
    ready = drawn(database, found.exhibits["ukraine_aid_monthly"], Lens(), False)
    rows = ready.panels[0].rows
    before = rows.loc[rows["period"] < "2025-02", "value"].mean()
    assert (
        f"on average €{number(before, 2)} bn a month from January 2022 to January 2025"
        in ready.finding
    )
    total = drawn(database, found.exhibits["ukraine_aid_cumulated"], Lens(), False)
    assert f"€{number(rows['value'].sum(), 2)} bn by April 2026" in total.finding


def test_the_finding_follows_the_filter(found, database):
    exhibit = found.exhibits["rc_trade"]
    whole, early = (drawn(database, exhibit, lens, False) for lens in (Lens(), Lens(end="2019")))
    assert "in 2025" in whole.finding
    assert "in 2019" in early.finding
    assert "2025" not in early.finding.split("January")[0]


def test_votes_are_tallied_over_those_shown(found, database):
    ready = drawn(database, found.exhibits["un_votes_ukraine"], Lens(), False)
    rows = ready.rows.loc[ready.rows["date"] == ready.rows["date"].max()]
    yes = (rows["code"] == "Y").sum()
    assert f"of {len(rows)} shown, {yes} in favour" in ready.finding


def test_a_sum_over_states_is_not_ranked_among_them(leaves):
    said = leaves["ukraine_aid_allocation_total_cum"].finding
    assert " states " in said
    assert "All donors" not in said
