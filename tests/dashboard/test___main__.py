"""The command says what it can do, and what keeps it from starting in one sentence."""

import os
import socket
import subprocess
import sys

import pytest

from dashboard.__main__ import HELP
from tests.conftest import ROOT


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


def test_a_port_that_is_taken_is_told_with_the_remedy(tmp_path):
    with socket.create_server(("localhost", 0)) as holder:
        port = holder.getsockname()[1]
        arguments = ("--server.headless", "true", "--server.port", str(port))
        status, _, errors = run(tmp_path, *arguments)
    assert status == 1
    last = errors.splitlines()[-1]
    assert last == (f"end what listens on port {port}, or choose another: --server.port {port + 1}")
