import signal
import subprocess
import sys

import pytest

from etl.store.folders import OccupiedError, whole

MARK = "mark.json"
SLOW = """
import pathlib, sys, time
from etl.store.folders import whole
with whole(pathlib.Path(sys.argv[1]), "mark.json", force=True) as made:
    (made / "mark.json").write_text("new")
    print("writing", flush=True)
    time.sleep(60)
"""


def write(folder, text="one", *, force=False):
    with whole(folder, MARK, force=force) as made:
        (made / MARK).write_text(text)
        assert not (folder / MARK).exists() or force


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_appears_when_all_of_it_is_written(tmp_path):
    write(tmp_path / "deep" / "out")
    assert (tmp_path / "deep" / "out" / MARK).read_text() == "one"
    assert names(tmp_path / "deep") == ["out"]


def test_an_empty_folder_may_be_filled(tmp_path):
    (tmp_path / "out").mkdir()
    write(tmp_path / "out")
    assert names(tmp_path / "out") == [MARK]


def test_what_is_there_is_replaced_only_on_demand(tmp_path):
    write(tmp_path / "out")
    with pytest.raises(OccupiedError, match="--force"):
        write(tmp_path / "out", "two")
    assert (tmp_path / "out" / MARK).read_text() == "one"
    write(tmp_path / "out", "two", force=True)
    assert (tmp_path / "out" / MARK).read_text() == "two"
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("force", [True, False])
def test_other_peoples_things_are_never_replaced(tmp_path, force):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letters.txt").write_text("dear")
    with pytest.raises(OccupiedError, match="holds other things"):
        write(tmp_path / "out", force=force)
    assert names(tmp_path / "out") == ["letters.txt"]


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "out").write_text("dear")
    with pytest.raises(OccupiedError, match="is a file"):
        write(tmp_path / "out", force=True)
    assert (tmp_path / "out").read_text() == "dear"


def test_an_error_within_leaves_nothing_new(tmp_path):
    write(tmp_path / "out")

    def fail():
        with whole(tmp_path / "out", MARK, force=True) as made:
            (made / MARK).write_text("half")
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        fail()
    assert names(tmp_path) == ["out"]
    assert (tmp_path / "out" / MARK).read_text() == "one"


def test_a_killed_run_leaves_the_old_folder_and_the_next_run_sweeps(tmp_path):
    out = tmp_path / "it's [an] odd * name"
    write(out)
    command = [sys.executable, "-c", SLOW, str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
        assert run.stdout.readline() == b"writing\n"
        assert len(names(tmp_path)) == 2
        with whole(tmp_path / "other", MARK):
            pass
        write(out, "two", force=True)
        assert len(names(tmp_path)) == 3, "what a living run writes is left alone"
        run.send_signal(signal.SIGKILL)
    assert run.returncode == -signal.SIGKILL
    assert (out / MARK).read_text() == "two"
    write(out, "three", force=True)
    assert names(tmp_path) == sorted([out.name, "other"])


def test_a_folder_that_a_killed_run_had_moved_away_comes_back(tmp_path):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    write(tmp_path / "out")
    (tmp_path / "out").rename(tmp_path / f".out.unfinished-old-{gone.pid}")
    with pytest.raises(OccupiedError, match="--force"):
        write(tmp_path / "out")
    assert (tmp_path / "out" / MARK).read_text() == "one"


def test_names_that_only_look_alike_are_left_alone(tmp_path):
    kept = [".out.unfinished-new-mine", ".out2.unfinished-new-1", "out.unfinished-new-1"]
    for name in kept:
        (tmp_path / name).mkdir()
    write(tmp_path / "out")
    assert set(kept) < set(names(tmp_path))
