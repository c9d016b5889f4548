"""What falls with an indicator or a source is counted from what charts draw and tests compute."""

import json
from dataclasses import asdict

import duckdb
import pytest

from etl.build.impact import (
    RestingChart,
    RestingReading,
    RestingStatement,
    UnknownError,
    impact,
    lines,
)
from tests.built import build_once
from tests.evidence import as_records, evaluated

TOTAL = "sample_aid_total"
FIGURE = "sample_aid_total:USA:UKR:2024-02:sample_r2"


@pytest.fixture
def path(data):
    return build_once(data)


@pytest.fixture
def of(path):
    """A function that returns the impact in the plain build."""
    with duckdb.connect(path.as_posix(), read_only=True) as con:
        yield lambda name: impact(con, name)


def test_an_indicator_counts_its_figures_charts_and_statements(of):
    found = of(TOTAL)
    assert (found.kind, found.title) == ("indicator", "Sample aid per month")
    assert (found.figures, found.vintages) == (4, 6)
    assert found.charts == (RestingChart("sample_aid_monthly", "Sample aid per month", 4, 4, 0),)
    assert found.statements == (RestingStatement("s01", 1, "Aid changed", 0, 4),)
    assert found.readings == ()


def test_figures_of_an_older_edition_are_in_no_chart(of):
    older = of("sample_r1")
    assert (older.figures, older.vintages) == (1, 4)
    assert older.charts == ()
    newer = of("sample_r2")
    assert [chart.id for chart in newer.charts] == ["sample_aid_monthly"]
    assert newer.charts[0].figures == 4


def test_votes_events_and_memberships_count_for_their_source(of):
    votes = of("sample_votes")
    assert votes.roll_calls == 2
    assert [(chart.id, chart.figures, chart.of) for chart in votes.charts] == [
        ("sample_votes", 2, 2)
    ]
    speech = of("sample_speech")
    assert speech.events == 2
    assert [(chart.id, chart.figures, chart.events) for chart in speech.charts] == [
        ("sample_aid_monthly", 0, 1)
    ]
    assert of("sample_list").memberships == 2


def test_readings_fall_on_the_bases_on_which_they_are_computed(path, tmp_path):
    results = [
        ("s02", "t1", "now", "main", [FIGURE]),
        ("s02", "t1", "then", "main", ["sample_aid_total:USA:UKR:2024-01:sample_r1"]),
        ("s03", "t1", "now", "main", ["1990-01-02-001"]),
    ]
    with duckdb.connect(evaluated(path, tmp_path, *results).as_posix(), read_only=True) as con:
        found, newer, votes = (impact(con, name) for name in (TOTAL, "sample_r2", "sample_votes"))
    assert RestingStatement("s02", 2, "Some give less", 2, 0) in found.statements
    assert found.readings == (
        RestingReading("s02", 2, "now", "consistent"),
        RestingReading("s02", 2, "then", "consistent"),
    )
    assert newer.readings == (RestingReading("s02", 2, "now", "consistent"),)
    assert votes.statements == (RestingStatement("s03", 3, "Trade grew", 1, 2),)
    assert [(r.claim, r.basis) for r in votes.readings] == [("s03", "now")]
    assert "  2 (s02): computed from 2; Some give less" in lines(found)
    assert "  3 (s03): computed from 1, drawn with 2; Trade grew" in lines(votes)


def test_an_unknown_id_names_those_that_look_alike(of):
    with pytest.raises(UnknownError, match=r"'sample_aid_totals' is neither .*near: sample_aid_t"):
        of("sample_aid_totals")
    with pytest.raises(UnknownError, match=r"an indicator nor a source$"):
        of("'; drop table claim; --")


@pytest.mark.parametrize("name", [TOTAL, "sample_speech"])
def test_the_command_prints_lines_or_json(run, of, name):
    run("build")
    status, out, err = run("impact", name)
    assert (status, err) == (0, "")
    assert out.splitlines() == lines(of(name))
    assert "readings: none" in out
    status, out, _ = run("impact", name, "--json")
    assert (status, json.loads(out)) == (0, as_records(asdict(of(name))))


def test_the_command_says_what_is_wrong(run):
    assert run("impact", TOTAL)[2] == "nothing is published yet (python -m etl build)\n"
    run("build")
    status, out, err = run("impact", "sample_aid")
    assert (status, out) == (1, "")
    assert err.startswith("'sample_aid' is neither an indicator nor a source (near: ")
