"""A database that cannot be shown says why in one sentence, with the remedy."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from dashboard.store.database import NoBuildError, check, connection
from dashboard.store.opening import SETTING
from tests.built import build_once

SAMPLE = Path(__file__).parents[2] / "fixtures" / "data"
HOLD = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); input()"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A build of the sample data; never write into it."""
    data = shutil.copytree(SAMPLE, tmp_path_factory.mktemp("whole") / "data")
    return build_once(data)


@pytest.fixture
def named(tmp_path, monkeypatch):
    """A file that the setting names, still absent."""
    path = tmp_path / "näme d.duckdb"
    monkeypatch.setenv(SETTING, str(path))
    connection.cache_clear()
    check.cache_clear()
    return path


def sentence(path):
    with pytest.raises(NoBuildError) as told:
        check(path.as_posix())
    said = str(told.value)
    assert said.startswith(f"The database {path} ")
    assert said.endswith(".")
    assert "\n" not in said
    assert "http" not in said
    return said


def test_a_whole_build_is_opened(whole, named):
    shutil.copy(whole, named)
    check(named.as_posix())


def test_nothing_a_folder_and_other_files_are_no_database(named):
    assert "is missing;" in sentence(named)
    for content in (b"", b"name,value\n1,2\n" * 999, b"SQLite format 3\0" + bytes(4080)):
        named.write_bytes(content)
        assert "is no DuckDB database, or cut off; set ALIGNMENT_DATABASE to a" in sentence(named)
    named.unlink()
    os.mkfifo(named)
    assert "is a pipe and no DuckDB database; set ALIGNMENT_DATABASE to a" in sentence(named)
    named.unlink()
    named.mkdir()
    assert "cannot be read: Is a directory; mend its place" in sentence(named)


@pytest.mark.parametrize("name", [":memory:", "file:x.duckdb", "md:x", "sqlite:x"])
def test_a_name_that_means_something_else_to_duckdb_is_a_file(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    assert "is missing;" in sentence(Path(name))


def test_a_folder_in_which_duckdb_keeps_no_database_is_told(tmp_path):
    with pytest.raises(NoBuildError, match=r"\? in its name; rename the folder"):
        check((tmp_path / "what?" / "x.duckdb").as_posix())


@pytest.mark.parametrize("share", [0.00002, 0.3, 0.999])
def test_a_file_that_is_cut_off_is_told_before_a_page_finds_the_hole(whole, named, share):
    content = whole.read_bytes()
    named.write_bytes(content[: int(len(content) * share)])
    assert "cut off" in sentence(named)


def test_a_damaged_file_is_told(whole, named):
    content = bytearray(whole.read_bytes())
    content[12] ^= 0xFF  # within what tells the version of the format
    named.write_bytes(content)
    assert "is cut off or damaged" in sentence(named)


def test_a_database_of_somebody_else_is_told(named):
    with duckdb.connect(named.as_posix()) as con:
        con.execute("create table sales (id int)")
    assert "is a database, but not a build of this edition" in sentence(named)


def test_a_build_of_other_code_is_told_by_what_it_lacks(whole, named):
    shutil.copy(whole, named)
    with duckdb.connect(named.as_posix()) as con:
        con.execute("alter table build drop column versions")
    assert "was made by other code than this: it has no build.versions;" in sentence(named)


def test_a_database_that_another_program_writes_is_told_until_it_is_closed(whole, named):
    shutil.copy(whole, named)
    command = [sys.executable, "-c", HOLD, named.as_posix()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        said = sentence(named)
        assert "is open for writing in another program: " in said
        assert said.endswith("; close it there, then try again.")
        other.communicate(b"\n")
    check(named.as_posix())


def test_of_a_build_in_force_the_remedy_is_to_build(whole, named, monkeypatch):
    monkeypatch.delenv(SETTING)
    shutil.copy(whole, named)
    named.write_bytes(named.read_bytes()[:5000])
    assert "make a new one with `python -m etl build --anew`" in sentence(named)
