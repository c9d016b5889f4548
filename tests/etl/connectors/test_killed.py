"""A refresh that is killed leaves the data as they were, or, once it has decided, whole and new."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from etl.build.refresh import CHANGES
from etl.build.steps import data_problems
from etl.connectors.register import CONNECTORS
from etl.connectors.session import MIRROR
from etl.connectors.together import JOURNAL, PENDING, complete, replace_together
from etl.paths import fetched_folder
from tests.etl.connectors.conftest import state
from tests.etl.connectors.test_http import one_of_each_kind

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
MOMENTS = [0.0, 0.3, 0.6, 0.8, 0.9, 1.0]
"""Shares of the time from the first request of a refresh to its end."""
ASKED_SECONDS = 120
MOVER = """
import sys
from pathlib import Path
from etl.connectors.together import replace_together
data, mark = Path(sys.argv[1]), sys.argv[2].encode()
for number in range(10**9):
    content = mark * 200_000 + str(number).encode()
    replace_together(data, {data / f"{name}.txt": content for name in "abcdefgh"})
    print(number, flush=True)
"""


@pytest.fixture
def start(data, running):
    """A function that starts a refresh in a process of its own."""

    def go(name, folder=data):
        command = [sys.executable, "-m", "etl", "refresh", name, "--data", str(folder)]
        environment = os.environ | {MIRROR: running.address}
        return subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    return go


def wait_until_asked(publisher, process):
    """Wait for the first request of a process: it has read the data and waits for an answer."""
    deadline = time.monotonic() + ASKED_SECONDS
    while not publisher.asked and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    assert publisher.asked, process.communicate()
    return time.monotonic()


@pytest.mark.parametrize("name", one_of_each_kind())
def test_a_refresh_that_is_killed_at_its_first_request_leaves_the_data_as_they_were(
    name, data, offer, publisher, start, unchanged
):
    offer(CONNECTORS[name])
    process = start(name)
    wait_until_asked(publisher, process)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    complete(data)
    unchanged()


def test_killed_at_any_moment_it_is_all_or_nothing(data, offer, publisher, start, tmp_path):
    """Six moments of one refresh, measured on a whole one; the last one is let through."""
    connector = CONNECTORS["crea"]
    before = state(data)
    offer(connector)
    process = start(connector.name, shutil.copytree(data, tmp_path / "whole" / "data"))
    began = wait_until_asked(publisher, process)
    process.communicate(timeout=180)
    whole = time.monotonic() - began
    for moment in MOMENTS:
        publisher.asked.clear()
        process = start(connector.name)
        wait_until_asked(publisher, process)
        time.sleep(moment * whole)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        complete(data)
        now = state(data)
        changed = {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
        assert changed in (set(), AFTER), f"at {moment:.0%} of {whole:.1f} s"
        assert data_problems(data) == []
    process = start(connector.name)
    out, _ = process.communicate(timeout=180)
    assert process.returncode in (0, CHANGES), out
    assert {name for name in state(data) if name not in before} == AFTER


AFTER = {
    "themes/russia_china/observations/crea.auto.csv",
    "themes/russia_china/sources.auto.csv",
}


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.05, 0.09, 0.15])
def test_files_that_change_together_are_never_mixed(tmp_path, seconds):
    fetched_folder(tmp_path).mkdir()
    replace_together(tmp_path, {tmp_path / f"{name}.txt": b"old" for name in "abcdefgh"})
    command = [sys.executable, "-c", MOVER, str(tmp_path), "x"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    process.stdout.readline()  # one change is through, the next has begun
    time.sleep(seconds)
    process.kill()
    process.communicate()
    complete(tmp_path)
    contents = {path.read_bytes() for path in tmp_path.glob("*.txt")}
    assert len(contents) == 1
    assert contents != {b"old"}
    assert not (fetched_folder(tmp_path) / JOURNAL).exists()


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
