"""A database that cannot be read says why; the file itself is asked, not the words of DuckDB."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from etl.problems import StopError
from etl.store.databases import UnreadableError, check_path, opened

HOLDER = """
import duckdb, sys
con = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path):
    """A database with some blocks of rows."""
    made = tmp_path / "it's [a] build; 100%25.duckdb"
    with duckdb.connect(made.as_posix()) as con:
        con.execute("create table t as select range as i, range::varchar as s from range(300000)")
    return made


@pytest.fixture
def held(path):
    """The database while another program has it open for writing."""
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"held\n"
        yield path
        holder.stdin.close()


def why(path):
    with pytest.raises(UnreadableError) as caught, opened(path):
        pass
    return caught.value


def test_a_whole_database_is_read(path):
    with opened(path) as con:
        assert con.execute("select count(*) from t").fetchall() == [(300000,)]


def test_one_that_another_program_writes_is_held_and_that_program_is_named(held):
    found = why(held)
    assert found.is_held
    assert "is open for writing in another program" in found.why
    assert "close it there" in str(found)
    assert "://" not in str(found)


def test_one_that_this_program_writes_is_held_too(path):
    with duckdb.connect(path.as_posix()):
        assert why(path).is_held


@pytest.mark.parametrize("share", [0.001, 0.01, 0.5, 0.999999])
def test_one_that_is_cut_off_is_damaged_and_no_other_program_is_blamed(path, share):
    os.truncate(path, int(path.stat().st_size * share))
    found = why(path)
    assert not found.is_held
    assert "cut off" in found.why
    assert "builds rollback ID" in str(found)
    assert "build --anew" in str(found)


@pytest.mark.parametrize("content", [b"", b"D", b"no database " * 9000])
def test_a_file_of_something_else_is_none(path, content):
    path.write_bytes(content)
    assert "is no DuckDB database" in why(path).why


def test_a_database_of_another_kind_is_none_and_nothing_is_fetched_to_read_it(path):
    path.unlink()
    with sqlite3.connect(path) as con:
        con.execute("create table build (id text)")
    con.close()
    assert "is no DuckDB database" in why(path).why


def test_a_file_of_another_version_that_cannot_be_read_names_both(path):
    content = bytearray(path.read_bytes())
    content[12:20] = (10**6).to_bytes(8, "little")  # the version of the format
    content[52:84] = b"v9.8.7".ljust(32, b"\0")
    path.write_bytes(content)
    assert f"9.8.7 wrote it, this is {duckdb.__version__}" in why(path).why


def test_a_missing_file_and_a_folder_are_told_as_such(tmp_path):
    assert "is missing" in why(tmp_path / "gone.duckdb").why
    (tmp_path / "folder.duckdb").mkdir()
    assert "cannot be read: Is a directory" in why(tmp_path / "folder.duckdb").why


@pytest.mark.parametrize("name", [b"what?", b"back\\slash", b"latin-\xe9"])
def test_a_place_where_duckdb_keeps_no_database_is_refused(name):
    with pytest.raises(StopError, match="rename the folder"):
        check_path(Path(os.fsdecode(b"/" + name)) / "builds")


@pytest.mark.parametrize("name", ["it's", 'a "b"', "[x] *", "50% off", "Zürich, 東京", "a;b #c"])
def test_every_other_place_will_do(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    check_path(folder)
    with duckdb.connect((folder / "x.duckdb").as_posix()) as con:
        con.execute("create table t as select 1 as i")
    with opened(folder / "x.duckdb") as con:
        assert con.execute("from t").fetchall() == [(1,)]
