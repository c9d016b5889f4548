import json
import subprocess
import sys

import pytest

from etl.store import builds


def test_sound_data_pass_the_check(run, data):
    status, out, err = run("check")
    assert (status, err) == (0, "")
    assert out.startswith(f"{data}: no problem found in ")
    assert not (data / "builds").exists()


def test_problems_are_printed_one_per_line_and_counted(run, replace):
    line = replace("units.csv", "pct,Per cent", "pct,")
    status, out, err = run("check")
    assert status == 1
    assert out == f"data/units.csv:{line}: name: is empty (fill it)\n"
    assert err == "1 problem(s) in 1 file(s); nothing was published\n"


@pytest.mark.parametrize("arguments", [(), ("build",)])
def test_to_build_is_the_default(run, data, arguments):
    status, out, err = run(*arguments)
    assert (status, err) == (0, "")
    assert out.startswith("Published build ")
    assert "observation         17" in out
    path = builds.current(data)
    assert path is not None
    assert str(path) in out
    assert run(*arguments)[1].startswith(f"Nothing has changed: build {path.stem}")
    assert run("build", "--force")[1].startswith("Published build ")


def test_a_build_of_faulty_data_publishes_nothing(run, replace, data):
    run("build")
    before = builds.current(data)
    replace("units.csv", "pct,Per cent", "pct,")
    status, out, err = run("build")
    assert status == 1
    assert "name: is empty" in out
    assert "nothing was published" in err
    assert builds.current(data) == before


def test_builds_are_listed_newest_first_and_the_one_in_force_is_marked(run, data):
    assert run("builds")[1] == "nothing is published yet (python -m etl build)\n"
    run("build")
    run("build", "--force")
    status, out, _ = run("builds")
    lines = out.splitlines()
    assert status == 0
    assert [line[0] for line in lines] == ["*", " "]
    assert "  17 observations; 1 consistent with the data, " in lines[0]
    assert lines[0][2:] > lines[1][2:]


def test_the_path_in_force_is_printed_for_other_tools(run, data):
    status, out, err = run("builds", "--current")
    assert (status, out) == (1, "")
    assert err == "nothing is published yet (python -m etl build)\n"
    run("build")
    assert run("builds", "--current")[:2] == (0, f"{builds.current(data)}\n")


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_missing_data_folder_is_told_with_the_remedy(run, tmp_path, command):
    status, out, err = run(command, folder=tmp_path / "nowhere")
    assert (status, out) == (1, "")
    assert "is missing (install from a checkout" in err


def test_the_folder_may_be_named_before_the_command(data, replace):
    replace("units.csv", "pct,Per cent", "pct,")
    command = [sys.executable, "-m", "etl", "--data", str(data), "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "data/units.csv" in done.stdout


def test_readings_are_shown_as_a_table_or_as_json(run):
    assert run("readings") == (1, "", "nothing is published yet (python -m etl build)\n")
    run("build")
    status, out, err = run("readings")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].split()[:3] == ["Statement", "Reads", "now"]
    assert lines[1].startswith("1  Aid changed")
    found = json.loads(run("readings", "--json")[1])
    assert [one["claim"] for one in found["readings"]][::3] == ["s01", "s02", "s03"]


def test_the_package_is_written_once_and_replaced_on_demand(run, data, tmp_path):
    folder = tmp_path / "package"
    status, out, err = run("export", str(folder))
    assert (status, out) == (1, "")
    assert err == "nothing is published yet (python -m etl build)\n"
    assert not folder.exists()
    run("build")
    status, out, err = run("export", str(folder))
    assert (status, err) == (0, "")
    assert out.startswith(f"{folder}: ")
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert builds.current(data).stem in described["version"]
    (folder / "README.md").write_text("mine", "utf-8")
    status, out, err = run("export", str(folder))
    assert (status, out) == (1, "")
    assert err == f"{folder} is there already (replace it with --force); nothing was written\n"
    assert (folder / "README.md").read_text("utf-8") == "mine"
    assert run("export", str(folder), "--force")[0] == 0
    assert (folder / "README.md").read_text("utf-8").startswith("# Alignment Indicators")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "letter.txt").write_text("dear", "utf-8")
    status, _, err = run("export", str(tmp_path / "own"), "--force")
    assert status == 1
    assert "holds other things" in err
