from dataclasses import replace

from etl.plan.listing import told
from etl.plan.model import (
    Change,
    ExhibitChange,
    FigureChange,
    IndicatorChange,
    Plan,
    RelationChange,
)
from tests.etl.plan.test_gate import FLIP

CHANGE = Change(
    "changed", "i", "trade", "RUS", "CHN", "2023", "s1", "31.5", "25.5", -6.0, "f.csv", 4
)
MOVE = FigureChange(
    "trade", "Trade", "RUS", "CHN", "2023", "31.5", "25.5", -6.0, "s1", "s2", "pct", "a step of 5",
    is_beyond=True,
)  # fmt: skip
ONE = IndicatorChange("trade", "Trade", 0, 1, 0, 0, 1, 1, 3, 3)


def lines(plan, most=10):
    return [text for text, _ in told(plan, most)]


def test_without_a_build_the_counts_are_told():
    assert lines(
        Plan(None, None, "h", relations=(RelationChange("vote", 0, 607319, 607319, 0),))
    ) == [
        "Nothing is in force yet: everything is new.",
        "  vote           607,319",
    ]


def test_a_plan_without_changes_says_so():
    assert lines(Plan("b1", "2026-11-24 13:00:00", "h")) == [
        "Rehearsed against build b1, made 2026-11-24 13:00:00",
        "Nothing would change.",
    ]


def test_readings_come_first_with_value_bound_margin_and_strength_of_both_sides():
    flip = replace(
        FLIP, test="Tariff gone", unit="pct", decimals=1, rule="It grows.", is_rule_changed=True
    )
    plan = Plan(
        "b1",
        "2026-11-24",
        "h",
        (CHANGE,),
        (MOVE,),
        (ONE,),
        (RelationChange("observation", 5, 5, 1, 1),),
        (ExhibitChange("x", "Shares", 0, 1, 0),),
        (flip,),
        ("one loss",),
    )
    assert lines(plan)[1:] == [
        "1 reading flips",
        "  3 Focal point (c03), now: Mixed → Consistent with the data",
        "      test    Tariff gone",
        "      before  -10.0 pct, bound 0.0, margin -10.0, robust",
        "      after   20.0 pct, bound 0.0, margin +20.0, robust",
        "      the rule itself is written otherwise than before",
        "      rule    It grows.",
        "1 figure in force moves beyond its bound",
        "  trade, RUS–CHN 2023: 31.5 → 25.5 (-6)",
        "      bound: a step of 5; source: s1 → s2",
        "1 loss",
        "  one loss",
        "1 chart is drawn otherwise",
        "  x: 1 changed; Shares",
        "1 indicator changes",
        "  trade: 1 changed, 1 moved, 1 beyond, 3 → 3 figures in force",
        "1 observation",
        "  changed trade, RUS–CHN 2023: 31.5 → 25.5 (-6)",
        "      s1; f.csv:4",
        "1 table changes",
        "  observation: 1 new, 1 gone; 5 → 5 rows",
    ]


def test_long_lists_are_cut_and_say_how_to_see_all():
    plan = Plan(
        "b", "d", "h", (CHANGE,) * 12, relations=(RelationChange("observation", 5, 5, 1, 1),)
    )
    found = lines(plan, most=2)
    assert found[1] == "12 observations"
    assert "  … and 10 more (--most 12)" in found
