"""What the machine hinders is told in one sentence; the last good build stays on the page."""

import ctypes
import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.built import build_once
from tests.conftest import ROOT

SAMPLE = Path(__file__).parents[2] / "fixtures" / "data"
AMOUNTS = "themes/aid/observations/amounts.csv"
DROP, OVERRIDE = 24, 1
"""PR_CAPBSET_DROP, and the right by which the superuser writes where nobody may."""
LOOK = """
import json, sys
from pathlib import Path
from dashboard.server.rebuild import Watch
from dashboard.server.start import fault
from etl.store import builds
data = Path(sys.argv[1])
watch = Watch(data)
problems = [str(problem) for problem in watch.refresh(lambda step: None)]
standing = builds.current(data)
print(json.dumps([problems, watch.hindrance, standing and standing.name, fault()]))
"""


@pytest.fixture
def data(tmp_path):
    """A copy of the sample data."""
    return shutil.copytree(SAMPLE, tmp_path / "data")


def edit(data):
    path = data / AMOUNTS
    path.write_text(path.read_text("utf-8").replace(",75,", ",77.5,"), "utf-8")


def looking(data, **more):
    """A dashboard over some data in a process of its own, which may be held short."""
    environment = os.environ | {"ALIGNMENT_DATA": str(data), "PYTHONDONTWRITEBYTECODE": "1"}
    environment |= {"ALIGNMENT_DATABASE": "", "HOME": str(data.parent)}
    command = [sys.executable, "-c", LOOK, str(data)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=ROOT, env=environment, **pipes, **more)


def said(process):
    """What it says: problems, hindrance, the build that stands, what keeps it from starting."""
    out, errors = process.communicate()
    assert process.returncode == 0, errors
    return json.loads(out.splitlines()[-1])


def unwritable(data):
    """Take the right to write there from who looks."""
    for folder in (data / "builds", data):
        if folder.exists():
            folder.chmod(0o555)
    return {"preexec_fn": powerless}


def powerless():
    """The superuser becomes one that rights bind, from its next program on."""
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(DROP, OVERRIDE, 0, 0, 0) != 0:
        raise PermissionError("the superuser cannot be bound by rights here")


def short_of_room():
    """No file may grow beyond what a database needs."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))


@pytest.fixture(autouse=True)
def _mended(data):
    yield
    for folder in (data, data / "builds"):
        if folder.exists():
            folder.chmod(0o755)


def test_data_that_cannot_be_written_are_told_at_the_start_and_on_the_page(data):
    problems, hindrance, standing, fault = said(looking(data, **unwritable(data)))
    assert (problems, standing) == ([], None)
    assert hindrance == fault
    assert (
        f"this user cannot write into {data / 'builds'}. Allow it, or set ALIGNMENT_DATA" in fault
    )


def test_a_build_that_stands_is_shown_though_nothing_can_be_built(data):
    first = build_once(data).name
    edit(data)
    problems, hindrance, standing, fault = said(looking(data, **unwritable(data)))
    assert (problems, standing, fault) == ([], first, None)
    assert "Nothing can be built: this user cannot write into" in hindrance


def test_a_full_disk_keeps_the_build_and_is_told(data):
    first = build_once(data).name
    edit(data)
    problems, hindrance, standing, _ = said(looking(data, preexec_fn=short_of_room))
    assert (problems, standing) == ([], first)
    assert hindrance.startswith(f"Nothing can be built in {data / 'builds'}: ")
    assert "the disk is full, or a" in hindrance
    assert [path.name for path in (data / "builds").glob("*.duckdb")] == [first]


def test_of_two_dashboards_on_one_folder_one_builds_and_both_show_it(data):
    both = [looking(data), looking(data)]
    first, second = map(said, both)
    (made,) = (data / "builds").glob("*.duckdb")
    assert first == second == [[], "", made.name, None]
