"""The data of a claim: the same words for page and edition, and what little figures leave of it."""

import re
from dataclasses import replace
from datetime import date

import pytest
from justhtml import JustHTML

from dashboard.claim.parts import ClaimParts
from dashboard.html import render
from dashboard.store.ledger import ledger
from dashboard.words.readings import READINGS


@pytest.fixture(scope="module")
def ledger_of(database):
    return ledger(database)


@pytest.fixture(scope="module")
def parts(found, ledger_of):
    """A function that returns the parts of a claim."""

    def make(claim, **chosen):
        return ClaimParts(found, ledger_of, found.claims[claim], **chosen)

    return make


def card(parts):
    """A card as HTML and as the text that is seen."""
    made = render("claim.j2", "head", parts) + render("claim.j2", "tail", parts)
    return made, JustHTML(made, fragment=True, sanitize=False).to_text(separator="", strip=False)


ROWS = ["Kind", "Rule", "Margin", "Read on", "Then and now"]
FOLDS = ["Cannot show", "For, against", "Definitions", "Thresholds", "Strength", "Written"]
FOLDS += ["History", "SQL"]


@pytest.mark.parametrize("basis", ["now", "then", "revised"])
def test_a_card_has_its_parts_in_order(parts, found, basis):
    for claim in found.claims:
        here = parts(claim, basis=basis)
        made, told = card(here)
        names = re.findall(r"<(?:dt|summary><b)>(.*?)</", made)
        if here.rule:
            assert [name for name in names if name != "Because"] == [*ROWS, *FOLDS]
        elif here.claim.testable == "no":
            assert names == ["Kind", "Why not", "Could speak", "Cannot show", "Then and now"]
        said = [here.claim.exact, here.under, here.says]
        said += [told for _, told in here.rows] + [known for _, known in here.bases]
        assert all(one in told for one in said)


def test_a_card_says_all_of_its_rule(parts, ledger_of):
    for claim, rule in ledger_of.rules.items():
        here = parts(claim)
        told = card(here)[1]
        said = [here.reading.strength or "", rule.words, rule.looked_for or "", rule.choices]
        said += [test.sql.strip() for test in here.tests]
        folds = (here.cannot_show, here.tested, here.strength, here.written)
        said += [cell for _, lines in folds for line in lines for cell in line]
        said += [title for title, *_ in here.definitions[1]]
        said += [shown for _, shown, _ in here.thresholds[1]]
        assert [one for one in said if one not in told] == []


def test_a_judgement_of_a_coder_stands_under_the_reading_with_the_rule_s_own(parts):
    plain = parts("c10")
    judged = {"override_by": "A. Coder", "override_on": date(2026, 1, 2), "override_reason": "R."}
    readings = {("c10", "now"): replace(plain.reading, reading="at_odds", **judged)}
    other = replace(plain, ledger=replace(plain.ledger, readings=readings))
    assert plain.override == ""
    assert other.override == "Coder’s judgement, A. Coder, 2 January 2026; the rule says: mixed."
    shown = render("claim.j2", "head", other)
    assert f"<b>{other.override}</b> R.</div>" in shown
    assert "</span> At odds with the data</p>" in shown


def test_definitions_give_values_only_where_they_differ_from_the_rule_s(parts):
    own, *others = parts("c10").definitions[1]
    assert own[0] == "As in the rule"
    assert own[1].count(":") == len(parts("c10").tests)
    assert "the same as in the rule" in [values for _, values, _ in others]
    assert {reading for *_, reading in others} <= READINGS.keys()


def test_a_chosen_definition_changes_what_was_measured_and_nothing_else(parts, found):
    moved = 0
    for claim in found.claims:
        main = parts(claim)
        for name in main.ledger.titles(claim):
            here = parts(claim, definition=name)
            moved += here.says != main.says
            assert render("claim.j2", "tail", here) == render("claim.j2", "tail", main)
    assert moved > 5


def test_history_has_a_row_per_change(parts):
    plain = parts("c10")
    first = plain.ledger.history["c10"][0]
    turned = replace(first, reading="at_odds")
    kept = replace(plain.ledger, history={"c10": (first, first, turned, turned)})
    line, rows = replace(plain, ledger=kept).history
    assert line == "4 builds, 1 change"
    assert [reading for _, reading, _ in rows] == [first.reading, "at_odds"]
    assert rows[0][0].endswith(f", build {first.build}")


def test_without_thresholds_tried_the_card_says_so(parts, found):
    bare = [c for c in found.claims if parts(c).rule and not parts(c, basis="then").thresholds[1]]
    assert bare
    shown = render("claim.j2", "tail", parts(bare[0], basis="then"))
    assert "Too little was measured to try any." in shown
    assert "Thresholds are choices." not in shown
