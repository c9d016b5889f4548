"""Rules, readings and what they rest on, as frozen records."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

NOW, THEN = "now", "then"
MAIN = "main"
SPEAKS = {"consistent", "mixed", "at_odds"}


@dataclass(frozen=True)
class Reading:
    """What the figures show of a claim on one basis; `by_rule` differs where a coder overrides."""

    claim: str
    basis: str
    as_of: date
    until: date
    reading: str
    by_rule: str
    strength: str | None
    criteria: dict[str, bool] = field(hash=False)
    test: str | None
    value: float | None
    threshold: float | None
    margin: float | None
    turns_at: float | None
    turns_to: str | None
    lacks: str | None
    publishers: int
    observations: int
    first_day: date | None
    last_day: date | None
    covered: int
    actors: int
    override_reason: str | None
    override_by: str | None
    override_on: date | None
    evaluated_on: date


@dataclass(frozen=True)
class Rule:
    """How a claim is read, in words, with the days on which it was written and first applied."""

    claim: str
    words: str
    written_on: date
    seen_on: date
    blind: bool
    written_by: str
    min_tests: int
    min_publishers: int
    max_age_days: int
    span_years: float
    actors: list[str] = field(hash=False)
    looked_for: str | None
    choices: str


@dataclass(frozen=True)
class RuleTest:
    """One number that a rule measures, and its bounds."""

    claim: str
    id: str
    position: int
    role: str
    title: str
    words: str
    unit: str
    decimals: int
    side: str
    threshold: float
    opposite: float | None
    min_observations: int
    sql: str
    given: dict[str, Any] = field(hash=False)


@dataclass(frozen=True)
class Definition:
    """Another way to measure a test: parameters that differ from the main definition."""

    claim: str
    test: str
    id: str
    position: int
    title: str
    given: dict[str, Any] = field(hash=False)


@dataclass(frozen=True)
class Measurement:
    """What a test measured under one definition and on one basis."""

    claim: str
    test: str
    basis: str
    definition: str
    value: float | None
    outcome: str
    observations: int
    publishers: int
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True)
class Earlier:
    """The reading of a claim in one build."""

    claim: str
    basis: str
    build: str
    built_at: datetime
    reading: str
    strength: str | None
    value: float | None
