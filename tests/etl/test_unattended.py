"""The examples of etl/unattended: they parse, and name only what exists."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.commands import faults

FOLDER = Path(__file__).parents[2] / "etl" / "unattended"
CALL = re.compile(r"python -m etl[^\n&|>;]*")
ENTRY = re.compile(r"(?:[\d*/,-]+\s+){5}\S.*")
SETTING = re.compile(r"[A-Z_]+=\S+")
WORKFLOW = yaml.safe_load((FOLDER / "refresh.yaml").read_text("utf-8"))
STEPS = [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]
CRONTAB = (FOLDER / "crontab").read_text("utf-8")
ENTRIES = [line for line in CRONTAB.splitlines() if ENTRY.fullmatch(line)]


def calls():
    texts = [*ENTRIES, *(step["run"] for step in STEPS if "run" in step)]
    return [call.strip() for text in texts for call in CALL.findall(text)]


def test_the_workflow_has_its_schedule_its_rights_and_steps():
    assert WORKFLOW[True]["schedule"] == [{"cron": "30 4 * * 1"}]  # YAML reads `on` as true
    assert WORKFLOW["permissions"] == {"contents": "write", "pull-requests": "write"}
    assert all(("run" in step) != ("uses" in step) for step in STEPS)
    assert any(call.startswith("python -m etl refresh --all") for call in calls())


def test_every_line_of_the_crontab_is_an_entry_a_setting_or_a_comment():
    lines = [line for line in CRONTAB.splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if not SETTING.fullmatch(line)] == ENTRIES
    assert len(ENTRIES) == 3


@pytest.mark.parametrize("call", calls())
def test_only_commands_options_and_connectors_that_exist_are_called(call):
    assert faults(call) == []


def test_nothing_is_acknowledged_unattended():
    assert not [call for call in calls() if "--acknowledge" in call]


@pytest.mark.parametrize("script", [step["run"] for step in STEPS if "run" in step])
def test_every_script_of_the_workflow_is_sound(script):
    """Parsed, not run; what GitHub puts in is no part of a script, but of its environment."""
    assert "${{" not in script
    done = subprocess.run(
        [shutil.which("bash"), "-n"], input=script, text=True, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("python -m etl reffresh", "no command reffresh"),
        ("python -m etl builds prun", "no command prun"),
        ("python -m etl builds prune --keeep 2", "no option --keeep"),
        ("python -m etl refresh keil --publish", "no connector keil"),
    ],
)
def test_what_does_not_exist_is_seen(line, words):
    assert faults(line) == [words]
