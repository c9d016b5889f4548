"""How a process of commands ends, whatever happens to it; each in a small process of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from etl.build.steps import build
from tests.built import build_once

ROOT = Path(__file__).parents[3]
ENTER = "from etl.cli.entry import enter; enter('module')"
HEARS = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.default_int_handler)}
SLOW_TO_LOAD = """
import time
print("ready", flush=True)
time.sleep(60)
"""
DUCKDB = """
import duckdb
def app():
    print("ready", flush=True)
    duckdb.sql("select count(*) from range(1000000000000) where hash(range) % 7 = 1").fetchall()
"""
TAKEN_FOR_A_PROBLEM = """
import time
from etl.problems import DataProblemsError, Problem
from etl.cli.terminal import told
def app():
    with told():
        print("ready", flush=True)
        try:
            time.sleep(60)
        except KeyboardInterrupt:
            raise DataProblemsError([Problem("f", 1, "x", "ran longer")])
"""
KEPT_TO_ITSELF = """
import time
from etl.cli.entry import stop_if_asked
def app():
    print("ready", flush=True)
    try:
        time.sleep(60)
    except KeyboardInterrupt:
        pass
    stop_if_asked()
    print("went on")
"""
BUILD = """
import os, signal, sys
from pathlib import Path
from etl.build.steps import build
from tests.built import build_once
from etl.cli.terminal import told, unchanged
def app():
    data, at = Path(sys.argv[1]), sys.argv[2]
    def step(name):
        if name.startswith(at):
            os.kill(os.getpid(), signal.SIGINT)
    with told(), unchanged(data):
        build(data, step, force=True)
"""


@pytest.fixture
def start(tmp_path):
    """A function that starts a process whose commands are those of a module."""

    def go(text, *arguments, before="", stdout=subprocess.PIPE, **environment):
        (tmp_path / "module.py").write_text(text, "utf-8")
        path = os.pathsep.join([str(ROOT), str(tmp_path)])
        return subprocess.Popen(
            [sys.executable, "-c", before + ENTER, *arguments],
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": path} | environment,
            **HEARS,
        )

    return go


@pytest.mark.parametrize("text", [SLOW_TO_LOAD, DUCKDB, KEPT_TO_ITSELF, TAKEN_FOR_A_PROBLEM])
def test_ctrl_c_ends_in_a_word_wherever_it_comes(start, text):
    process = start(text)
    assert process.stdout.readline() == b"ready\n"
    process.send_signal(signal.SIGINT)
    assert process.communicate() == (b"", b"stopped\n")
    assert process.returncode == 130


def test_a_process_that_the_system_ends_says_so_too(start):
    process = start(SLOW_TO_LOAD)
    process.stdout.readline()
    process.terminate()
    assert process.communicate() == (b"", b"stopped\n")
    assert process.returncode == 143


def test_a_job_in_the_background_goes_on_through_ctrl_c(start):
    """A shell has such a job ignore it, and so does nohup."""
    text = "import os\ndef app():\n    os.kill(os.getpid(), 2)\n    print('done')\n"
    process = start(text)
    assert process.communicate() == (b"", b"stopped\n")
    process = start(text, before="import signal; signal.signal(2, signal.SIG_IGN); ")
    assert process.communicate() == (b"done\n", b"")


@pytest.mark.parametrize("at", ["reading codebooks", "publishing"])
def test_a_build_that_is_stopped_changes_nothing(start, data, at):
    standing = build_once(data)
    before = standing.stat().st_mtime_ns, (data / "builds" / "current").read_bytes()
    process = start(BUILD, str(data), at)
    assert process.communicate() == (b"", b"stopped; nothing was published\n")
    assert process.returncode == 130
    assert (standing.stat().st_mtime_ns, (data / "builds" / "current").read_bytes()) == before
    assert not build(data).is_new
    assert not list((data / "builds").glob("unfinished-*"))


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_any_letter_gets_through_a_pipe_of_any_encoding(start, encoding):
    text = "def app():\n    print('2023: 31.5 → 32.5 \\udcff')\n"
    out, err = start(text, PYTHONIOENCODING=encoding).communicate()
    arrow = "→" if encoding == "utf-8" else "?"
    assert (out.decode(encoding), err) == (f"2023: 31.5 {arrow} 32.5 ?\n", b"")


def test_a_reader_who_has_seen_enough_hears_no_more(start):
    process = start("def app():\n    for n in range(100_000):\n        print('line', n)\n")
    assert process.stdout.readline() == b"line 0\n"
    process.stdout.close()
    with process.stderr:
        assert process.stderr.read() == b""
    assert process.wait() == 141


def test_an_output_that_cannot_be_written_is_told(start):
    with Path("/dev/full").open("wb") as full:
        process = start("def app():\n    print('a line')\n", stdout=full)
    _, err = process.communicate()
    assert err == b"the output cannot be written: No space left on device\n"
    assert process.returncode == 1


def test_streams_may_be_closed(start, tmp_path):
    """No file that is opened later stands in for a standard stream."""
    (tmp_path / "module.py").write_text(
        "import sys\n"
        "def app():\n"
        "    with open(sys.argv[1], 'w') as file:\n"
        "        print(file.fileno(), file=file)\n"
        "    print('on'), print('off', file=sys.stderr), sys.stdin\n"
    )
    place = tmp_path / "written.txt"
    command = f'"{sys.executable}" -c "{ENTER}" "{place}" <&- >&- 2>&-'
    path = os.pathsep.join([str(ROOT), str(tmp_path)])
    done = subprocess.run(["sh", "-c", command], env=os.environ | {"PYTHONPATH": path}, check=False)
    assert done.returncode == 0
    assert int(place.read_text()) > 2


@pytest.mark.parametrize(("code", "status"), [("0", 0), ("None", 0), ("2", 1), ("'why'", 1)])
def test_a_wrong_call_is_no_change_that_waits(start, code, status):
    process = start(f"import sys\ndef app():\n    sys.exit({code})\n")
    _, err = process.communicate()
    assert (process.returncode, err) == (status, b"why\n" if code == "'why'" else b"")


def test_a_fault_of_the_code_is_not_hidden(start):
    process = start("def app():\n    [][0]\n")
    _, err = process.communicate()
    assert process.returncode == 1
    assert b"IndexError" in err
