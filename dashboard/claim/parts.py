"""What is said of a claim on a page and in the edition: texts, and lists of texts; no HTML."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dashboard.queries import reading_words as words
from dashboard.queries.catalogue import Catalogue, Claim
from dashboard.queries.ledger import Ledger
from dashboard.queries.margins import margin
from dashboard.queries.readings import MAIN, NOW, Reading, Result, Rule, RuleTest
from dashboard.queries.wording import day, number, period

Row = tuple[str, ...]


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
        return words.says(self.catalogue, self.tests, self._results(self.definition))

    def _results(self, definition: str = MAIN) -> dict[str, Result]:
        found = self.ledger.results.get((self.claim.id, self.basis), ())
        return {result.test: result for result in found if result.definition == definition}

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
            yield "Because", words.because(self.ledger, reading, self._results())
        yield "Margin", margin(self.catalogue, self.ledger, reading)
        if rule:
            yield "Read on", words.evaluated_on(self.catalogue, rule, reading)

    @property
    def bases(self) -> list[Row]:
        """The reading on each basis and what was known, from the least to the most known."""
        told = {
            "then": f"by what was published by {self.month}",
            "revised": f"by figures known now, up to {self.month}",
            NOW: "by all figures known now",
        }
        return [(self.ledger.readings[self.claim.id, b].reading, t) for b, t in told.items()]

    @property
    def cannot_show(self) -> Row:
        """What no figure of it shows: in a few words, and in full."""
        return words.short_cannot(self.claim), words.cannot_show(self.claim)

    @property
    def for_and_against(self) -> str:
        """How many tests came out which way."""
        return words.for_and_against(self.tests, self._results())

    @property
    def tested(self) -> Iterator[Row]:
        """A row per test: role and title, outcome, what was measured and asked, in words."""
        results = self._results()
        for test in self.tests:
            held = results.get(test.id)
            value = words.measured(self.catalogue, test, held.value if held else None)
            yield (
                f"{'For' if test.role == 'for' else 'Against'}: {test.title}",
                words.OUTCOMES[held.outcome] if held else "",
                f"{value}; the bound is {words.asked(self.catalogue, test)}",
                test.words,
            )

    @property
    def definitions_line(self) -> str:
        """How many definitions read how."""
        return words.definitions_line(self._by_definition, self.reading.reading)

    @cached_property
    def _by_definition(self) -> dict[str, str]:
        return self.ledger.by_definition.get((self.claim.id, self.basis), {})

    @property
    def definitions(self) -> list[Row]:
        """A row per definition: its title, what it measures otherwise, how it reads alone."""
        titles = {MAIN: "As in the rule"} | self.ledger.titles(self.claim.id)
        found = self._by_definition.items()
        return [(titles[name], self._otherwise(name), reading) for name, reading in found]

    def _otherwise(self, definition: str) -> str:
        """All values of the main definition; of another those that differ from them."""
        own, here = self._results(), self._results(definition)
        told = "; ".join(
            f"{test.title}: {words.measured(self.catalogue, test, here[test.id].value)}"
            for test in self.tests
            if test.id in here and (definition == MAIN or here[test.id].value != own[test.id].value)
        )
        return told or "the same as in the rule"

    @property
    def tried_line(self) -> str:
        """How many other thresholds give another reading."""
        return words.tried_line(self._tried, self.reading.by_rule)

    @property
    def _tried(self) -> tuple[tuple[str, float, str], ...]:
        return self.ledger.tried.get((self.claim.id, self.basis), ())

    @property
    def thresholds(self) -> list[Row]:
        """A row per threshold tried: test, threshold, the reading that it would give."""
        tests = {test.id: test for test in self.tests}
        return [
            (
                tests[name].title,
                number(threshold, tests[name].decimals)
                + (" (the rule’s)" if threshold == tests[name].threshold else ""),
                reading,
            )
            for name, threshold, reading in self._tried
        ]

    @property
    def strength(self) -> tuple[str, list[str]]:
        """How many questions of strength were answered yes, and each as it was answered."""
        asked = words.criteria(self.reading)
        line = f"{sum(yes for _, yes in asked)} of {len(asked)} questions answered yes"
        return line, [told for told, _ in asked]

    @property
    def written(self) -> Row:
        """When and by whom the rule was written: in a few words, and in full."""
        return (words.written_line(self.rule), words.written(self.rule)) if self.rule else ("", "")

    @property
    def history_line(self) -> str:
        """How often the reading changed."""
        return words.history_line(self.ledger.history.get(self.claim.id, ()))

    @property
    def history(self) -> Iterator[Row]:
        """A row per change of the reading over builds: since when, reading, strength."""
        last = None
        for earlier in self.ledger.history.get(self.claim.id, ()):
            if (earlier.reading, earlier.strength) != last:
                when = f"{day(earlier.built_at.date())}, build {earlier.build}"
                yield when, earlier.reading, earlier.strength or ""
            last = (earlier.reading, earlier.strength)
