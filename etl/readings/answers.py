"""The tests of a claim asked of a build, each once per definition and basis."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from etl.models.claim import ClaimModel, RuleTestModel
from etl.readings.basis import Basis
from etl.readings.evidence import Piece, Pieces
from etl.readings.limits import Bounded
from etl.readings.sandbox import RuleError, asked, faults
from etl.readings.verdict import MAIN, Measured

LISTED = 3
EARLIER = """
select max(day) from (
    select period_end as day from observation
    union select date_end from event
    union select date from roll_call
) where day < $until group by date_trunc('quarter', day) order by 1 desc
"""


@dataclass(frozen=True)
class Answer:
    """What one test measured under one definition, and from which evidence."""

    measured: Measured
    pieces: tuple[Piece, ...]


Answers = Mapping[str, Mapping[str, Answer]]
"""By definition, then by test; a definition that leaves a test alone has its main answer."""
Fault = tuple[int, str]
Told = tuple[float | None, list[str]]


class Asker:
    """Asks rules of one build; evidence is looked up once for all of them."""

    def __init__(self, bounded: Bounded) -> None:
        """Ask through a sandboxed connection."""
        self.con = bounded.con
        self._bounded = bounded
        self._pieces = Pieces(bounded.con)

    def answers(self, claim: ClaimModel, basis: Basis) -> tuple[Answers, list[Fault]]:
        """Answers of all tests under all definitions, and faults with the place of their test."""
        found: dict[str, dict[str, Answer]] = {name: {} for name in definitions(claim)}
        problems: list[Fault] = []
        given = self._given(claim, basis, problems)
        self._pieces.learn({name for _, by in given for _, ids in by.values() for name in ids})
        for place, by in given:
            test = claim.test[place]
            try:
                own = {name: self._answer(test, basis, name, *told) for name, told in by.items()}
            except RuleError as error:
                problems.append((place, str(error)))
                continue
            for name in found:
                found[name][test.id] = own.get(name, own[MAIN])
        return found, problems

    def _given(
        self, claim: ClaimModel, basis: Basis, problems: list[Fault]
    ) -> list[tuple[int, dict[str, Told]]]:
        """What each test says under its own definitions; tests that cannot be asked are faults."""
        days = {"day": basis.day, "until": basis.until}
        told: list[tuple[int, dict[str, Told]]] = []
        for place, test in enumerate(claim.test):
            changed = {MAIN: {}, **{d.id: d.given for d in test.definitions}}
            try:
                by = {
                    name: asked(self._bounded, test.sql, {**test.given, **given, **days})
                    for name, given in changed.items()
                }
            except RuleError as error:
                problems.append((place, str(error)))
            else:
                told.append((place, by))
        return told

    def _answer(
        self,
        test: RuleTestModel,
        basis: Basis,
        definition: str,
        value: float | None,
        ids: list[str],
    ) -> Answer:
        """One test under one definition; raises RuleError when it cannot be used."""
        pieces, unknown = self._pieces.named(ids)
        if unknown:
            raise RuleError(f"names evidence that is not there: {_some(unknown)} (return ids)")
        if late := [piece.id for piece in pieces if _is_late(piece, basis)]:
            raise RuleError(f"uses what lies after $day or $until: {_some(late)} (bound it)")
        is_main = basis.name == "now" and definition == MAIN
        # Measured otherwise, or on a day on which its figures are too old, it may have too little.
        if value is None and is_main and not self._had_a_value(test, basis):
            what = "evidence without a value" if pieces else "nothing: a name that nothing bears?"
            raise RuleError(f"returns NULL on every day, from {what} (mend the SQL)")
        return Answer(_measured(test, value, len(pieces)), tuple(pieces))

    def _had_a_value(self, test: RuleTestModel, basis: Basis) -> bool:
        """Whether a test had one with a period that ends earlier, in some quarter of the data."""
        for (until,) in self.con.execute(EARLIER, {"until": basis.until}).fetchall():
            days = {"day": basis.day, "until": until}
            with contextlib.suppress(RuleError):  # what fails then is no matter of this basis
                if asked(self._bounded, test.sql, {**test.given, **days})[0] is not None:
                    return True
        return False


def definitions(claim: ClaimModel) -> list[str]:
    """The definitions under which a claim is read, the main one first."""
    return list(dict.fromkeys([MAIN, *(d.id for test in claim.test for d in test.definitions)]))


def faults_of(asker: Asker, test: RuleTestModel) -> Iterator[str]:
    """What is wrong with the SQL of a test before it is asked."""
    yield from faults(asker.con, test.sql, set(test.given))


def _measured(test: RuleTestModel, value: float | None, count: int) -> Measured:
    bounds = {"threshold": test.threshold, "opposite": test.opposite}
    sides = {"role": test.role, "side": test.side, "minimum": test.min_observations}
    return Measured(test=test.id, value=value, count=count, **bounds, **sides)  # type: ignore[arg-type]


def _is_late(piece: Piece, basis: Basis) -> bool:
    known: date = piece.known_on
    return known > basis.day or piece.last_day > basis.until


def _some(names: list[str]) -> str:
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return ", ".join(names[:LISTED]) + more
