from dataclasses import replace
from datetime import date

import pytest

from etl.plan.drops import FALL, drops
from etl.plan.gate import Signature, pass_gate, said
from etl.plan.model import (
    FLIPS,
    PROBLEMS,
    Flip,
    HeldBackError,
    IndicatorChange,
    Plan,
    RelationChange,
    Side,
)

TODAY = date(2026, 11, 24)
MIXED = Side("mixed", "robust", -10.0, 0.0, -10.0, None)
CONSISTENT = Side("consistent", "robust", 20.0, 0.0, 20.0, None)
FLIP = Flip("c03", 3, "Focal point", "now", MIXED, CONSISTENT, None, None, None, None, 0, False)
THEN = replace(FLIP, basis="then")
OTHER = replace(FLIP, claim="c05", number=5, title="Ally")
SIGNED = Signature("c03", "Read the ruling again", "c1")


def plan(*flips, drops=()):
    return Plan("b", "2026-11-24", "h", flips=flips, drops=drops)


def refused(*arguments, may_drop=False):
    with pytest.raises(HeldBackError) as caught:
        pass_gate(*arguments, TODAY, may_drop=may_drop)
    return caught.value.status, caught.value.lines


def test_a_plan_without_flips_and_losses_passes():
    assert pass_gate(plan(), (), TODAY, may_drop=False) == ()


def test_a_flip_that_nobody_signed_is_named():
    status, lines = refused(plan(FLIP, OTHER), (SIGNED,))
    assert status == FLIPS
    assert lines == (
        "5 Ally (c05), now: Mixed → Consistent with the data: not acknowledged",
        "nothing was published: a flip needs --acknowledge CLAIM --reason TEXT --by NAME",
    )


def test_a_signature_lets_a_statement_through_on_all_bases():
    found = pass_gate(plan(FLIP, THEN), (SIGNED,), TODAY, may_drop=False)
    assert [(one.claim, one.basis, one.before, one.after) for one in found] == [
        ("c03", "now", "mixed", "consistent"),
        ("c03", "then", "mixed", "consistent"),
    ]
    assert {(one.reason, one.signed_by, one.signed_on) for one in found} == {
        ("Read the ruling again", "c1", TODAY)
    }


def test_a_signature_for_a_statement_that_does_not_flip_is_refused():
    status, (line,) = refused(plan(OTHER), (SIGNED,))
    assert status == PROBLEMS
    assert line == "c03 would not flip (those that do: c05); nothing was published"
    assert refused(plan(), (SIGNED,))[1] == (
        "c03 would not flip (no reading does); nothing was published",
    )


def test_a_loss_needs_a_person_and_no_signature_helps():
    status, lines = refused(plan(FLIP, drops=("votes fall",)), (SIGNED,))
    assert (status, lines[0]) == (PROBLEMS, "votes fall")
    assert pass_gate(plan(drops=("votes fall",)), (), TODAY, may_drop=True) == ()


def test_a_flip_is_said_in_one_line():
    assert said(FLIP) == "3 Focal point (c03), now: Mixed → Consistent with the data"


@pytest.mark.parametrize(("after", "is_loss"), [(90, False), (89, True), (200, False)])
def test_figures_in_force_may_become_fewer_by_a_tenth(after, is_loss):
    assert FALL == 0.1
    one = IndicatorChange("trade", "Trade", 5, 0, 0, 0, 0, 0, 100, after)
    found = drops(replace(plan(), indicators=(one,)))
    expected = f"trade: figures in force would fall from 100 to {after}, by more than 10%"
    assert found == ((expected,) if is_loss else ())


@pytest.mark.parametrize(("after", "is_loss"), [(99, True), (100, False), (101, False)])
def test_no_table_may_shrink(after, is_loss):
    one = RelationChange("vote", 100, after, 1, 100 + 1 - after)
    assert bool(drops(replace(plan(), relations=(one,)))) is is_loss
