"""The console script: help with examples at every level, versions, completion, README."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.commands import app
from etl.cli.manual import STOPPED
from etl.paths import DATA
from tests.commands import every_command, faults

ROOT = Path(__file__).parents[1]
PATHS = [path for path, _ in every_command()]
ROW = re.compile(r"^\| (.+?) \| (.+?) \| ([^|]+?) \|$", re.MULTILINE)
README = (ROOT / "README.md").read_text("utf-8")
SECTION = README[README.index("\n## Commands") : README.index("\n## Rehearse")]
REFRESH = README[README.index("\n## Refresh") : README.index("\n## Unattended")]


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    monkeypatch.setenv("ALIGNMENT_DATA", str(DATA))


def run(*arguments):
    return CliRunner().invoke(app, [*arguments])


def examples(path):
    return re.findall(r"^ +(alignment .*)$", run(*path, "--help").output, re.MULTILINE)


def statuses(text):
    """The exit statuses that a text names, without those of any command."""
    return set(re.findall(r"\b\d\b", text))


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_has_examples_that_work_and_the_exit_statuses(path):
    text = " ".join(run(*path, "--help").output.split())
    assert "\x1b" not in text
    assert f"; {STOPPED}." in text
    found = examples(path)
    assert found
    assert [faults(example) for example in found] == [[]] * len(found)
    assert all(example.split()[1 : len(path) + 1] == [*path] for example in found)


@pytest.mark.parametrize("path", [path for path in PATHS if path], ids=" ".join)
def test_readme_lists_every_command_with_its_options_and_statuses(path):
    command = next(found for name, found in every_command() if name == path)
    rows = [row for row in ROW.findall(SECTION) if is_row_of(row, path)]
    assert rows
    text = "\n".join(row[0] + row[1] for row in rows) + (REFRESH if path == ("refresh",) else "")
    options = {p.opts[0] for p in command.params if p.opts[0].startswith("--")}
    everywhere = {"--data", "--help"}
    assert [option for option in sorted(options - everywhere) if option not in text] == []
    told = run(*path, "--help").output.split("Exit status:")[1].split(";")[0]
    assert statuses(told) == set().union(*(statuses(row[2]) for row in rows))


def is_row_of(row, path):
    """Whether a row tells of a command, and not of one below it."""
    word = " ".join(path)
    calls = re.findall(r"`(?:python -m etl|alignment) ([^`]*)`", row[0])
    longer = [" ".join(other) for other in PATHS if len(other) > len(path) and other[0] == path[0]]
    return any(
        re.match(rf"{word}\b", call) and not any(call.startswith(more) for more in longer)
        for call in calls
    )


def test_the_versions_are_those_of_what_runs():
    lines = dict(line.rsplit(" ", 1) for line in run("--version").output.splitlines())
    assert lines["python"] == ".".join(map(str, sys.version_info[:3]))
    for name in ("duckdb", "streamlit"):
        assert lines[name] == __import__(name).__version__


def test_the_script_stands_for_the_same_commands():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["scripts"] == {"alignment": "dashboard.script:main"}


def test_without_a_command_the_script_helps_and_builds_nothing():
    assert run().output == run("--help").output


def test_another_data_folder_is_handed_to_the_dashboard_too(tmp_path, monkeypatch):
    done = run("--data", str(tmp_path / "none"), "edition", str(tmp_path / "out"))
    assert os.environ["ALIGNMENT_DATA"] == str(tmp_path / "none")
    assert done.exit_code == 1
    assert not (tmp_path / "out").exists()


def test_a_shell_completes_commands_and_connectors(tmp_path):
    """As the shell asks the installed script: by its name, through the environment."""
    script = tmp_path / "alignment"
    script.write_text("from dashboard.script import main\nmain()\n")
    offers = {
        "alignment bui": "build",
        "alignment builds pr": "prune",
        "alignment refresh ki": "kiel",
    }
    for typed, word in offers.items():
        asked = {
            "_ALIGNMENT_COMPLETE": "complete_bash",
            "COMP_WORDS": typed,
            "COMP_CWORD": str(typed.count(" ")),
            "PYTHONPATH": str(ROOT),
        }
        done = subprocess.run(
            [sys.executable, str(script)],
            env=os.environ | asked,
            capture_output=True,
            text=True,
            check=False,
        )
        assert word in done.stdout.split()
