import errno
import os
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from etl.build.steps import build
from etl.store import builds
from etl.store.databases import UnreadableError
from tests.built import build_once


@pytest.fixture
def folder(data):
    (data / "builds").mkdir()
    return data / "builds"


def test_nothing_is_in_force_before_the_first_build(data):
    assert builds.current(data) is None
    assert builds.listed(data) == []


@pytest.mark.parametrize("content", [b"", b"\n", b"gone.duckdb\n", b"../x.duckdb\n", b"\xff\n"])
def test_a_pointer_that_names_no_build_is_not_taken_for_none(data, folder, content):
    (folder / "current").write_bytes(content)
    with pytest.raises(UnreadableError, match=r"is missing .*rollback ID.*build --anew"):
        build(data)
    assert (folder / "current").read_bytes() == content
    assert build(data, anew=True).is_new


def test_a_build_describes_itself(data):
    made = build(data)
    described = builds.describe(made.path)
    assert (described.id, described.counts) == (made.id, made.counts)
    assert builds.listed(data) == [described]


@pytest.mark.parametrize("content", [b"", b"no database", None])
def test_an_unreadable_build_is_left_out_and_told(data, folder, content):
    path = folder / "20000101-000000-00000000.duckdb"
    if content is None:
        with duckdb.connect(path.as_posix()) as con:
            con.execute("create table other (x int)")
    else:
        path.write_bytes(content)
    with pytest.raises(UnreadableError):
        builds.describe(path)
    assert builds.listed(data) == []
    (found,) = builds.kept(data)
    assert isinstance(found, UnreadableError)
    assert path.name in found.why


def test_a_build_is_described_while_it_is_open_with_other_settings(data):
    """DuckDB refuses to open a file twice with other settings: a server would build for ever."""
    path = build_once(data)
    with duckdb.connect(path.as_posix(), read_only=True, config={"threads": "1"}):
        assert builds.describe(path).path == path
        assert not build(data).is_new


def test_a_path_with_odd_characters_is_described(tmp_path):
    path = tmp_path / "it's; odd.duckdb"
    with duckdb.connect(path.as_posix()) as con:
        con.execute("create table build as select 'x' as id, now() as built_at, 'h' as inputs_hash")
        con.execute("alter table build add column counts json default '{}'")
    assert builds.describe(path).id == "x"


def test_publishing_moves_the_file_and_then_the_pointer(data, folder, tmp_path):
    made = tmp_path / "made.duckdb"
    made.write_bytes(b"content")
    target = builds.publish(made, "the-id", data)
    assert target == folder / "the-id.duckdb"
    assert not made.exists()
    assert builds.current(data) == target
    assert sorted(path.name for path in folder.iterdir()) == ["current", "the-id.duckdb"]


@pytest.mark.parametrize("place", ["made.duckdb", "builds", "builds/unfinished"])
def test_publishing_that_fails_leaves_nothing_behind(data, folder, tmp_path, monkeypatch, place):
    """Wherever the disk gives in: at the database, at its folder, or at the pointer."""
    made = tmp_path / "made.duckdb"
    made.write_bytes(b"content")
    (folder / "old.duckdb").touch()
    (folder / "current").write_text("old.duckdb\n")
    real = os.fsync

    def fail(handle):
        if place in str(Path(f"/proc/self/fd/{handle}").readlink()).removeprefix(f"{data}/"):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(handle)

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="Input/output"):
        builds.publish(made, "the-id", data)
    assert builds.current(data) == folder / "old.duckdb"
    builds.sweep(data)
    assert sorted(path.name for path in folder.iterdir()) == ["current", "old.duckdb"]


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
