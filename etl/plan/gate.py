"""What may be published: losses need a person, and each reading that flips a signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from etl.plan.model import FLIPS, PROBLEMS, Acknowledgement, Flip, HeldBackError, Plan
from etl.readings.words import WORDS

HOW = "--acknowledge CLAIM --reason TEXT --by NAME"


@dataclass(frozen=True)
class Signature:
    """Who lets the flip of a claim through, on all bases, and why."""

    claim: str
    reason: str
    by: str


def pass_gate(
    plan: Plan, signatures: Sequence[Signature], today: date, *, may_drop: bool
) -> tuple[Acknowledgement, ...]:
    """What is signed of a plan that may be published; else HeldBackError says why it may not."""
    if plan.drops and not may_drop:
        end = "nothing was published: look at it (python -m etl plan), then python -m etl build"
        raise HeldBackError(PROBLEMS, (*plan.drops, end))
    by_claim = {one.claim: one for one in signatures}
    flipping = dict.fromkeys(flip.claim for flip in plan.flips)
    if idle := [claim for claim in by_claim if claim not in flipping]:
        known = f"those that do: {', '.join(flipping)}" if flipping else "no reading does"
        end = f"{', '.join(idle)} would not flip ({known}); nothing was published"
        raise HeldBackError(PROBLEMS, (end,))
    if unsigned := [flip for flip in plan.flips if flip.claim not in by_claim]:
        end = f"nothing was published: a flip needs {HOW}"
        raise HeldBackError(FLIPS, (*(f"{said(flip)}: not acknowledged" for flip in unsigned), end))
    return tuple(_acknowledged(flip, by_claim[flip.claim], today) for flip in plan.flips)


def said(flip: Flip) -> str:
    """A flip in one line: statement, basis, and the readings before and after."""
    readings = f"{WORDS[flip.before.reading]} → {WORDS[flip.after.reading]}"
    return f"{flip.number} {flip.title} ({flip.claim}), {flip.basis}: {readings}"


def _acknowledged(flip: Flip, signature: Signature, today: date) -> Acknowledgement:
    before, after = flip.before.reading, flip.after.reading
    return Acknowledgement(
        flip.claim, flip.basis, before, after, signature.reason, signature.by, today
    )
