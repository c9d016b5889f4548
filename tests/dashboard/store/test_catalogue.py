"""The catalogue holds together: what names another thing names one that is there."""

from dashboard.store.catalogue import catalogue


def test_it_is_read_once_per_build(database):
    assert catalogue(database) is catalogue(database)


def test_claims_quote_their_section_in_the_order_of_the_text(found):
    for claim in found.claims.values():
        assert found.sections[claim.section].text[claim.start : claim.stop] == claim.exact
    assert [claim.number for claim in found.claims.values()] == list(
        range(1, len(found.claims) + 1)
    )
    sections = list(found.sections)
    places = [(sections.index(c.section), c.start) for c in found.claims.values()]
    assert places == sorted(places)


def test_what_claims_and_exhibits_name_is_there(found):
    for claim in found.claims.values():
        assert set(claim.exhibits) <= set(found.exhibits)
    for exhibit in found.exhibits.values():
        assert exhibit.panels
        assert set(exhibit.indicators) <= set(found.indicators)
        assert exhibit.section in found.sections
        for panel in exhibit.panels:
            assert {e["id"] for e in panel["events"]} <= set(found.events)
            assert panel["grouping"] in {None, *found.groupings}
            assert set(panel["actors"]) <= set(found.actors)


def test_claims_and_exhibits_find_each_other(found):
    for exhibit in found.exhibits:
        assert found.resting_on(exhibit) == tuple(
            claim for claim in found.claims.values() if exhibit in claim.exhibits
        )


def test_families_and_their_leaves_fit(found):
    for family in found.families.values():
        assert found.indicators[family.default_indicator].family == family.id
        assert family.theme in found.themes
    for leaf in found.indicators.values():
        family = found.families[leaf.family]
        assert list(leaf.dimensions) == family.dimensions
        for name, code in leaf.dimensions.items():
            assert code in found.dimensions[family.theme, name][1]
        assert leaf.unit in found.units


def test_kin_are_the_other_europes_and_a_state_has_none(found):
    assert found.kin("DEU") == ("DEU",)
    europe = found.kin("EUR_KIEL")
    assert europe[0] == "EUR_KIEL"
    assert len(europe) == len(set(europe)) > 1
    assert all(found.actors[code].kind != "state" for code in europe)


def test_an_exhibit_belongs_to_the_themes_of_its_figures(found):
    exhibit = found.exhibits["ukraine_aid_monthly"]
    assert found.themes_of(exhibit) == {"ukraine_support"}
    for other in found.exhibits.values():
        assert found.themes_of(other) <= {*found.themes, *found.sections[other.section].themes}
