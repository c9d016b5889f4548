"""The command says what it can do, and what keeps it from starting in one sentence."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.__main__ import HELP
from tests.conftest import ROOT

SAMPLE = ROOT / "tests" / "fixtures" / "data"


def run(folder, *arguments, **settings):
    """Exit status, output and errors of the command, typed in some folder."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C"}
    environment |= {"ALIGNMENT_DATA": "", "ALIGNMENT_DATABASE": ""} | settings
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_help_is_short_and_names_the_way_to_all_options(tmp_path):
    assert run(tmp_path, "--help") == (0, HELP, "")
    assert len(HELP.splitlines()) < 15
    assert "--help-all" in HELP


def test_the_version_is_told(tmp_path):
    status, out, _ = run(tmp_path, "--version")
    assert status == 0
    assert out.startswith("alignment-indicators ")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"ALIGNMENT_DATABASE": "x/none.duckdb"}, "The database x/none.duckdb is missing"),
        ({"ALIGNMENT_DATABASE": "text.duckdb"}, "The database text.duckdb is no DuckDB database"),
        ({"ALIGNMENT_DATA": "nothing here"}, "nothing here is no data folder: set ALIGNMENT_DATA"),
    ],
)
def test_a_wrong_setting_is_one_sentence_and_status_1(tmp_path, settings, told):
    (tmp_path / "text.duckdb").write_text("a text")
    status, out, errors = run(tmp_path, "--server.headless", "true", **settings)
    assert (status, out) == (1, "")
    assert errors.startswith(told)
    assert errors.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--nonsense"], "No such option '--nonsense'."),
        (["--server.port", "abc"], "Invalid value for '--server.port'"),
        (["--server.port", "99999"], "the server cannot start: bind(): port must be 0-65535."),
        (["--server.address", "no host"], "the server cannot start: "),
        (["--server.sslCertFile", "x", "--server.sslKeyFile", "x"], "the server cannot start: "),
    ],
)
def test_a_wrong_option_is_one_sentence_and_status_1(tmp_path, arguments, told):
    data = shutil.copytree(SAMPLE, tmp_path / "data")
    given = ["--server.headless", "true", *arguments]
    status, out, errors = run(tmp_path, *given, ALIGNMENT_DATA=str(data))
    assert (status, out) == (1, "")
    assert errors.splitlines()[-1].startswith(told), errors
    assert errors.count("\n") == 1


def test_an_output_that_cannot_be_written_is_told(tmp_path):
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "dashboard", "--help"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "the output cannot be written: No space left on device\n"


def test_a_port_that_is_taken_is_told_with_the_remedy(tmp_path):
    with socket.create_server(("localhost", 0)) as holder:
        port = holder.getsockname()[1]
        arguments = ("--server.headless", "true", "--server.port", str(port))
        status, _, errors = run(tmp_path, *arguments)
    assert status == 1
    last = errors.splitlines()[-1]
    assert last == (f"end what listens on port {port}, or choose another: --server.port {port + 1}")
