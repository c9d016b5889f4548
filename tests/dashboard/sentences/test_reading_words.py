import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard.sentences import reading_words as words
from dashboard.sentences.margins import margin
from dashboard.store.ledger import ledger
from dashboard.store.readings import MAIN, Earlier, Measurement

BANNED = re.compile(
    r"\b(true|false|truth|proves?|proven|because of|led to|caused|confirm\w*|debunk\w*)\b", re.I
)


@pytest.fixture(scope="module")
def kept(database):
    return ledger(database)


def results(kept, reading):
    rows = kept.results.get((reading.claim, reading.basis), ())
    return {row.test: row for row in rows if row.definition == MAIN}


def told(kept, found, reading):
    """Everything that is generated about a reading."""
    claim, rule = found.claims[reading.claim], kept.rules.get(reading.claim)
    tests, measured = kept.tests.get(reading.claim, ()), results(kept, reading)
    yield words.strength_line(reading)
    yield margin(found, kept, reading)
    yield words.because(kept, reading, measured)
    yield words.says(found, tests, measured)
    yield words.spoken(claim, reading, True)
    yield from (said for said, _ in words.criteria(reading))
    if rule:
        yield words.for_and_against(tests, measured)
        yield words.evaluated_on(found, rule, reading)
        yield words.written_line(rule)


def test_nothing_that_is_generated_judges_or_names_a_cause(kept, found):
    for reading in kept.readings.values():
        for said in told(kept, found, reading):
            assert not BANNED.search(said), said
            assert "None" not in said
            assert "nan" not in said
    fixed = [*words.WORDS.values(), *words.OUTCOMES.values(), *words.BASES.values()]
    fixed += [said for pair in words.CRITERIA.values() for said in pair]
    assert not any(BANNED.search(said) for said in fixed)


def test_the_rules_themselves_do_not_judge(kept):
    for rule in kept.rules.values():
        assert not BANNED.search(rule.words), rule.words
    for tests in kept.tests.values():
        assert not any(BANNED.search(f"{test.title} {test.words}") for test in tests)


def test_every_kind_of_claim_says_what_figures_cannot_show(found):
    for claim in found.claims.values():
        assert words.CANNOT[claim.kind] in words.cannot_show(claim)
        assert words.short_cannot(claim)


def test_strength_counts_in_the_singular_and_the_plural(kept):
    reading = next(r for r in kept.readings.values() if r.strength)
    one = replace(reading, publishers=1, observations=1, last_day=date(2026, 4, 30))
    many = replace(reading, publishers=2, observations=12, last_day=date(2026, 4, 30))
    assert ": 1 publisher, 1 piece of evidence, the last of 30 April 2026" in words.strength_line(
        one
    )
    assert ": 2 publishers, 12 pieces of evidence, the" in words.strength_line(many)
    assert words.strength_line(replace(reading, strength=None)) == ""


def test_the_margin_says_which_way_the_value_would_have_to_move(kept, found):
    key = next(k for k, r in kept.readings.items() if r.turns_at is not None)
    reading = kept.readings[key]
    above = replace(reading, margin=-1.0)
    below = replace(reading, margin=1.0)
    assert " above " in margin(found, kept, above)
    assert " below " in margin(found, kept, below)
    assert words.WORDS[reading.turns_to].lower() in margin(found, kept, below)
    assert margin(found, kept, replace(reading, lacks="x")) == "It lacks: x."
    still = replace(reading, turns_at=None)
    assert margin(found, kept, still).startswith("No move of a single value would change it")


def test_definitions_that_hold_a_reading_are_named(kept, found):
    reading = kept.readings["c04", "now"]
    assert kept.by_definition["c04", "now"][MAIN] == "consistent"
    assert reading.by_rule == "mixed"
    said = margin(found, kept, reading)
    assert said.startswith(
        "It would turn to “consistent with the data” if it read so measured by “"
    )
    assert words.in_brief(kept, reading) == "3 of 3 tests for it met, definitions differ"


def test_one_test_that_holds_a_reading_by_several_definitions_is_named(kept, found):
    said = margin(found, kept, kept.readings["c09", "now"])
    assert said.startswith(
        "“Seen as an ally” holds it: the bound is at most −10 percentage points; "
    )
    assert "it is −9 percentage points as in the rule and " in said
    assert said.endswith("Moving one of these values alone would not change the reading.")


def test_a_few_words_say_what_makes_a_reading_mixed(kept):
    for (claim, basis), reading in kept.readings.items():
        assert bool(words.in_brief(kept, reading)) == (reading.by_rule == "mixed"), (claim, basis)


def test_a_mixed_reading_names_what_makes_it_mixed(kept):
    for reading in kept.readings.values():
        said = words.because(kept, reading, results(kept, reading))
        assert bool(said) == (reading.by_rule in {"mixed", "at_odds"})


@pytest.mark.parametrize(
    ("by_definition", "line"),
    [
        ({MAIN: "mixed"}, "one definition only"),
        ({MAIN: "mixed", "a": "mixed"}, "1 other, all with the same reading"),
        (
            {MAIN: "mixed", "a": "mixed", "b": "at_odds"},
            "the rule’s own: mixed; 1 of 2 others differ",
        ),
    ],
)
def test_definitions_in_one_line(by_definition, line):
    assert words.definitions_line(by_definition, "mixed") == line


def test_history_counts_builds_and_changes(kept):
    first = next(iter(kept.history.values()))[0]
    turned = replace(first, reading="at_odds")
    assert isinstance(first, Earlier)
    assert words.history_line((first,)) == "1 build, 0 changes"
    assert words.history_line((first, turned, turned)) == "3 builds, 1 change"


def test_tests_for_and_against_are_counted_apart(kept):
    claim = next(
        c for c, tests in kept.tests.items() if {t.role for t in tests} == {"for", "against"}
    )
    tests = kept.tests[claim]
    met = {
        t.id: Measurement(
            claim, t.id, "now", MAIN, 1.0, "met" if t.role == "for" else "breaks", 1, 1, None, None
        )
        for t in tests
    }
    pro = sum(t.role == "for" for t in tests)
    contra = len(tests) - pro
    line = f"{pro} of {pro} tests for it met; {contra} of {contra} against it met"
    assert words.for_and_against(tests, met) == line
