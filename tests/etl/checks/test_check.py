import csv
import io
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.build.steps import problems
from etl.checks.rules import rules
from etl.paths import SQL

SAMPLE = Path(__file__).parents[2] / "fixtures" / "data"
FILES = ("themes/aid/observations/amounts.csv", "themes/trade/observations/shares.csv")
OTHERS = (
    "actors.csv",
    "groupings.csv",
    "themes/aid/sources.csv",
    "votes/roll_calls.csv",
    "coding/codes.csv",
    "coding/variables.csv",
    "coding/adjudications.csv",
    "corrections.csv",
)
EXAMPLES = settings.default.max_examples
"""Of each a part: an example is a whole check."""
ORPHANS = ("has no observation", "is cited by no row")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text(
    st.sampled_from('",\n\r\t\0\x1a;#= -.09eEaÅ€\u2028\ufeff'), max_size=8
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    data = tmp_path_factory.mktemp("check") / "data"
    shutil.copytree(SAMPLE, data)
    return data


def mutate(data, name, row, column, text):
    """Write `text` into one cell, as a csv writer does; returns the lines that the row takes."""
    content = (SAMPLE / name).read_text("utf-8")
    table = list(csv.reader(io.StringIO(content, newline="")))
    row, column = 1 + row % (len(table) - 1), column % len(table[0])
    table[row][column] = text
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(table)
    (data / name).write_bytes(out.getvalue().encode())
    return range(row + 1, row + 2 + text.count("\n"))


@settings(max_examples=EXAMPLES // 4, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(FILES), st.integers(0, 20), st.integers(0, 9), TEXT)
def test_a_changed_observation_is_valid_or_named_by_file_and_line(shared, name, row, column, text):
    try:
        lines = mutate(shared, name, row, column, text)
        found = problems(shared)
    finally:
        shutil.copy(SAMPLE / name, shared / name)
    telling = [p for p in found if not any(orphan in p.message for orphan in ORPHANS)]
    assert all((shared.parent / p.file).exists() for p in found)
    if telling:
        same = f"stands in data/{name}:{lines[0]} "
        named = (p.file == f"data/{name}" and p.line in lines for p in telling)
        assert any(named) or any(same in p.message for p in telling), found


@settings(max_examples=EXAMPLES // 8, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(OTHERS), st.integers(0, 20), st.integers(0, 20), TEXT)
def test_a_changed_cell_of_any_other_file_raises_nothing(shared, name, row, column, text):
    try:
        mutate(shared, name, row, column, text)
        assert all(p.line >= 1 and p.field and p.message for p in problems(shared))
    finally:
        shutil.copy(SAMPLE / name, shared / name)


@settings(max_examples=EXAMPLES // 8, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from((*FILES, *OTHERS)), st.binary(max_size=6), st.integers(0, 10**6), st.booleans()
)
def test_bytes_put_anywhere_or_a_file_cut_off_anywhere_raise_nothing(shared, name, junk, at, cut):
    content = (SAMPLE / name).read_bytes()
    at %= len(content)
    try:
        (shared / name).write_bytes(content[:at] + junk + (b"" if cut else content[at:]))
        assert all(p.line >= 1 and p.field and p.message for p in problems(shared))
    finally:
        shutil.copy(SAMPLE / name, shared / name)


def test_every_rule_has_a_sentence_of_its_own():
    names = [rule.name for rule in rules(SQL / "checks")]
    assert len(names) > 40
    assert len({(name, rule.sql) for name, rule in zip(names, rules(SQL / "checks"), strict=True)})


def test_a_file_that_lost_its_value_column_is_one_problem_not_one_per_row(data):
    path = data / FILES[1]
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
    path.write_text("".join(",".join(row[:4] + row[5:]) + "\n" for row in rows), "utf-8")
    assert [str(p) for p in problems(data)] == [
        f"data/{FILES[1]}:1: value: column is missing from the header (add it)"
    ]


def test_rows_of_an_indicator_with_a_faulty_codebook_entry_raise_no_second_problem(data, replace):
    replace("themes/aid/codebook.toml", 'chart = "tile"', 'chart = "pie"')
    (problem,) = problems(data)
    assert problem.field == "indicators.sample_stance.chart"


def test_a_broken_line_hides_no_orphan_but_makes_none_either(data, replace):
    replace("themes/trade/observations/shares.csv", "RUS,CHN,2024-01/2024-05,33", 'RUS,"CHN,33')
    assert [p.field for p in problems(data)] == ["line"]


def test_a_period_that_has_not_begun_may_stand_with_a_note(data, replace):
    name = "themes/trade/observations/shares.csv"
    replace(
        name, "2023,100,sample_2023,p. 2,high,c1,All", "2098,100,sample_2023,p. 2,high,c1,Target:"
    )
    assert problems(data) == []
    assert date.today().year < 2098
