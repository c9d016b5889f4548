"""A refresh that is killed leaves the data as they were, or, once it has decided, whole and new.

A process kills itself just before it opens or renames a certain file: moments that a clock would
hit once in many runs are each reached every time.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from etl.build.refresh import NOTHING
from etl.build.steps import data_problems
from etl.connectors.journal import JOURNAL, PENDING, complete, replace_together
from etl.connectors.register import CONNECTORS
from etl.connectors.session import MIRROR
from etl.paths import fetched_folder
from tests.etl.connectors.conftest import state

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
CREA = "crea"
ADDED = "themes/russia_china/observations/crea.auto.csv"
AFTER = {ADDED, "themes/russia_china/sources.auto.csv"}
REFRESH = """
import os, signal, sys
from pathlib import Path
from etl.connectors.register import CONNECTORS
from etl.build.refresh import Options, refresh
from tests.etl.connectors.conftest import QUICK, TODAY, Watch

data, name, last = sys.argv[1:]

def end(event, args):
    if event == "os.rename" and last and Path(args[1]).match(last):
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(end)
outcome = refresh(Path(data), CONNECTORS[name], Options(manners=QUICK, today=TODAY), Watch())
print(*outcome.lines)
sys.exit(outcome.status)
"""
CHANGE = """
import os, signal, sys
from pathlib import Path
from etl.connectors.journal import replace_together

data, left = Path(sys.argv[1]), int(sys.argv[2])
contents = {data / f"{name}.txt": b"new" for name in "abc"}

def end(event, args):
    global left
    if event in {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree"}:
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(end)
replace_together(data, contents)
"""


@pytest.fixture
def refreshed(data, running):
    """A function that refreshes in a process killed before it moves a file to a place."""

    def go(last=""):
        command = [sys.executable, "-c", REFRESH, str(data), CREA, last]
        environment = os.environ | {MIRROR: running.address}
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        return done.returncode

    return go


def test_a_refresh_that_is_killed_is_all_or_nothing(data, offer, refreshed, unchanged):
    """Killed with the document received, with all decided but its journal, with the journal."""
    before = state(data)
    offer(CONNECTORS[CREA])
    for last in (f"fetched/{CREA}/*", f"fetched/{JOURNAL}"):
        assert refreshed(last) == -signal.SIGKILL
        complete(data)
        unchanged()
    assert refreshed(ADDED) == -signal.SIGKILL
    assert state(data).keys() == before.keys()
    complete(data)
    now = state(data)
    assert {name for name in now if now[name] != before.get(name)} == AFTER
    assert before.keys() <= now.keys()
    assert data_problems(data) == []
    assert refreshed() == NOTHING


def test_files_that_change_together_are_never_mixed(tmp_path):
    """Killed before each step of a change on the disk, until one is through."""
    change, seen = [sys.executable, "-c", CHANGE], []
    for steps in range(100):
        data = tmp_path / str(steps)
        fetched_folder(data).mkdir(parents=True)
        replace_together(data, {data / f"{name}.txt": b"old" for name in "abc"})
        done = subprocess.run([*change, str(data), str(steps)], cwd=ROOT, check=False)
        complete(data)
        contents = {path.read_bytes() for path in data.glob("*.txt")}
        assert len(contents) == 1, f"killed at step {steps}"
        assert not (fetched_folder(data) / JOURNAL).exists()
        seen.append(contents.pop())
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
    assert sorted(seen, reverse=True) == seen, "what was decided stays so"
    assert seen.count(b"old") > 5
    assert seen.count(b"new") > 5


def test_what_was_begun_is_finished_by_the_next(tmp_path):
    """The state in which a process that is killed between two renames leaves the folder."""
    pending = fetched_folder(tmp_path) / PENDING
    pending.mkdir(parents=True)
    (tmp_path / "a.txt").write_bytes(b"new")
    (tmp_path / "b.txt").write_bytes(b"old")
    (pending / "1").write_bytes(b"new")
    journal = '[["0", "a.txt"], ["1", "b.txt"]]'
    (fetched_folder(tmp_path) / JOURNAL).write_text(journal)
    complete(tmp_path)
    assert (tmp_path / "a.txt").read_bytes() == (tmp_path / "b.txt").read_bytes() == b"new"
    complete(tmp_path)


def test_what_was_not_decided_is_dropped(tmp_path):
    """Without a journal nothing of an unfinished change is used."""
    pending = fetched_folder(tmp_path) / PENDING
    pending.mkdir(parents=True)
    (pending / "7").write_bytes(b"half")
    complete(tmp_path)
    replace_together(tmp_path, {tmp_path / "a.txt": b"new"})
    assert list(pending.iterdir()) == []
    assert (tmp_path / "a.txt").read_bytes() == b"new"
