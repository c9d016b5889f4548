"""The ledger of a build: every reading with its rule, results and history, read once per build."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from dashboard.store.database import records
from dashboard.store.readings import (
    NOW,
    SPEAKS,
    Definition,
    Earlier,
    Measurement,
    Reading,
    Rule,
    RuleTest,
)

Kind = TypeVar("Kind")


@dataclass(frozen=True)
class Ledger:
    """All that a build knows of its claims' readings."""

    readings: dict[tuple[str, str], Reading]
    rules: dict[str, Rule]
    tests: dict[str, tuple[RuleTest, ...]]
    definitions: dict[str, tuple[Definition, ...]]
    results: dict[tuple[str, str], tuple[Measurement, ...]]
    by_definition: dict[tuple[str, str], dict[str, str]]
    tried: dict[tuple[str, str], tuple[tuple[str, float, str], ...]]
    history: dict[str, tuple[Earlier, ...]]
    speaks_of: dict[str, frozenset[str]]
    """Actors of the evidence behind a claim's tests for it; of votes those of its rule."""
    left_out: tuple[dict[str, Any], ...]

    @cached_property
    def definition_ids(self) -> frozenset[str]:
        """Every definition that some rule knows."""
        return frozenset(d.id for found in self.definitions.values() for d in found)

    def titles(self, claim: str) -> dict[str, str]:
        """The definitions of a claim by id, in order, without the main one."""
        return {d.id: d.title for d in self.definitions.get(claim, ())}

    def turned(self, claim: str) -> bool:
        """Whether a claim reads otherwise now than in the month of the article."""
        return self.readings[claim, NOW].reading != self.readings[claim, "then"].reading

    @property
    def known_on(self) -> date:
        """The day as of which the figures of the build are known now; nothing newer was read."""
        return next(one.as_of for one in self.readings.values() if one.basis == NOW)

    def flipped(self, claim: str) -> bool:
        """Whether figures spoke to a claim then as they do now, and said something else."""
        words = {self.readings[claim, basis].reading for basis in (NOW, "then")}
        return len(words) == 2 and words <= SPEAKS

    def swap(self, claim: str, definition: str | None) -> dict[str, str]:
        """Texts of the main definition by those of another that stand in their place."""
        tests = {test.id: test.given for test in self.tests.get(claim, ())}
        return {
            str(tests[d.test][name]): str(value)
            for d in self.definitions.get(claim, ())
            if d.id == definition
            for name, value in d.given.items()
        }


def redefined(
    panels: list[dict[str, Any]], swap: dict[str, str], indicators: frozenset[str]
) -> list[dict[str, Any]]:
    """The editor's panels with the indicators of another definition in place of the main ones."""
    known = {old: new for old, new in swap.items() if {old, new} <= indicators}
    return [
        panel | {"indicators": [known.get(name, name) for name in panel["indicators"]]}
        for panel in panels
    ]


@lru_cache(maxsize=4)
def ledger(database: str) -> Ledger:
    """The ledger of a build."""
    tried = records(database, "from reading_threshold order by claim, basis, test, threshold")
    by_definition = records(database, BY_DEFINITION)
    return Ledger(
        readings={(r.claim, r.basis): r for r in _all(database, READINGS, Reading, "criteria")},
        rules={r.claim: r for r in _all(database, RULES, Rule)},
        tests=_by_claim(_all(database, TESTS, RuleTest, "given")),
        definitions=_by_claim(_all(database, DEFINITIONS, Definition, "given")),
        results=_grouped(_all(database, RESULTS, Measurement), "claim", "basis"),
        by_definition={
            key: {r["definition"]: r["reading"] for r in rows}
            for key, rows in _rows_by(by_definition).items()
        },
        tried={
            key: tuple((r["test"], r["threshold"], r["reading"]) for r in rows)
            for key, rows in _rows_by(tried).items()
        },
        history=_by_claim(_all(database, HISTORY, Earlier)),
        speaks_of={str(r["claim"]): frozenset(r["actors"]) for r in records(database, SPEAKS_OF)},
        left_out=tuple(records(database, "from left_out order by article, position")),
    )


READINGS = "from reading order by claim, basis"
RULES = "select * exclude (sql, threshold, unit) from rule order by claim"
TESTS = "from test order by claim, position"
DEFINITIONS = """
select definition.* from definition
join test on test.claim = definition.claim and test.id = definition.test
order by definition.claim, test.position, definition.position
"""
RESULTS = """
select test_result.* exclude (evidence) from test_result
join test on test.claim = test_result.claim and test.id = test_result.test
order by test_result.claim, basis, test.position
"""
BY_DEFINITION = "from reading_definition order by claim, basis, definition <> 'main', definition"
HISTORY = "from reading_history where basis = 'now' order by claim, build"
SPEAKS_OF = """
with named as (
    select distinct test_result.claim, unnest(evidence) as id
    from test_result join test on test.claim = test_result.claim and test.id = test_result.test
    where role = 'for' and basis = 'now'
),
actor_of as (
    select claim, unnest([actor, partner]) as actor from named join observation using (id)
    union all
    select claim, unnest(actors) from named join event using (id)
    union all
    select rule.claim, unnest(rule.actors) from rule
)
select claim, list(distinct actor) as actors from actor_of where actor is not null group by claim
"""


def _all(database: str, sql: str, kind: type[Kind], *parsed: str) -> list[Kind]:
    rows = records(database, sql)
    return [kind(**row | {name: json.loads(str(row[name])) for name in parsed}) for row in rows]


def _by_claim(found: Iterable[Kind]) -> dict[str, tuple[Kind, ...]]:
    return {key[0]: kept for key, kept in _grouped(found, "claim").items()}


def _grouped(found: Iterable[Kind], *names: str) -> dict[Any, tuple[Kind, ...]]:
    groups: dict[Any, list[Kind]] = {}
    for item in found:
        groups.setdefault(tuple(getattr(item, name) for name in names), []).append(item)
    return {key: tuple(kept) for key, kept in groups.items()}


def _rows_by(rows: list[dict[str, Any]]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault((str(row["claim"]), str(row["basis"])), []).append(row)
    return groups
