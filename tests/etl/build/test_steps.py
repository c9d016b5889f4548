import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from etl.build import steps as module
from etl.build.steps import STEPS, build, inputs_hash, is_stale, problems
from etl.paths import MissingDataError
from etl.problems import DataProblemsError, StopError
from etl.store import builds
from tests.built import build_once

ROWS = "themes/trade/observations/shares.csv"
COMMAND = [sys.executable, "-m", "etl", "build", "--data"]


def value(path):
    with duckdb.connect(path.as_posix(), read_only=True) as con:
        question = "select value from figure where partner = 'CHN' and period = '2023'"
        return con.execute(question).fetchall()[0][0]


def test_unchanged_data_give_the_build_in_force(data):
    steps = []
    first = build(data, steps.append)
    assert len(steps) == STEPS, "the bar of the commands is full before, or never"
    again = build(data)
    assert first.is_new
    assert not again.is_new
    assert (again.id, again.path, again.counts) == (first.id, first.path, first.counts)


def test_changed_data_give_a_new_build_and_the_old_one_stays(data, replace):
    old = build_once(data)
    replace(ROWS, "2023,31.5", "2023,32.5")
    assert is_stale(data)
    new = build(data)
    assert new.is_new
    assert not is_stale(data)
    assert (value(old), value(new.path)) == (31.5, 32.5)
    assert [item.id for item in builds.listed(data)] == [new.id, old.stem]
    assert builds.current(data) == new.path


def test_data_changed_back_give_a_new_build_equal_to_the_first(data, replace):
    first = build_once(data)
    replace(ROWS, "2023,31.5", "2023,32.5")
    build(data)
    replace(ROWS, "2023,32.5", "2023,31.5")
    third = build(data)
    assert third.is_new
    assert third.id[-8:] == first.stem[-8:]
    assert third.id > first.stem
    assert value(third.path) == value(first)


def test_a_forced_build_replaces_no_file(data):
    paths = {build_once(data), build(data, force=True).path}
    assert len(paths) == 2
    assert all(path.is_file() for path in paths)


def test_a_failed_build_leaves_the_old_one_in_force(data, replace):
    old = build_once(data)
    line = replace(ROWS, "2023,31.5", "2023,many")
    with pytest.raises(DataProblemsError) as caught:
        build(data)
    assert [(p.line, p.field) for p in caught.value.problems] == [(line, "value")]
    assert builds.current(data) == old
    assert sorted(p.name for p in (data / "builds").iterdir()) == sorted(
        ["current", "lock", old.name]
    )


def test_what_the_checks_let_through_is_refused_by_the_keys(data, replace, monkeypatch):
    """The checks are switched off: the second net still holds."""
    monkeypatch.setattr(module, "check", lambda *_: [])
    old = build_once(data)
    replace(ROWS, "RUS,CHN,2023", "RUS,ZZZ,2023")
    with pytest.raises(duckdb.ConstraintException, match="ZZZ"):
        build(data)
    replace(ROWS, "RUS,ZZZ,2023", "RUS,CHN,2022")
    with pytest.raises(duckdb.ConstraintException):
        build(data)
    assert builds.current(data) == old


def test_problems_are_found_without_writing_anything(data, replace):
    replace(ROWS, "2023,31.5", "2023,many")
    assert len(problems(data)) == 1
    assert not (data / "builds").exists()


@pytest.mark.parametrize("call", [build, problems])
def test_a_missing_data_folder_is_told_with_the_remedy(tmp_path, call):
    with pytest.raises(MissingDataError, match="pip install -e"):
        call(tmp_path / "nowhere")


def test_the_hash_changes_with_content_and_name_but_not_with_builds(data):
    before = inputs_hash(data)
    (data / "builds").mkdir()
    (data / "builds" / "note.csv").write_text("x")
    assert inputs_hash(data) == before
    stray = data / "themes/trade/observations/more.CSV"
    stray.write_text("x")
    assert inputs_hash(data) != before, "a build would say that nothing has changed"
    stray.unlink()
    (data / ROWS).rename(data / "themes/trade/observations/renamed.csv")
    assert inputs_hash(data) != before


def test_left_overs_of_a_killed_build_are_swept(data):
    folder = data / "builds"
    (folder / "unfinished-old").mkdir(parents=True)
    (folder / "unfinished-old" / "build.duckdb").write_bytes(b"half")
    build(data)
    assert not list(folder.glob("unfinished-*"))


def test_a_reader_sees_a_new_build_without_restart_and_may_keep_the_old_one(data, replace):
    with duckdb.connect(build_once(data).as_posix(), read_only=True) as old:
        replace(ROWS, "2023,31.5", "2023,32.5")
        build(data)
        current = builds.current(data)
        assert current is not None
        assert value(current) == 32.5
        question = "select value from figure where partner = 'CHN' and period = '2023'"
        assert old.execute(question).fetchall() == [(31.5,)]


def test_of_two_builds_at_once_one_builds_and_both_end_well(data):
    runs = [
        subprocess.Popen([*COMMAND, str(data)], stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    outputs = [run.communicate(timeout=60)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert sorted(output.split(" build ")[0] for output in outputs) == [
        "Nothing has changed:",
        "Published",
    ]
    assert len(builds.listed(data)) == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from etl.build.steps import build

data, last = Path(sys.argv[1]), sys.argv[2]

def end(event, args):
    if event == "os.rename" and Path(args[1]).match(last):
        os.kill(os.getpid(), signal.SIGKILL)

def step(name):
    if name == last:
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(end)
build(data, step)
"""


@pytest.mark.parametrize("last", ["loading", "publishing", "builds/*.duckdb", "builds/current"])
def test_a_build_that_is_killed_leaves_the_old_one_in_force_and_the_next_is_whole(
    data, replace, last
):
    """Killed at a step, or just before it moves a file into its place.

    At random moments builds are killed by tests/benchmarks/kill_builds.py.
    """
    old = build_once(data)
    replace(ROWS, "2023,31.5", "2023,32.5")
    command = [sys.executable, "-c", KILLED, str(data), last]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert builds.current(data) == old
    assert value(old) == 31.5
    assert value(build(data).path) == 32.5
    assert not list((data / "builds").glob("unfinished-*"))


def test_a_locked_folder_is_told_after_the_wait(data, run):
    build_once(data)
    holder = (
        "import filelock, pathlib, sys\n"
        "with filelock.FileLock(pathlib.Path(sys.argv[1])):\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    lock = data / "builds" / "lock"
    process = subprocess.Popen(
        [sys.executable, "-c", holder, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with process:
        assert process.stdout.readline() == b"held\n"
        done = run("build", "--wait", "0.2")
        process.stdin.close()
    assert done == (
        1,
        "",
        "another build or refresh is running (wait until it has ended); nothing was published\n",
    )


def test_the_data_may_lie_under_a_path_with_odd_characters(data, tmp_path):
    odd = Path(shutil.copytree(data, tmp_path / "it's [an] odd * place" / "data"))
    assert build(odd).is_new


FULL = """
import resource, sys
from pathlib import Path
from etl.build.steps import build
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
build(Path(sys.argv[1]))
"""


def test_a_disk_without_room_leaves_the_old_build_and_no_scratch(data, replace):
    """A limit on the size of files stands for the disk: no file can grow beyond a megabyte."""
    old = build_once(data)
    replace(ROWS, "2023,31.5", "2023,32.5")
    command = [sys.executable, "-c", FULL, str(data)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "File too large" in done.stderr
    assert builds.current(data) == old
    assert sorted(path.name for path in (data / "builds").iterdir()) == sorted(
        ["current", "lock", old.name]
    )
    assert build(data).is_new


STEPPING = """
import signal, sys, time
from pathlib import Path
from etl.build.steps import build
signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background it is ignored
def step(name):
    print(name, flush=True)
    if name == sys.argv[2]:
        time.sleep(60)
build(Path(sys.argv[1]), step)
"""


@pytest.mark.parametrize("step", ["reading votes", "loading", "reading the claims", "publishing"])
def test_a_build_stopped_with_ctrl_c_leaves_no_scratch(data, step):
    command = [sys.executable, "-c", STEPPING, str(data), step]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        while run.stdout.readline().decode().strip() != step:
            assert run.poll() is None
        run.send_signal(signal.SIGINT)
        assert b"KeyboardInterrupt" in run.stderr.read()
    assert builds.current(data) is None
    assert [path.name for path in (data / "builds").iterdir()] == ["lock"]


def test_a_folder_that_cannot_be_synced_stops_no_build(data, monkeypatch):
    """Network and FUSE mounts answer EINVAL; each try left a finished database behind."""
    real = os.fsync

    def refuse(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        real(handle)

    monkeypatch.setattr(os, "fsync", refuse)
    made = build(data)
    assert builds.current(data) == made.path


@pytest.mark.parametrize("name", [b"what?", b"back\\slash", b"latin-\xe9"])
def test_a_place_where_no_database_can_lie_is_told_before_anything_is_made(data, tmp_path, name):
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)) / "data"
    shutil.copytree(data, odd)
    with pytest.raises(StopError, match="rename the folder"):
        build(odd)
    assert not (odd / "builds").exists()
