"""What is said of a claim on a page and in the edition: texts, and lists of texts; no HTML."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from dashboard.sentences import reading_words as words
from dashboard.sentences.margins import margin
from dashboard.store.catalogue import Catalogue, Claim
from dashboard.store.ledger import Ledger
from dashboard.store.readings import MAIN, NOW, Measurement, Reading, Rule, RuleTest
from dashboard.words.wording import day, number, period

Row = tuple[str, ...]
Fold = tuple[str, list[Row]]
"""A line that says the result, and what stands behind it."""


@dataclass(frozen=True)
class ClaimParts:
    """A claim on one basis; readings stand by their code, texts are empty without anything to say.

    `definition` is the one by which the head says what was measured.
    """

    catalogue: Catalogue
    ledger: Ledger
    claim: Claim
    basis: str = NOW
    definition: str = MAIN

    @property
    def reading(self) -> Reading:
        """What the claim reads on the basis."""
        return self.ledger.readings[self.claim.id, self.basis]

    @property
    def rule(self) -> Rule | None:
        """The rule of the reading, if one is written."""
        return self.ledger.rules.get(self.claim.id)

    @property
    def tests(self) -> tuple[RuleTest, ...]:
        """The tests of the rule in order."""
        return self.ledger.tests.get(self.claim.id, ())

    @property
    def month(self) -> str:
        """The month of the article."""
        return period(str(self.catalogue.article["published"]))

    @property
    def under(self) -> str:
        """The line under the reading: strength, and the state of knowledge that it is of."""
        strength = words.strength_line(self.reading)
        known = words.basis_words(self.basis, self.month)
        when = f"as of {day(self.reading.as_of)}" if self.basis == NOW else f"by {known}"
        return f"{strength}. Read {when}." if strength else f"Read {when}."

    @property
    def override(self) -> str:
        """That a coder reads the claim otherwise than the rule."""
        reading = self.reading
        if not reading.override_by:
            return ""
        rule_says = words.WORDS[reading.by_rule].lower()
        on = day(reading.override_on) if reading.override_on else ""
        return f"Coder’s judgement, {reading.override_by}, {on}; the rule says: {rule_says}."

    @property
    def says(self) -> str:
        """What was measured, in one sentence per test."""
        return words.says(self.catalogue, self.tests, self._measured(self.definition))

    def _measured(self, definition: str) -> dict[str, Measurement]:
        found = self.ledger.results.get((self.claim.id, self.basis), ())
        return {result.test: result for result in found if result.definition == definition}

    @cached_property
    def _results(self) -> dict[str, Measurement]:
        return self._measured(MAIN)

    @property
    def rows(self) -> Iterator[Row]:
        """What stands open: name and text, in order; some texts are empty."""
        claim, rule, reading = self.claim, self.rule, self.reading
        yield "Kind", claim.kind
        if claim.testable == "no":
            yield "Why not", claim.why_not or ""
            yield "Could speak", claim.could_speak or ""
            yield "Cannot show", words.CANNOT.get(claim.kind, "")
            return
        if rule:
            yield "Rule", rule.words
            yield "Because", words.because(self.ledger, reading, self._results)
        yield "Margin", margin(self.catalogue, self.ledger, reading)
        if rule:
            yield "Read on", words.evaluated_on(self.catalogue, rule, reading)

    @property
    def bases(self) -> Iterator[Row]:
        """The reading on each basis and what was known, from the least to the most known."""
        for basis, known in (
            ("then", f"by what was published by {self.month}"),
            ("revised", f"by figures known now, up to {self.month}"),
            (NOW, "by all figures known now"),
        ):
            yield self.ledger.readings[self.claim.id, basis].reading, known

    @property
    def cannot_show(self) -> Fold:
        """What no figure of it shows."""
        return words.short_cannot(self.claim), [(words.cannot_show(self.claim),)]

    @property
    def tested(self) -> Fold:
        """A row per test: role and title, outcome, what was measured and asked, in words."""
        lines = []
        for test in self.tests:
            held = self._results.get(test.id)
            value = words.measured(self.catalogue, test, held.value if held else None)
            lines.append(
                (
                    f"{'For' if test.role == 'for' else 'Against'}: {test.title}",
                    words.OUTCOMES[held.outcome] if held else "",
                    f"{value}; the bound is {words.asked(self.catalogue, test)}",
                    test.words,
                )
            )
        return words.for_and_against(self.tests, self._results), lines

    @property
    def definitions(self) -> Fold:
        """A row per definition: its title, what it measures otherwise, how it reads alone."""
        titles = {MAIN: "As in the rule"} | self.ledger.titles(self.claim.id)
        found = self.ledger.by_definition.get((self.claim.id, self.basis), {})
        lines = [(titles[name], self._otherwise(name), read) for name, read in found.items()]
        return words.definitions_line(found, self.reading.reading), lines

    def _otherwise(self, definition: str) -> str:
        """All values of the main definition; of another those that differ from them."""
        own, here = self._results, self._measured(definition)
        told = "; ".join(
            f"{test.title}: {words.measured(self.catalogue, test, here[test.id].value)}"
            for test in self.tests
            if test.id in here and (definition == MAIN or here[test.id].value != own[test.id].value)
        )
        return told or "the same as in the rule"

    @property
    def thresholds(self) -> Fold:
        """A row per threshold tried: test, threshold, the reading that it would give."""
        tests = {test.id: test for test in self.tests}
        tried = self.ledger.tried.get((self.claim.id, self.basis), ())
        lines = []
        for name, threshold, reading in tried:
            own = " (the rule’s)" if threshold == tests[name].threshold else ""
            shown = f"{number(threshold, tests[name].decimals)}{own}"
            lines.append((tests[name].title, shown, reading))
        return words.tried_line(tried, self.reading.by_rule), lines

    @property
    def strength(self) -> Fold:
        """A row per question of strength as it was answered."""
        asked = words.criteria(self.reading)
        line = f"{sum(yes for _, yes in asked)} of {len(asked)} questions answered yes"
        return line, [(told,) for told, _ in asked]

    @property
    def written(self) -> Fold:
        """When and by whom the rule was written; empty without one."""
        rule = self.rule
        return (words.written_line(rule), [(words.written(rule),)]) if rule else ("", [])

    @property
    def history(self) -> Fold:
        """A row per change of the reading over builds: since when, reading, strength."""
        known = self.ledger.history.get(self.claim.id, ())
        turns = (next(same) for _, same in groupby(known, key=lambda e: (e.reading, e.strength)))
        lines = [
            (f"{day(e.built_at.date())}, build {e.build}", e.reading, e.strength or "")
            for e in turns
        ]
        return words.history_line(known), lines

    @property
    def after(self) -> str:
        """What stands behind the word of a reading in a list of statements."""
        reading, ledger = self.reading, self.ledger
        told = f", evidence {reading.strength}" if reading.strength else ""
        if self.basis == NOW and ledger.flipped(self.claim.id):
            then = words.WORDS[ledger.readings[self.claim.id, "then"].reading].lower()
            told += f" · {then} in {self.month}"
        brief = words.in_brief(ledger, reading)
        return f"{told} · {brief}" if brief else told
