"""What stands open in a statement: rule, margin, then and now, and the tests with their bounds."""

from collections.abc import Iterator

from dashboard.components.markup import text
from dashboard.edition.edition import Edition
from dashboard.edition.html import shaped, stacked
from dashboard.queries import reading_words as words
from dashboard.queries.catalogue import Claim
from dashboard.queries.margins import margin
from dashboard.queries.readings import MAIN, NOW, Result

Row = tuple[str, str]


def results(edition: Edition, claim: Claim) -> dict[str, Result]:
    """What the tests of a claim measured now under the main definition."""
    found = edition.ledger.results.get((claim.id, NOW), ())
    return {result.test: result for result in found if result.definition == MAIN}


def rows(edition: Edition, claim: Claim) -> Iterator[Row]:
    """Names and values in the order of the card."""
    yield "Kind", text(claim.kind)
    if claim.testable == "no":
        yield "Why not", text(claim.why_not)
        yield "Could speak", text(claim.could_speak)
    else:
        yield from _ruled(edition, claim)
    yield "Then and now", _then_and_now(edition, claim)
    yield "Cannot show", text(_cannot_show(claim))
    yield "Figures", _elsewhere(edition, claim)


def _ruled(edition: Edition, claim: Claim) -> Iterator[Row]:
    """Rule, what made the reading, what would change it, and what was looked for against it."""
    found, reading = edition.ledger, edition.ledger.readings[claim.id, NOW]
    rule = found.rules.get(claim.id)
    if rule:
        yield "Rule", text(rule.words)
        yield "Because", text(words.because(found, reading, results(edition, claim)))
    yield "Margin", text(margin(edition.catalogue, found, reading))
    if rule:
        yield "Read on", text(words.evaluated_on(edition.catalogue, rule, reading))
        yield "Looked for against it", text(rule.looked_for)


def _then_and_now(edition: Edition, claim: Claim) -> str:
    """The readings on all three bases, in the order of what was known."""
    readings, month = edition.ledger.readings, edition.month
    bases = (
        ("then", f"by what was published by {month}"),
        ("revised", f"by figures known now, up to {month}"),
        (NOW, "by all figures known now"),
    )
    return "<br>".join(
        f"{shaped(readings[claim.id, basis].reading)}, {text(told)}" for basis, told in bases
    )


def _cannot_show(claim: Claim) -> str:
    """What no figure shows; where none can speak, the reason stands in a row of its own."""
    return words.CANNOT.get(claim.kind, "") if claim.testable == "no" else words.cannot_show(claim)


def _elsewhere(edition: Edition, claim: Claim) -> str:
    """Links to the figures of a claim that stand under another one."""
    links = [
        f'<a href="#f-{text(name)}">figure {edition.figure_numbers[name]}</a>'
        for name in claim.exhibits
        if edition.places[name] != claim.id
    ]
    own = len(claim.exhibits) - len(links)
    return f"{'Also ' if own else 'See '}{', '.join(links)}" if links else ""


def tests_table(edition: Edition, claim: Claim) -> str:
    """Every test with its bound, what it measured, and how it came out; empty without a rule."""
    tests, found = edition.ledger.tests.get(claim.id, ()), results(edition, claim)
    if not tests:
        return ""
    lines = []
    for test in tests:
        role = "For" if test.role == "for" else "Against"
        result = found.get(test.id)
        lines.append(
            [
                f"<b>{role}: {text(test.title)}</b><br><small>{text(test.words)}</small>",
                text(words.asked(edition.catalogue, test)),
                text(words.measured(edition.catalogue, test, result.value if result else None)),
                text(words.OUTCOMES[result.outcome] if result else ""),
            ]
        )
    heads = ("Test", "Bound", "Measured", "Outcome")
    return stacked(f"Tests of statement {claim.number}", heads, lines)
