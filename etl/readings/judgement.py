"""From the answers of a claim's tests to the rows that a build keeps of its reading."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from etl.models.claim import ClaimModel, RuleModel
from etl.readings.answers import Answer, Answers
from etl.readings.basis import Basis
from etl.readings.evidence import Body, body, criteria, strength
from etl.readings.verdict import (
    MAIN,
    Measured,
    Turn,
    at_thresholds,
    grid,
    nearest_turn,
    outcome,
    reading,
    word,
)

SPEAKS = ("consistent", "mixed", "at_odds")
Row = dict[str, Any]
Tests = Mapping[str, Sequence[Measured]]


def judged(claim: ClaimModel, basis: Basis, answers: Answers) -> dict[str, list[Row]]:
    """Rows by table: the reading, its definitions and thresholds, and the results of its tests."""
    key = {"claim": claim.id, "basis": basis.name}
    day = {"as_of": basis.day, "until": basis.until}
    if claim.rule is None:
        return {"reading": [key | day | _silent(claim)]}
    tests = {name: [a.measured for a in by.values()] for name, by in answers.items()}
    needed = claim.rule.min_tests
    found = body(_pieces(claim, answers), claim.rule.actors)
    lacks = _lacks(claim, claim.rule, basis, found, tests[MAIN])
    by_rule = "too_little_data" if lacks else reading(tests, needed)
    turn = None if lacks else nearest_turn(tests, needed)
    row = key | day | _shown(claim, by_rule, basis) | _evidence(found, claim.rule, basis, by_rule)
    row |= _margin(claim, tests[MAIN], turn) | {"lacks": lacks or None}
    row["observations"] = len({p.id for a in answers[MAIN].values() for p in a.pieces})
    return {
        "reading": [row],
        "reading_definition": [
            key | {"definition": name, "reading": by_rule if lacks else word(of, needed)}
            for name, of in tests.items()
        ],
        "reading_threshold": [key | t for t in _tried(claim, tests, needed) if not lacks],
        "test_result": [
            key | {"definition": name} | _result(test, answer)
            for name, by in answers.items()
            for test, answer in by.items()
        ],
    }


def _silent(claim: ClaimModel) -> Row:
    """A claim without a rule: figures cannot speak to it, or no fair rule could be written."""
    no = claim.testable == "no"
    word_ = "not_a_data_question" if no else "too_little_data"
    lacks = None if no else claim.no_rule
    counts = dict.fromkeys(("publishers", "observations", "covered", "actors"), 0)
    return {"reading": word_, "by_rule": word_, "criteria": "{}", "lacks": lacks, **counts}


def _pieces(claim: ClaimModel, answers: Answers) -> list:
    """The evidence of the tests for the claim under the main definition, each piece once."""
    primary = {test.id for test in claim.test if test.role == "for"}
    found = (a.pieces for name, a in answers[MAIN].items() if name in primary)
    return list({piece.id: piece for pieces in found for piece in pieces}.values())


def _lacks(
    claim: ClaimModel, rule: RuleModel, basis: Basis, found: Body, tests: Sequence[Measured]
) -> str:
    """What is missing before the rule may speak, in words; empty when nothing is."""
    titles = {test.id: test.title for test in claim.test}
    if word(tests, rule.min_tests) == "too_little_data":
        short = [t for t in tests if t.role == "for" and outcome(t) == "too_little"]
        return "; ".join(f"{titles[t.test]}: {_short(t)}" for t in short)
    if found.publishers < rule.min_publishers:
        return f"{found.publishers} of {rule.min_publishers} independent publishers"
    age = (basis.until - found.last_day).days if found.last_day else 0
    if age > rule.max_age_days:
        return f"the newest figure is {age} days old, more than {rule.max_age_days}"
    return ""


def _short(test: Measured) -> str:
    if test.count < test.minimum:
        return f"{test.count} of the {test.minimum} figures needed"
    return f"{test.count} figures, not those that it compares"


def _shown(claim: ClaimModel, by_rule: str, basis: Basis) -> Row:
    """The reading that readers see: the rule's, or, of now, that of a coder who overrides it."""
    override = claim.override if basis.name == "now" else None
    if override is None:
        return {"reading": by_rule, "by_rule": by_rule}
    signed = {"override_by": override.signed_by, "override_on": override.signed_on}
    return signed | {
        "reading": override.reading,
        "by_rule": by_rule,
        "override_reason": override.reason,
    }


def _evidence(found: Body, rule: RuleModel, basis: Basis, by_rule: str) -> Row:
    asked = criteria(found, basis.until, rule.span_years, rule.max_age_days, len(rule.actors))
    return {
        "strength": strength(asked) if by_rule in SPEAKS else None,
        "criteria": json.dumps(asked),
        "publishers": found.publishers,
        "first_day": found.first_day,
        "last_day": found.last_day,
        "covered": found.covered,
        "actors": len(rule.actors),
    }


def _margin(claim: ClaimModel, tests: Sequence[Measured], turn: Turn | None) -> Row:
    """The test whose value lies nearest to a bound at which the reading turns, else the first."""
    by_name = {test.test: test for test in tests}
    first = next(test.id for test in claim.test if test.role == "for")
    shown = by_name[turn.test if turn else first]
    row: Row = {"test": shown.test, "value": shown.value, "threshold": shown.threshold}
    if turn:
        row |= {"margin": turn.margin, "turns_at": turn.boundary, "turns_to": turn.reading}
    return row


def _tried(claim: ClaimModel, tests: Tests, needed: int | None) -> list[Row]:
    """What the claim would read with other thresholds of each of its tests for it."""
    found, declared = [], {test.id: test for test in claim.test}
    for test in tests[MAIN]:
        most = 1.0 if declared[test.test].unit == "share" else None
        tried = grid(test, declared[test.test].decimals, most)
        for threshold in tried if test.role == "for" else ():
            ((_, turned),) = at_thresholds(tests, test.test, [threshold], needed)
            found.append({"test": test.test, "threshold": threshold, "reading": turned})
    return found


def _result(test: str, answer: Answer) -> Row:
    found = body(answer.pieces, ())
    return {
        "test": test,
        "value": answer.measured.value,
        "outcome": outcome(answer.measured),
        "observations": found.observations,
        "publishers": found.publishers,
        "first_day": found.first_day,
        "last_day": found.last_day,
        "evidence": [piece.id for piece in answer.pieces],
    }
