"""A leaf as an exhibit: its chart, its actors, and what the codebook says of it."""

from html import unescape

import pytest

from dashboard.figure.indicator import (
    FREQUENCIES,
    MOST_MULTIPLES,
    MOST_ROWS,
    about,
    leaf_exhibit,
    partners,
)
from dashboard.store.lens import MOST_LINES, holdings

AID = "ukraine_aid_allocation_total_monthly"


def test_every_leaf_shows_those_who_are_observed(context, found, database):
    for leaf in found.indicators.values():
        exhibit = leaf_exhibit(context(), leaf, None)
        shown = [actor for panel in exhibit.panels for actor in panel["actors"]]
        assert shown
        assert set(shown) <= holdings(database)[leaf.id].actors
        assert len(exhibit.panels) <= MOST_MULTIPLES
        assert len(shown) <= MOST_ROWS
        assert FREQUENCIES[leaf.frequency] in exhibit.subtitle


@pytest.fixture
def absent(found, database):
    """An actor that no figure of the aid is of."""
    return next(code for code in found.actors if code not in holdings(database)[AID].actors)


def test_the_chosen_take_the_place_of_the_largest(context, found, absent):
    exhibit = leaf_exhibit(context(actors=("FRA", "POL", absent)), found.indicators[AID], None)
    assert [panel["actors"] for panel in exhibit.panels] == [["FRA"], ["POL"]]


def test_nobody_observed_gives_no_panel(context, found, absent):
    assert leaf_exhibit(context(actors=(absent,)), found.indicators[AID], None).panels == []


def test_many_lines_become_panels_of_their_own(context, found, database):
    leaf = next(
        leaf
        for leaf in found.indicators.values()
        if leaf.chart == "line" and len(holdings(database)[leaf.id].actors) > MOST_LINES
    )
    held = tuple(sorted(holdings(database)[leaf.id].actors))[: MOST_LINES + 1]
    many = leaf_exhibit(context(actors=held), leaf, None).panels
    few = leaf_exhibit(context(actors=held[:2]), leaf, None).panels
    assert [len(panel["actors"]) for panel in many] == [1] * len(many)
    assert len(many) > 1
    assert [panel["actors"] for panel in few] == [list(held[:2])]


def test_a_pair_is_asked_for_its_other_side(context, found):
    leaf = next(leaf for leaf in found.indicators.values() if len(partners(context(), leaf)) > 1)
    other = partners(context(), leaf)[1]
    for panel in leaf_exhibit(context(), leaf, other).panels:
        assert panel["partners"] == [other]


@pytest.mark.parametrize("name", ["definition", "caveat", "why_it_matters", "reads_as"])
def test_what_the_codebook_says_stands_beside_the_chart(context, found, name):
    for leaf in found.indicators.values():
        words = unescape(about(context(), leaf))
        assert (getattr(leaf, name) or "") in words
        assert leaf.id in words
        assert f"{len(leaf.procedure)} steps" in words or not leaf.procedure
