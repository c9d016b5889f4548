"""What lies behind a closed line of a statement: definitions, thresholds, sources, SQL."""

from collections.abc import Iterator

from dashboard.components.markup import text
from dashboard.edition.edition import Edition
from dashboard.edition.figure_table import source_link
from dashboard.edition.html import folded, shaped, table
from dashboard.queries import reading_words as words
from dashboard.queries.catalogue import Claim
from dashboard.queries.readings import MAIN, NOW, Reading, Rule
from dashboard.queries.wording import day, number

Fold = tuple[str, str, str, str]
ASIDE = "aside"
"""Class of what print leaves closed."""


def folds(edition: Edition, claim: Claim) -> str:
    """All disclosures of a statement; none without a rule."""
    rule = edition.ledger.rules.get(claim.id)
    reading = edition.ledger.readings[claim.id, NOW]
    shown = [folded(*fold) for fold in _folds(edition, claim, rule, reading)] if rule else []
    return f'<div class="folds">{"".join(shown)}</div>' if shown else ""


def _folds(edition: Edition, claim: Claim, rule: Rule, reading: Reading) -> Iterator[Fold]:
    found, key = edition.ledger, (claim.id, NOW)
    by_definition = found.by_definition.get(key, {})
    line = words.definitions_line(by_definition, reading.reading)
    yield "Definitions", line, _definitions(edition, claim, by_definition), ""
    tried = words.tried_line(found.tried.get(key, ()), reading.by_rule)
    yield "Thresholds", tried, _thresholds(edition, claim), ASIDE
    asked = words.criteria(reading)
    kept = f"{sum(yes for _, yes in asked)} of {len(asked)} questions answered yes"
    yield "Strength", kept, _asked(asked), ""
    yield "Written", words.written_line(rule), f"<p>{text(words.written(rule))}</p>", ""
    history = found.history.get(claim.id, ())
    yield "History", words.history_line(history), _history(edition, claim), ""
    behind = edition.behind.get(claim.id, {})
    pieces = f"{sum(behind.values()):,} pieces of evidence in {len(behind)} documents"
    yield "Sources", pieces, _sources(edition, behind), ""
    yield "SQL", f"{len(found.tests[claim.id])} tests", _sql(edition, claim), ASIDE


def _asked(found: list[tuple[str, bool]]) -> str:
    """The five questions of strength as they were answered."""
    return f"<ul>{''.join(f'<li>{text(told)}</li>' for told, _ in found)}</ul>"


def _definitions(edition: Edition, claim: Claim, found: dict[str, str]) -> str:
    """The reading under each definition alone."""
    titles = {MAIN: "As in the rule"} | edition.ledger.titles(claim.id)
    lines = [[text(titles[name]), shaped(reading)] for name, reading in found.items()]
    return table(f"Definitions of statement {claim.number}", ("Measured", "Reads"), lines)


def _thresholds(edition: Edition, claim: Claim) -> str:
    """What other thresholds would give; the stored reading does not move."""
    tests = {test.id: test for test in edition.ledger.tests[claim.id]}
    lines = []
    for name, threshold, reading in edition.ledger.tried.get((claim.id, NOW), ()):
        test = tests[name]
        own = " (the rule’s)" if threshold == test.threshold else ""
        shown = f"{number(threshold, test.decimals)}{own}"
        lines.append([text(test.title), shown, shaped(reading)])
    if not lines:
        return "<p>Too little was measured to try any.</p>"
    told = "<p>Thresholds are choices. This is what others would give.</p>"
    name = f"Thresholds of statement {claim.number}"
    return told + table(name, ("Test", "Threshold", "Reads"), lines, numbers=(1,))


def _history(edition: Edition, claim: Claim) -> str:
    """A line per change of the reading over builds."""
    lines, last = [], None
    for earlier in edition.ledger.history.get(claim.id, ()):
        if (earlier.reading, earlier.strength) != last:
            when = f"{day(earlier.built_at.date())}, build {text(earlier.build)}"
            lines.append([when, shaped(earlier.reading), text(earlier.strength or "")])
        last = (earlier.reading, earlier.strength)
    return table(f"History of statement {claim.number}", ("Since", "Read", "Strength"), lines)


def _sources(edition: Edition, behind: dict[str, int]) -> str:
    """The documents of the evidence, those with most pieces first."""
    named = {document.id: document for document in edition.documents}
    lines = [
        f"<li>{source_link(edition, name)} {text(named[name].publisher)}, "
        f"{text(named[name].title)}: {pieces:,}</li>"
        for name, pieces in behind.items()
    ]
    return f"<ul>{''.join(lines)}</ul>"


def _sql(edition: Edition, claim: Claim) -> str:
    return "".join(
        f"<p>{text(test.title)}</p><pre>{text(test.sql.strip())}</pre>"
        for test in edition.ledger.tests[claim.id]
    )
