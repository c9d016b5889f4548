"""Every way of starting wrong ends in one sentence; styles stay where they are wanted."""

import ctypes
import io
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.build.steps import build
from etl.cli.commands import app
from etl.cli.terminal import console, progress, tell_json
from etl.store import builds
from tests.built import build_once

ROOT = Path(__file__).parents[3]
PR_CAPBSET_DROP = 24
CAPABILITIES = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self):
        return True


@pytest.fixture
def run():
    """A function that runs a command in this process: status, standard output and error."""

    def command(*arguments):
        done = CliRunner().invoke(app, [str(argument) for argument in arguments])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.stdout, done.stderr

    return command


@pytest.fixture
def run_limited():
    """A function that runs a command as a user, or within a limit, that root is not held to."""

    def command(*arguments, limit):
        done = subprocess.run(
            [sys.executable, "-m", "etl", *map(str, arguments)],
            preexec_fn=limit,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout, done.stderr

    return command


def bound_by_rights():
    """Root too, as everybody is: without the capabilities to pass over the rights of files."""
    if os.getuid() == 0:
        for capability in CAPABILITIES:
            ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def small_files():
    """Room for the code that Python caches, not for a database."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))


def no_file():
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


READERS = ("builds", "builds --current", "status", "readings", "impact x", "export package")
WRITERS = ("build", "build --guard", "plan", "check", "builds rollback x", "builds prune --keep 1")


@pytest.mark.parametrize("command", [*READERS, *WRITERS, "refresh kiel", "build --reason x"])
def test_a_place_without_data_is_told_with_the_remedy(run, tmp_path, command):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    told = {
        "missing": "is missing",
        "empty": "is no data folder: it holds no themes/",
        "file": "is a file",
    }
    for name, what in told.items():
        status, out, err = run(*command.split(), "--data", tmp_path / name)
        assert (status, out) == (1, "")
        if "--reason" not in command:
            assert f"{name} {what} (install from a checkout" in err
        assert err.count("\n") == 1
    assert not list((tmp_path / "empty").iterdir())


HELD = pytest.mark.slow
"""Of a process held short by the system: what it is told is the same under every Python."""


@pytest.fixture
def read_only(data):
    """A data folder with a build, of which nothing can be changed."""
    build_once(data)
    for path in [data, *data.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield data
    for path in [data, *data.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


@HELD
@pytest.mark.parametrize(
    ("command", "what"),
    [
        ("build", "builds/lock"),
        ("build --guard", "builds/lock"),
        ("builds rollback x", "builds/lock"),
        ("builds prune --keep 1", "builds/lock"),
        ("refresh kiel --dry-run --offline .", "fetched"),
    ],
)
def test_what_may_not_be_written_is_told(run_limited, read_only, command, what):
    status, out, err = run_limited(*command.split(), "--data", read_only, limit=bound_by_rights)
    assert (status, out) == (1, "")
    assert err.startswith(f"{read_only / what}: Permission denied (give this user the right")
    assert err.count("\n") == 1


@HELD
def test_nobody_needs_to_write_to_check_or_to_rehearse(run_limited, read_only, tmp_path):
    for command in ("check", "plan", "builds", "status"):
        status, _, err = run_limited(command, "--data", read_only, limit=bound_by_rights)
        assert (status, err) == (0, "")
    (read_only / "units.csv").chmod(0)
    status, out, err = run_limited("check", "--data", read_only, limit=bound_by_rights)
    assert status == 1
    assert "data/units.csv:1: file: cannot be read: Permission denied (mend its place" in out
    assert "nothing was published" in err


@HELD
def test_an_export_into_a_folder_of_others_is_told(run_limited, read_only):
    folder = read_only / "package"
    status, out, err = run_limited("export", folder, "--data", read_only, limit=bound_by_rights)
    assert (status, out) == (1, "")
    assert "Permission denied (give this user the right" in err
    assert err.endswith("; nothing was written\n")


@HELD
def test_a_full_disk_changes_nothing_and_is_told(run_limited, data, tmp_path):
    standing = build_once(data)
    status, out, err = run_limited("build", "--force", "--data", data, limit=small_files)
    assert (status, out) == (1, "")
    assert err.startswith("the disk is full, or a file on it cannot be used: ")
    assert err.endswith("; nothing was published\n")
    assert err.count("\n") == 1
    assert builds.current(data) == standing
    assert build(data, force=True).is_new
    assert not list((data / "builds").glob("unfinished-*"))


@HELD
def test_without_room_for_scratch_the_remedy_is_told(run_limited, data):
    done = run_limited("check", "--data", data, limit=no_file)
    assert done == (
        1,
        "",
        "no folder for temporary files can be written (make room, or set TMPDIR to another)\n",
    )


def test_a_wrong_call_names_what_was_meant(run, data):
    status, out, err = run("chek")
    assert (status, out) == (2, "")  # 1 by the end of the process
    assert "No such command 'chek'. Did you mean 'check'?" in err
    assert "--force" in run("build", "--forse")[2]
    assert "(--keep 1)" in run("builds", "prune", "--keep", "0", "--data", data)[2]


def test_a_folder_is_found_from_where_the_command_was_typed(run, data, monkeypatch):
    monkeypatch.chdir(data.parent)
    assert run("check", "--data", "data")[0] == 0


@pytest.mark.parametrize("setting", [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_styles_and_bars_stay_where_they_are_wanted(monkeypatch, setting):
    def written():
        screen = Screen()
        monkeypatch.setattr(sys, "stdout", screen)
        monkeypatch.setattr(sys, "stderr", screen)
        with progress() as step:
            step("checking")
        console().print("strong", style="bold red")
        return screen.getvalue()

    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[1;31mstrong" in written()
    monkeypatch.setenv(*setting)
    assert written() == "strong\n"


def test_a_pipe_gets_no_styles_even_where_colours_are_forced(monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress() as step:
        step("checking")
    console().print("strong", style="bold red")
    assert capsys.readouterr() == ("strong\n", "")


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_json_is_whole_in_any_encoding(monkeypatch, encoding):
    pipe = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", pipe)
    tell_json(["31.5 → 32.5"])
    pipe.flush()
    assert json.loads(pipe.buffer.getvalue().decode(encoding)) == ["31.5 → 32.5"]
