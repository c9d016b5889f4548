import pytest

from dashboard.store.database import records
from dashboard.store.ledger import ledger, redefined
from dashboard.store.readings import MAIN

BASES = {"now", "then", "revised"}


@pytest.fixture(scope="module")
def kept(database):
    return ledger(database)


def test_every_claim_is_read_on_every_basis(kept, found):
    assert kept.readings.keys() == {(claim, basis) for claim in found.claims for basis in BASES}


def test_every_testable_claim_has_a_rule_or_says_why_not(kept, found):
    for claim in found.claims.values():
        ruled = claim.id in kept.rules
        assert ruled == (claim.testable != "no" and claim.no_rule is None)
        assert ruled == bool(kept.tests.get(claim.id))


def test_a_consistent_reading_names_what_was_looked_for_against_it(kept):
    for reading in kept.readings.values():
        if reading.reading == "consistent":
            assert kept.rules[reading.claim].looked_for


def test_each_reading_has_its_strength_margin_or_lack(kept):
    for reading in kept.readings.values():
        spoken = reading.by_rule in {"consistent", "mixed", "at_odds"}
        assert (reading.strength is not None) == spoken
        assert (reading.lacks is not None) == (reading.by_rule == "too_little_data")
        assert reading.turns_at is None or reading.turns_to != reading.by_rule


def test_results_are_those_of_the_tests_in_their_order(kept):
    for (claim, _), results in kept.results.items():
        order = [result.test for result in results if result.definition == MAIN]
        assert order == [test.id for test in kept.tests[claim]]


def test_definitions_are_read_one_by_one(kept):
    for (claim, _), by_definition in kept.by_definition.items():
        assert next(iter(by_definition)) == MAIN
        assert {*by_definition} == {MAIN, *kept.titles(claim)}


EVIDENCE = """
with named as (select claim, unnest(evidence) as id, as_of, until
    from test_result join reading using (claim, basis))
select count(*), count(observation.id) + count(event.id) + count(roll_call.id),
    count_if(coalesce(observation.published > as_of or observation.period_end > until, false)),
    count_if(coalesce(coalesce(event.date_end, roll_call.date) > until, false))
from named
left join observation on observation.id = named.id
left join event on event.id = named.id
left join roll_call on roll_call.id = named.id
"""


def test_evidence_is_in_the_build_and_was_known_on_the_basis(database):
    ((count, found, late_figures, late_others),) = (
        row.values() for row in records(database, EVIDENCE)
    )
    assert count == found > 1000
    assert (late_figures, late_others) == (0, 0)


def test_a_definition_stands_in_the_place_of_the_main_one():
    panels = [{"indicators": ["a", "b"], "title": "T"}, {"indicators": [], "title": "U"}]
    known = frozenset({"a", "b", "c"})
    swapped = redefined(panels, {"a": "c", "b": "no_indicator"}, known)
    assert swapped == [{"indicators": ["c", "b"], "title": "T"}, {"indicators": [], "title": "U"}]
    assert panels[0]["indicators"] == ["a", "b"]


def test_swaps_name_the_values_that_a_definition_changes(kept):
    for claim, definitions in kept.definitions.items():
        for definition in definitions:
            swap = kept.swap(claim, definition.id)
            assert {str(value) for value in definition.given.values()} <= {*swap.values()}
    assert kept.swap("c01", "no_such_definition") == {}


def test_only_a_change_between_words_that_figures_gave_is_a_flip(kept, found):
    for claim in found.claims:
        assert kept.turned(claim) or not kept.flipped(claim)
        if kept.readings[claim, "then"].reading == "too_little_data":
            assert not kept.flipped(claim)


def test_history_ends_with_the_reading_of_this_build(kept, found):
    for claim in found.claims:
        last = kept.history[claim][-1]
        assert last.build == found.build["id"]
        assert last.reading == kept.readings[claim, "now"].reading
