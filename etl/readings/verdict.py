"""From measured tests to one of five words, and how far it is from another: pure functions."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

Words = Mapping[str, str]
MAIN = "main"


@dataclass(frozen=True)
class Measured:
    """A test with what it measured; `count` pieces of evidence of which it needs `minimum`."""

    test: str
    role: str
    side: str
    threshold: float
    opposite: float | None
    minimum: int
    value: float | None
    count: int


@dataclass(frozen=True)
class Turn:
    """The nearest bound of one test at which the reading becomes another."""

    test: str
    boundary: float
    margin: float
    reading: str


def outcome(measured: Measured) -> str:
    """met, opposite or between for a test "for"; breaks or holds for one "against"; too_little."""
    value = measured.value
    if value is None or measured.count < measured.minimum:
        return "too_little"
    sign = 1 if measured.side == "above" else -1
    beyond = (value - measured.threshold) * sign >= 0
    if measured.role == "against":
        return "breaks" if beyond else "holds"
    if beyond:
        return "met"
    is_opposite = measured.opposite is not None and (value - measured.opposite) * sign <= 0
    return "opposite" if is_opposite else "between"


def word(tests: Sequence[Measured], needed: int | None = None) -> str:
    """The reading that tests give together; `needed` tests "for" must have enough evidence.

    consistent: all met and no counter-test breaks. at_odds: all at their opposite. mixed: others.
    """
    primary = [outcome(test) for test in tests if test.role == "for"]
    enough = [result for result in primary if result != "too_little"]
    if not enough or len(enough) < (len(primary) if needed is None else needed):
        return "too_little_data"
    if all(result == "opposite" for result in enough):
        return "at_odds"
    broken = any(outcome(test) == "breaks" for test in tests if test.role == "against")
    return "mixed" if broken or any(result != "met" for result in enough) else "consistent"


def combined(words: Words) -> str:
    """One reading of those under all definitions: theirs where they agree, else mixed.

    Definitions for which there is too little data do not speak.
    """
    main = words[MAIN]
    if main == "too_little_data":
        return main
    return main if set(words.values()) <= {main, "too_little_data"} else "mixed"


def reading(by_definition: Mapping[str, Sequence[Measured]], needed: int | None = None) -> str:
    """The reading of a claim from its tests under every definition."""
    return combined({name: word(tests, needed) for name, tests in by_definition.items()})


def nearest_turn(
    by_definition: Mapping[str, Sequence[Measured]], needed: int | None = None
) -> Turn | None:
    """The least move of one test's main value, relative to its bound, that changes the reading."""
    now = reading(by_definition, needed)
    turns = [turn for test in by_definition[MAIN] for turn in _turns(test, by_definition, needed)]
    changing = [turn for turn in turns if turn.reading != now]
    return min(changing, key=_distance, default=None)


def _turns(
    test: Measured, by_definition: Mapping[str, Sequence[Measured]], needed: int | None
) -> list[Turn]:
    """What the reading would be with the value right beside each bound of one test."""
    if outcome(test) == "too_little" or test.value is None:
        return []
    found = []
    for bound in sorted({test.threshold, test.opposite} - {None}):
        for value in _across(bound):
            moved = replace(test, value=value)
            changed = {
                name: [moved if other == test else other for other in tests]
                for name, tests in by_definition.items()
            }
            turned = reading(changed, needed)
            found.append(Turn(test.test, bound, test.value - bound, turned))
    return found


def _across(bound: float) -> tuple[float, float]:
    """The values right below and right above a bound: one of them lies across it."""
    step = max(abs(bound), 1.0) * 1e-9
    return bound - step, bound + step


def _distance(turn: Turn) -> float:
    return abs(turn.margin) / max(abs(turn.boundary), abs(turn.margin + turn.boundary), 1e-12)


def at_thresholds(
    by_definition: Mapping[str, Sequence[Measured]],
    test: str,
    thresholds: Sequence[float],
    needed: int | None = None,
) -> list[tuple[float, str]]:
    """The reading that each other threshold of one test would give; its opposite never crosses."""
    found = []
    for threshold in thresholds:
        changed = {
            name: [_with(other, threshold) if other.test == test else other for other in tests]
            for name, tests in by_definition.items()
        }
        found.append((threshold, reading(changed, needed)))
    return found


def grid(measured: Measured, decimals: int = 4, most: float | None = None) -> list[float]:
    """Thresholds to try around a test's own: towards its value and past it, and the other way.

    As they are printed, each once; none of another sign than both, none above `most`.
    """
    if measured.value is None:
        return []
    own, value = measured.threshold, measured.value
    step = (value - own) / 2 or max(abs(own), 1.0) / 4
    tried = {round(own + place * step, decimals) for place in range(-2, 6)}
    low = 0.0 if min(own, value) >= 0 else -math.inf
    high = math.inf if most is None else most
    fitting = {threshold for threshold in tried if low <= threshold <= high}
    return sorted({t for t in fitting if t != round(own, decimals)} | {own})


def _with(measured: Measured, threshold: float) -> Measured:
    opposite = measured.opposite
    if opposite is not None:
        opposite = (min if measured.side == "above" else max)(opposite, threshold)
    return replace(measured, threshold=threshold, opposite=opposite)
