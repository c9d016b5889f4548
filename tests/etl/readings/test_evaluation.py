import json

import pytest

from etl.build.steps import build, problems
from etl.problems import DataProblemsError
from etl.store import builds
from tests.built import build_once
from tests.etl.readings.conftest import CLAIMS

OTHER = """
[[claim.test.definitions]]
id = "germany"
title = "Germany in place of China"
given = { partner = "DEU" }
"""


def of(rows, table, **wanted):
    """The rows of a table that hold these values."""
    return [row for row in rows[table] if wanted.items() <= row.items()]


def test_a_claim_is_read_on_three_bases(evaluated):
    rows = evaluated()
    found = {r["basis"]: r for r in of(rows, "reading", claim="s03")}
    assert {name: row["reading"] for name, row in found.items()} == {
        "now": "consistent",
        "then": "consistent",
        "revised": "consistent",
    }
    # 25 was published in July 2024 and restates 24.5, which a reader of May 2024 knew not even:
    # of 2022 the newest known then is that of January 2024.
    grew = {r["basis"]: r["value"] for r in of(rows, "test_result", claim="s03", test="grew")}
    assert grew == {"now": 6.5, "then": 7.0, "revised": 6.5}
    assert found["now"]["strength"] == "medium"
    assert json.loads(found["now"]["criteria"]) == {
        "publishers": False,
        "length": True,
        "coding": True,
        "age": True,
        "actors": True,
    }


def test_the_margin_names_the_nearest_bound_and_what_lies_beyond(evaluated):
    (found,) = of(evaluated(), "reading", claim="s03", basis="now")
    assert (found["test"], found["turns_at"], found["turns_to"]) == ("fell_after", 20.0, "mixed")
    assert found["margin"] == 33 - 20


def test_a_claim_without_a_rule_says_why(evaluated, rule):
    rule(
        ('testable = "part"\nwhy_not', 'testable = "no"\nwhy_not'),
        ('no_rule = "No rule is written yet."\n\n[[claim]]\nid = "s03"', '[[claim]]\nid = "s03"'),
    )
    rows = evaluated()
    assert {r["reading"] for r in of(rows, "reading", claim="s02")} == {"not_a_data_question"}
    (first,) = of(rows, "reading", claim="s01", basis="now")
    assert (first["reading"], first["lacks"]) == ("too_little_data", "No rule is written yet.")


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([("threshold = 1\n", "threshold = 8\n")], "mixed"),
        ([("threshold = 1\nopposite = 0", "threshold = 9\nopposite = 8")], "at_odds"),
        ([('side = "below"\nthreshold = 20', 'side = "below"\nthreshold = 40')], "mixed"),
        ([("min_observations = 2", "min_observations = 3")], "too_little_data"),
        ([("min_publishers = 1", "min_publishers = 2")], "too_little_data"),
        ([("max_age_days = 20000", "max_age_days = 100")], "too_little_data"),
    ],
)
def test_what_a_rule_makes_of_the_same_figures(evaluated, rule, changes, found):
    rule(*changes)
    (row,) = of(evaluated(), "reading", claim="s03", basis="now")
    assert row["reading"] == found
    assert bool(row["lacks"]) == (found == "too_little_data")
    assert (row["strength"] is None) == (found == "too_little_data")


def test_a_definition_under_which_it_reads_otherwise_makes_it_mixed(data, evaluated, rule):
    shares = data / "themes/trade/observations/shares.csv"
    rows = "".join(
        f"sample_trade_share,RUS,DEU,{year},{value},sample_2023,p. 3,high,c1,\n"
        for year, value in ((2022, 9), (2023, 4))
    )
    shares.write_text(shares.read_text("utf-8") + rows, "utf-8")
    rule(('from figures\n"""\n', 'from figures\n"""\n' + OTHER))
    rows = evaluated()
    (found,) = of(rows, "reading", claim="s03", basis="now")
    assert (found["reading"], found["value"]) == ("mixed", 6.5)
    by_definition = of(rows, "reading_definition", claim="s03", basis="now")
    assert [(row["definition"], row["reading"]) for row in by_definition] == [
        ("main", "consistent"),
        ("germany", "at_odds"),
    ]
    (other,) = of(rows, "test_result", test="grew", definition="germany", basis="now")
    assert (other["value"], other["outcome"]) == (-5, "opposite")
    (alone,) = of(rows, "test_result", test="fell_after", definition="germany", basis="now")
    assert alone["value"] == 33  # a test that the definition leaves alone


def test_rows_of_evidence_name_what_the_value_was_computed_from(evaluated):
    (found,) = of(evaluated(), "test_result", claim="s03", test="grew", basis="then")
    assert found["evidence"] == [
        "sample_trade_share:RUS:CHN:2022:sample_2023",
        "sample_trade_share:RUS:CHN:2023:sample_2023",
    ]
    assert (found["outcome"], found["publishers"], found["observations"]) == ("met", 1, 2)


def test_thresholds_that_were_tried_turn_the_word(evaluated):
    tried = of(evaluated(), "reading_threshold", claim="s03", basis="now", test="grew")
    assert {(row["threshold"] > 6.5, row["reading"]) for row in tried} == {
        (False, "consistent"),
        (True, "mixed"),  # between the threshold tried and the opposite of the rule
    }
    assert [row["threshold"] for row in tried] == sorted(row["threshold"] for row in tried)


def test_an_override_is_shown_beside_what_the_rule_says_and_only_of_today(evaluated, rule):
    signed = """
[claim.override]
reading = "mixed"
reason = "The window is too short."
signed_by = "A. B."
signed_on = 2024-09-01

[[left_out]]"""
    rule(("\n[[left_out]]", signed))
    now, then = (
        of(evaluated(), "reading", claim="s03", basis=basis)[0] for basis in ("now", "then")
    )
    assert (now["reading"], now["by_rule"]) == ("mixed", "consistent")
    assert (now["override_by"], now["override_reason"]) == ("A. B.", "The window is too short.")
    assert (then["reading"], then["by_rule"]) == ("consistent", "consistent")


LATE = "sample_trade_window:RUS:CHN:2024-01/2024-05:sample_2024"
FAULTS = [
    ("from figure_as_of($day)\n", "from figure\n", "c.sql", "names 'figure', which is no public"),
    ("from figures\n", "from figures, nowhere\n", "sql", "names 'nowhere'"),
    ("arg_max(value, period_start)", "arg_max(worth, period_start)", "sql", "fails: "),
    ("from figures\n", "from figures where false\n", "sql", "returns NULL on every day"),
    ("'sample_trade_share'", "'sample_trade_shares'", "sql", "returns NULL on every day"),
    ("from figures\n", "from figures group by id\n", "sql", "returns 2 rows"),
    ("from figures\n", "from figures having false\n", "sql", "returns 0 rows"),
    (
        "list(id) as evidence\nfrom figures",
        "['x'] as evidence\nfrom figures",
        "sql",
        "not there: x",
    ),
    ("list(id) as evidence\nfrom figures", f"['{LATE}'] as evidence\nfrom figures", "sql", "after"),
    ('unit = "pct"\n', "", "test.0.unit", "Field required"),
    ('unit = "pct"\n', 'unit = "percent"\n', "unit", "is not in units.csv"),
    ('looked_for = "A fall in the part of a year that follows."\n', "", "looked_for", "consistent"),
    ("written_on = 2024-08-01", "written_on = 2024-10-01", "rule", "seen before"),
    ("seen_on = 2024-09-01", "seen_on = 2097-09-01", "seen_on", "lies in the future"),
    ('actors = ["RUS", "CHN"]', 'actors = ["RUS", "CHI"]', "actors", "'CHI' is not in actors"),
    ('view = { actors = ["RUS"]', 'view = { actors = ["RUX"]', "view", "'RUX' is not in actors"),
]


@pytest.mark.parametrize(("old", "new", "field", "part"), FAULTS)
def test_a_faulty_rule_is_named_with_file_line_and_claim(data, rule, old, new, field, part):
    text = rule((old, new))
    found = [p for p in problems(data) if part in p.message]
    assert len(found) == 1, problems(data)
    (problem,) = found
    assert problem.file == f"data/{CLAIMS}"
    assert field.removeprefix("c.") in problem.field
    if problem.field.endswith("sql"):
        assert problem.field.startswith("s03.")
        assert text.split("\n")[problem.line - 1].startswith("sql = ")


def test_of_a_faulty_rule_nothing_is_published(data, rule):
    before = build_once(data)
    (old, new, *_), *_ = FAULTS
    rule((old, new))
    with pytest.raises(DataProblemsError):
        build(data)
    assert builds.current(data) == before


@pytest.mark.parametrize("missing", ["reason", "signed_by", "signed_on"])
def test_an_override_needs_reason_name_and_day(data, rule, missing):
    signed = ['reading = "mixed"', 'reason = "r"', 'signed_by = "a"', "signed_on = 2024-09-01"]
    lines = "\n".join(line for line in signed if not line.startswith(missing))
    rule(("\n[[left_out]]", f"\n[claim.override]\n{lines}\n\n[[left_out]]"))
    (problem,) = problems(data)
    assert (problem.field, problem.message) == (f"claim.2.override.{missing}", "Field required")


def test_a_rule_for_what_is_no_data_question_cannot_be_written(data, rule):
    rule(
        (
            'testable = "yes"\nexhibits = ["sample_trade"',
            'testable = "no"\nexhibits = ["sample_trade"',
        )
    )
    (problem,) = problems(data)
    assert "figures cannot meet it" in problem.message
