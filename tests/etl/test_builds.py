import os
from datetime import datetime

import duckdb
import pytest

from etl import builds
from etl.build import build


@pytest.fixture
def folder(data):
    (data / "builds").mkdir()
    return data / "builds"


def test_nothing_is_in_force_before_the_first_build(data):
    assert builds.current(data) is None
    assert builds.listed(data) == []


@pytest.mark.parametrize("content", [b"", b"\n", b"gone.duckdb\n", b"..\n", b"\xff\n"])
def test_a_pointer_that_names_no_build_counts_as_none(data, folder, content):
    (folder / "current").write_bytes(content)
    assert builds.current(data) is None
    assert build(data).is_new


def test_a_build_describes_itself(data):
    made = build(data)
    described = builds.describe(made.path)
    assert described is not None
    assert (described.id, described.counts) == (made.id, made.counts)
    assert builds.listed(data) == [described]


@pytest.mark.parametrize("content", [b"", b"no database", None])
def test_an_unreadable_build_is_left_out(data, folder, content):
    path = folder / "20000101-000000-00000000.duckdb"
    if content is None:
        with duckdb.connect(path.as_posix()) as con:
            con.execute("create table other (x int)")
    else:
        path.write_bytes(content)
    assert builds.describe(path) is None
    assert builds.listed(data) == []


def test_a_build_is_described_while_it_is_open_with_other_settings(data):
    """DuckDB refuses to open a file twice with other settings: a server would build for ever."""
    path = build(data).path
    with duckdb.connect(path.as_posix(), read_only=True, config={"threads": "1"}):
        assert builds.describe(path) is not None
        assert not build(data).is_new


def test_a_path_with_odd_characters_is_described(tmp_path):
    path = tmp_path / "it's; odd.duckdb"
    with duckdb.connect(path.as_posix()) as con:
        con.execute("create table build as select 'x' as id, now() as built_at, 'h' as inputs_hash")
        con.execute("alter table build add column counts json default '{}'")
    described = builds.describe(path)
    assert described is not None
    assert described.id == "x"


def test_publishing_moves_the_file_and_then_the_pointer(data, folder, tmp_path):
    made = tmp_path / "made.duckdb"
    made.write_bytes(b"content")
    target = builds.publish(made, "the-id", data)
    assert target == folder / "the-id.duckdb"
    assert not made.exists()
    assert builds.current(data) == target
    assert sorted(path.name for path in folder.iterdir()) == ["current", "the-id.duckdb"]


def test_sweeping_removes_only_what_is_unfinished(data, folder):
    (folder / "unfinished-abc").mkdir()
    (folder / "unfinished-abc" / "build.duckdb").write_text("x")
    (folder / f"unfinished-{os.getpid()}-pointer").write_text("x")
    (folder / "kept.duckdb").write_text("x")
    assert len(builds.sweep(data)) == 2
    assert [path.name for path in folder.iterdir()] == ["kept.duckdb"]


def test_ids_sort_by_age_and_never_repeat(data, folder):
    now = datetime(2026, 1, 2, 3, 4, 59)
    first = builds.new_id(data, now, "f" * 64)
    (folder / f"{first}.duckdb").touch()
    second = builds.new_id(data, now, "0" * 64)
    assert (first, second) == ("20260102-030459-ffffffff", "20260102-030500-00000000")
    assert first < second
