"""What a rehearsal finds: two builds compared, as plain values for a page, a terminal and JSON."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

NOTHING, PROBLEMS, CHANGES, FLIPS = 0, 1, 2, 3


@dataclass(frozen=True)
class Change:
    """An observation that is added, changed, noted anew or removed; what it says as text.

    `kind` is added, changed, noted (the same figure with another place, confidence, coder, note
    or day of publication) or removed. `by` is after - before where both are numbers.
    """

    kind: str
    id: str
    indicator: str
    actor: str
    partner: str | None
    period: str
    source: str
    before: str | None
    after: str | None
    by: float | None
    file: str
    line: int


@dataclass(frozen=True)
class FigureChange:
    """A figure in force that says something else than before; `bound` is the one it is held to.

    `is_beyond` when it moves further than that; a code that becomes another always does.
    """

    indicator: str
    title: str
    actor: str
    partner: str | None
    period: str
    before: str
    after: str
    by: float | None
    source_before: str
    source_after: str
    unit: str
    bound: str
    is_beyond: bool


@dataclass(frozen=True)
class IndicatorChange:
    """How an indicator changes: its observations, and its figures in force before and after."""

    id: str
    title: str
    added: int
    changed: int
    noted: int
    removed: int
    moved: int
    beyond: int
    figures_before: int
    figures_after: int


@dataclass(frozen=True)
class RelationChange:
    """How many rows of a table are new, and how many gone; a changed row counts as both."""

    name: str
    before: int
    after: int
    added: int
    removed: int


@dataclass(frozen=True)
class ExhibitChange:
    """A chart that would be drawn otherwise: figures, votes and marked events that differ."""

    id: str
    title: str
    added: int
    changed: int
    removed: int


@dataclass(frozen=True)
class Side:
    """A reading in one of the two builds, and how far a test is from the bound it is held to."""

    reading: str
    strength: str | None
    value: float | None
    threshold: float | None
    margin: float | None
    lacks: str | None


@dataclass(frozen=True)
class Flip:
    """A statement that would read otherwise on one basis: now, then or revised.

    `rule` is the rule in plain words; `test` the title of the test that turned, or else of the
    nearest to a turn, under `definition` where that is not the main one. Both sides show its value
    and the bound that lies between them; `is_rule_changed` when rule or tests are written anew.
    """

    claim: str
    number: int
    title: str
    basis: str
    before: Side
    after: Side
    rule: str | None
    test: str | None
    definition: str | None
    unit: str | None
    decimals: int
    is_rule_changed: bool


@dataclass(frozen=True)
class Plan:
    """What a build of the data would change against the build in force.

    `build` is the id of the one in force; None when there is none: then everything is new, counts
    are told and lists stay empty. `inputs_hash` is that of the data which were rehearsed.
    """

    build: str | None
    built_at: str | None
    inputs_hash: str
    observations: tuple[Change, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    indicators: tuple[IndicatorChange, ...] = ()
    relations: tuple[RelationChange, ...] = ()
    exhibits: tuple[ExhibitChange, ...] = ()
    flips: tuple[Flip, ...] = ()
    drops: tuple[str, ...] = ()

    @property
    def status(self) -> int:
        """The exit status: 0 nothing new, 2 changes wait, 3 readings would flip."""
        if self.flips:
            return FLIPS
        changed = any(one.added or one.removed for one in self.relations)
        return CHANGES if self.build is None or changed else NOTHING

    def as_json(self) -> dict[str, Any]:
        """The plan as plain values, with its status first."""
        return {"status": self.status} | asdict(self)


@dataclass(frozen=True)
class Acknowledgement:
    """A flip that a person has looked at: whose, on which basis, from what to what, and why."""

    claim: str
    basis: str
    before: str
    after: str
    reason: str
    signed_by: str
    signed_on: date


class HeldBackError(RuntimeError):
    """Nothing is published; carries the exit status and the lines that say why."""

    def __init__(self, status: int, lines: tuple[str, ...]) -> None:
        super().__init__("; ".join(lines))
        self.status, self.lines = status, lines
