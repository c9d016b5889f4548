"""What a rehearsal finds, on builds of the sample: real files, changed as a coder changes them."""

import shutil

import duckdb
import pytest

from etl.build.rehearsal import plan
from etl.build.steps import build
from etl.plan.compare import OtherTablesError, compare, flips
from etl.plan.model import CHANGES, FLIPS, NOTHING
from etl.store import builds

SHARES = "themes/trade/observations/shares.csv"
AMOUNTS = "themes/aid/observations/amounts.csv"
CLAIMS = "articles/sample/claims.toml"


def test_the_inputs_of_the_build_in_force_are_not_built_again(data):
    steps = []
    found = plan(data, steps.append)
    assert (found.status, found.build, steps) == (NOTHING, builds.current(data).stem, [])
    assert (found.observations, found.relations, found.flips) == ((), (), ())


def test_without_a_build_in_force_everything_is_new(data):
    (data / "builds" / "current").unlink()
    found = plan(data)
    assert (found.build, found.status, found.drops) == (None, CHANGES, ())
    assert {one.name: one.added for one in found.relations}["observation"] == 17


def test_a_rehearsal_tells_its_steps_and_publishes_nothing(data, replace):
    replace(SHARES, "2023,31.5", "2023,32.5")
    before, steps = sorted((data / "builds").iterdir()), []
    plan(data, steps.append)
    assert steps[-1] == "comparing"
    assert len(steps) > 3
    assert sorted((data / "builds").iterdir()) == before


def test_a_changed_figure_is_shown_with_its_line_and_by_how_much(data, replace):
    line = replace(SHARES, "2023,31.5", "2023,32.5")
    found = plan(data)
    (change,) = found.observations
    assert (change.kind, change.before, change.after, change.by) == ("changed", "31.5", "32.5", 1)
    assert (change.file, change.line) == (f"data/{SHARES}", line)
    (move,) = found.figures
    assert (move.period, move.before, move.after, move.is_beyond) == ("2023", "31.5", "32.5", False)
    (one,) = found.indicators
    assert (one.changed, one.moved, one.figures_before, one.figures_after) == (1, 1, 3, 3)
    assert [(t.name, t.added, t.removed) for t in found.relations] == [("observation", 1, 1)]
    assert (found.status, found.drops) == (CHANGES, ())


@pytest.mark.parametrize(
    ("bound", "value", "words", "is_beyond"),
    [
        ("", "34.6", "no bound declared: 10 per cent of the figure", False),
        ("", "34.7", "no bound declared: 10 per cent of the figure", True),
        ("maximum_change = 2\n", "62.9", "a factor of 2", False),
        ("maximum_change = 2\n", "63.1", "a factor of 2", True),
        ("maximum_step = 7\n", "38.5", "a step of 7", False),
        ("maximum_step = 7\n", "38.6", "a step of 7", True),
        ("maximum_change = 2\nmaximum_step = 7\n", "62.9", "a factor of 2 and a step of 7", False),
        ("maximum_change = 2\nmaximum_step = 7\n", "63.1", "a factor of 2 and a step of 7", True),
    ],
)
def test_a_figure_moves_beyond_the_bound_of_its_indicator(
    data, built, tmp_path, bound, value, words, is_beyond
):
    made = made_of(data, tmp_path, bound, value)
    (move,) = compare(made, builds.current(built), "").figures
    assert (move.bound, move.is_beyond) == (words, is_beyond)


def made_of(data, tmp_path, bound, value):
    """A copy of the build with another figure and another bound, as a build would hold them."""
    made = tmp_path / "made.duckdb"
    shutil.copyfile(builds.current(data), made)
    given = dict(line.split(" = ") for line in bound.splitlines())
    with duckdb.connect(made.as_posix()) as con:
        change = "update observation set value = $value where period = '2023' and partner = 'CHN'"
        con.execute(change, {"value": float(value)})
        con.execute(
            "update indicator set maximum_change = $change, maximum_step = $step"
            " where id = 'sample_trade_share'",
            {"change": given.get("maximum_change"), "step": given.get("maximum_step")},
        )
    return made


def test_a_code_that_becomes_another_is_beyond_and_a_reason_that_ends_is_not(data, replace):
    replace("themes/aid/observations/stances.csv", "2024-02-14,yes", "2024-02-14,no")
    replace("themes/aid/observations/stances.csv", "2024-02,not_coded", "2024-02,yes")
    moves = {move.actor: move for move in plan(data).figures}
    assert (moves["DEU"].before, moves["DEU"].after, moves["DEU"].is_beyond) == ("yes", "no", True)
    assert (moves["RUS"].before, moves["RUS"].is_beyond) == ("not_coded", False)


def test_a_further_edition_adds_rows_and_takes_others_out_of_force(data, replace):
    row = "sample_aid_total,DEU,UKR,2024-02,0,sample_r2"
    replace(AMOUNTS, row, row.replace("2024-02,0", "2024-03,4") + ',"sheet 1",high,c1,\n' + row)
    found = plan(data)
    (change,) = found.observations
    assert (change.kind, change.before, change.after, change.by) == ("added", None, "4", None)
    (one,) = found.indicators
    assert (one.added, one.figures_after - one.figures_before) == (1, 1)
    (chart,) = found.exhibits
    assert (chart.id, chart.added, chart.changed, chart.removed) == ("sample_aid_monthly", 1, 0, 0)


def test_a_figure_noted_anew_is_told_apart_from_a_changed_one(data, replace):
    replace(SHARES, "31.5,sample_2023,p. 2,high", "31.5,sample_2023,p. 2,medium")
    found = plan(data)
    assert [(one.kind, one.before, one.after) for one in found.observations] == [
        ("noted", "31.5", "31.5")
    ]
    assert (found.figures, found.status) == ((), CHANGES)


def test_rows_that_move_to_another_line_or_file_change_nothing(data):
    path = data / SHARES
    head, *rows = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text(head + "".join(rows[1:]), "utf-8")
    path.with_name("first.csv").write_text(head + rows[0], "utf-8")
    found = plan(data)
    assert (found.status, found.observations, found.relations) == (NOTHING, (), ())
    assert found.inputs_hash != builds.describe(builds.current(data)).inputs_hash


def test_a_removed_row_and_a_shrunken_table_are_losses(data, replace):
    replace(SHARES, "sample_trade_share,RUS,CHN,2022,24.5,sample_2023,p. 2,high,c1,\n", "")
    path = data / "themes/aid/events.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    last = lines[-1].split(",")[0]
    assert last not in (data / "articles/sample/exhibits.toml").read_text("utf-8")
    path.write_text("".join(lines[:-1]), "utf-8")
    found = plan(data)
    assert [one.kind for one in found.observations] == ["removed"]
    assert found.drops == (
        "sample_trade_share: 1 observation(s) would be removed",
        "table event: rows would fall from 2 to 1",
    )


def test_a_reading_flips_by_a_figure_with_the_test_and_both_margins(data, replace):
    replace(SHARES, "2023,31.5", "2023,25.5")
    found = plan(data)
    assert found.status == FLIPS
    assert [flip.basis for flip in found.flips] == ["now", "revised"]  # published since then
    flip = found.flips[0]
    assert (flip.claim, flip.before.reading, flip.after.reading) == ("s03", "consistent", "mixed")
    assert (flip.test, flip.unit, flip.definition) == ("Share of China", "pct", None)
    assert (flip.before.value, flip.before.threshold, flip.before.margin) == (6.5, 1, 5.5)
    assert (flip.after.value, flip.after.threshold, flip.after.margin) == (0.5, 1, -0.5)
    assert not flip.is_rule_changed
    assert flip.rule == "The last full year is held against the year before."
    assert flip.before.strength


def test_the_bound_shown_is_the_one_that_lies_between(data, replace):
    replace(SHARES, "2023,31.5", "2023,25.5")
    build(data)
    replace(SHARES, "2023,25.5", "2023,24.5")
    flip = plan(data).flips[0]
    assert (flip.before.reading, flip.before.value, flip.before.margin) == ("mixed", 0.5, 0.5)
    assert (flip.after.reading, flip.after.value, flip.after.margin) == ("at_odds", -0.5, -0.5)
    assert flip.before.threshold == flip.after.threshold == 0


def test_a_rule_that_is_written_anew_says_so(data, replace):
    replace(CLAIMS, "threshold = 1\n", "threshold = 8\n")
    flip = plan(data).flips[0]
    assert (flip.before.threshold, flip.after.threshold) == (1, 8)
    assert flip.is_rule_changed


def test_where_there_is_too_little_data_the_flip_says_what_is_lacking(data, replace):
    replace(CLAIMS, "min_observations = 2", "min_observations = 3")
    flip = plan(data).flips[0]
    assert flip.after.reading == "too_little_data"
    assert flip.after.lacks == "Share of China: 2 of the 3 figures needed"
    assert flip.after.strength is None


def test_a_build_of_other_code_cannot_be_compared(data, tmp_path):
    other = tmp_path / "other.duckdb"
    shutil.copyfile(builds.current(data), other)
    with duckdb.connect(other.as_posix()) as con:
        con.execute("drop table test_result")
    with pytest.raises(OtherTablesError, match=r"other code .* \(python -m etl build\)"):
        compare(builds.current(data), other, "")
    assert flips(builds.current(data), other) == ()


def test_what_is_rehearsed_is_what_a_build_then_publishes(data, replace):
    replace(SHARES, "2023,31.5", "2023,25.5")
    found, result = plan(data), build(data)
    assert result.flips == found.flips
    again = plan(data)
    assert (again.status, again.build) == (NOTHING, result.id)
