"""Claims as they are written down: the span, what kind it is, and the rule by which it is read."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from etl.models.toml_files import Code, Period, Strict, Text, Whole

Given = dict[Code, str | int | float]


class DefinitionModel(Strict):
    """Another defensible way to measure a test: other values for its parameters."""

    id: Code
    title: Text
    given: Given = Field(min_length=1)


class RuleTestModel(Strict):
    """One number and the bounds it is held against.

    A test "for" is met on the `side` of `threshold` and speaks for the opposite at or beyond
    `opposite`; a test "against" breaks the reading on the `side` of its threshold.
    """

    id: Code
    role: Literal["for", "against"]
    title: Text
    words: Text
    unit: Code
    decimals: int = Field(ge=0, le=6)
    side: Literal["above", "below"]
    threshold: float
    opposite: float | None = None
    min_observations: int = Field(gt=0)
    sql: Text
    given: Given = {}
    definitions: list[DefinitionModel] = []

    @model_validator(mode="after")
    def _is_sound(self) -> "RuleTestModel":
        if (self.role == "for") != (self.opposite is not None):
            raise ValueError("a test 'for' has an opposite, one 'against' has none (mend it)")
        if self.opposite is not None:
            gap = self.threshold - self.opposite
            if (gap if self.side == "above" else -gap) < 0:
                raise ValueError("opposite lies beyond the threshold (swap side or bounds)")
        names = [definition.id for definition in self.definitions]
        if len(set(names)) != len(names) or "main" in names:
            raise ValueError("definitions need ids of their own, other than 'main' (rename)")
        unknown = {key for d in self.definitions for key in d.given} - set(self.given)
        if unknown:
            raise ValueError(f"definitions change {sorted(unknown)}, which 'given' lacks (add it)")
        return self


class RuleModel(Strict):
    """How the tests of a claim are read together, and what was done to be fair.

    `blind` says that whoever wrote the rule had not seen its figures; `seen_on` is the day on
    which they were first held against it.
    """

    words: Text
    written_on: date
    seen_on: date
    blind: bool
    written_by: Text
    min_publishers: int = Field(gt=0)
    max_age_days: int = Field(gt=0)
    span_years: float = Field(gt=0)
    actors: list[Code] = Field(min_length=1)
    min_tests: int | None = Field(default=None, gt=0)
    looked_for: str = ""
    choices: Text

    @model_validator(mode="after")
    def _is_written_first(self) -> "RuleModel":
        if self.seen_on < self.written_on:
            raise ValueError("figures were seen before the rule was written (mend the days)")
        return self


READINGS = ("consistent", "mixed", "at_odds", "too_little_data", "not_a_data_question")


class Override(Strict):
    """A coder's own reading in place of the rule's: signed, dated, with a reason."""

    reading: Literal["consistent", "mixed", "at_odds", "too_little_data", "not_a_data_question"]
    reason: Text
    signed_by: Text
    signed_on: date


class ViewModel(Strict):
    """What an editor lays over the reader's filters when the claim is opened."""

    actors: list[Code] = []
    start: Period | None = None
    end: Period | None = None


class ClaimModel(Strict):
    """A checkable span of a sentence; `exact` in its context occurs once in the article."""

    id: Code
    number: Whole = Field(gt=0)
    section: Code
    title: Text
    exact: Text
    prefix: str = ""
    suffix: str = ""
    kind: Code
    testable: Literal["yes", "part", "no"]
    why_not: str | None = None
    could_speak: str | None = None
    themes: list[Code] = []
    exhibits: list[Code] = []
    coder: Text
    coded_on: date
    view: ViewModel | None = None
    rule: RuleModel | None = None
    no_rule: Text | None = None
    test: list[RuleTestModel] = []
    override: Override | None = None

    @model_validator(mode="after")
    def _has_its_rule(self) -> "ClaimModel":
        if (self.rule is None) != (not self.test):
            raise ValueError("a rule needs tests, and tests a rule (write both or neither)")
        if self.testable == "no" and self.rule:
            raise ValueError("figures cannot meet it (drop the rule, or code it testable)")
        if self.testable != "no" and (self.rule is None) == (self.no_rule is None):
            raise ValueError("needs either a rule or the reason for none in no_rule (write one)")
        if self.rule and not any(test.role == "for" for test in self.test):
            raise ValueError("a rule needs a test 'for' (add one)")
        names = [test.id for test in self.test]
        if len(set(names)) != len(names):
            raise ValueError("two tests have one id (rename one)")
        return self

    def references(self) -> list[tuple[tuple[str | int, ...], str, list[str]]]:
        """What rule and view name: the place in the claim, kind of thing, ids."""
        named: list[tuple[tuple[str | int, ...], str, list[str]]] = [
            (("test", place, "unit"), "unit", [test.unit]) for place, test in enumerate(self.test)
        ]
        if self.rule:
            named.append((("rule", "actors"), "actor", self.rule.actors))
        if self.view:
            named.append((("view",), "actor", self.view.actors))
        return named

    def days(self) -> list[tuple[tuple[str, ...], date]]:
        """The days on which something is said to have been done, with the place in the claim."""
        done: list[tuple[tuple[str, ...], date]] = [(("coded_on",), self.coded_on)]
        if self.rule:
            done.append((("rule", "seen_on"), self.rule.seen_on))
        if self.override:
            done.append((("override", "signed_on"), self.override.signed_on))
        return done


class LeftOut(Strict):
    """A span that was looked at and is no claim of the ledger, with the reason."""

    section: Code
    exact: Text
    reason: Text


class Claims(Strict):
    """The claim ledger of one article, in the order of its text, and the kinds it tells apart."""

    kinds: dict[Code, Text]
    claim: list[ClaimModel]
    left_out: list[LeftOut] = []
