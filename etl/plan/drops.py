"""What a rehearsal loses, beyond what a refresh may lose without a person looking at it."""

from collections.abc import Iterator

from etl.plan.model import IndicatorChange, Plan, RelationChange

FALL = 0.1
"""Share of an indicator's figures in force that a new edition may leave out."""


def drops(plan: Plan) -> tuple[str, ...]:
    """A sentence for each indicator that loses rows or figures, and each table that shrinks.

    A refresh adds rows and removes none, so not one observation, and not one row of a table, may
    be lost; figures in force may become fewer by FALL, since editions differ in what they cover.
    """
    return (*_of_indicators(plan.indicators), *_of_relations(plan.relations))


def _of_indicators(found: tuple[IndicatorChange, ...]) -> Iterator[str]:
    for one in found:
        if one.removed:
            yield f"{one.id}: {one.removed:,} observation(s) would be removed"
        if one.figures_after < one.figures_before * (1 - FALL):
            fall = f"from {one.figures_before:,} to {one.figures_after:,}"
            yield f"{one.id}: figures in force would fall {fall}, by more than {FALL:.0%}"


def _of_relations(found: tuple[RelationChange, ...]) -> Iterator[str]:
    for one in found:
        if one.after < one.before and one.name != "observation":
            yield f"table {one.name}: rows would fall from {one.before:,} to {one.after:,}"
