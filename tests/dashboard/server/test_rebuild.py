"""The build that readers see follows the data, and a bad edit never takes it away."""

import shutil
import threading
from pathlib import Path

import pytest

from dashboard.server import rebuild as fresh
from dashboard.server.rebuild import Watch
from dashboard.store import database
from etl.build.rollback import roll_back
from etl.build.steps import inputs_hash
from etl.store import builds
from tests.built import build_once

SAMPLE = Path(__file__).parents[2] / "fixtures" / "data"
AMOUNTS = "themes/aid/observations/amounts.csv"


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A copy of the sample data that is looked at anew with every run."""
    monkeypatch.setattr(fresh, "PAUSE", 0.0)
    return shutil.copytree(SAMPLE, tmp_path / "data")


@pytest.fixture
def watch(data):
    """A watch over data that are built already."""
    build_once(data)
    found = Watch(data)
    assert found.refresh(print) == ()
    return found


def edit(data, name=AMOUNTS, old="\n", new="\n"):
    """Write a file anew, with one text replaced where it stands last."""
    path = data / name
    before, after = path.read_text("utf-8").rsplit(old, 1)
    path.write_text(before + new + after, "utf-8")


def last_number(data):
    """The number that stands last in the file, between its commas."""
    lines = (data / AMOUNTS).read_text("utf-8").splitlines()
    values = [line.split(",")[4] for line in lines]
    number = next(value for value in reversed(values) if value[:1].isdigit())
    return f",{number},"


def test_an_absent_build_is_made_with_its_steps_told(data):
    steps = []
    assert Watch(data).refresh(steps.append) == ()
    assert builds.current(data) is not None
    assert len(steps) > 3


def test_unchanged_data_are_not_built_again(watch, data):
    steps = []
    first = builds.current(data)
    watch.refresh(steps.append)
    (data / AMOUNTS).touch()
    watch.refresh(steps.append)
    assert steps == []
    assert builds.current(data) == first


def test_an_edit_makes_a_new_build(watch, data):
    first = builds.current(data)
    edit(data, old=last_number(data), new=",77.5,")
    assert watch.refresh(print) == ()
    assert builds.current(data) != first


def test_a_bad_edit_keeps_the_build_and_says_why_until_it_is_mended(watch, data):
    first = builds.current(data)
    value = last_number(data)
    edit(data, old=value, new=",plenty,")
    for _ in range(2):
        (problem,) = watch.refresh(print)
        assert (problem.file, problem.field) == (f"data/{AMOUNTS}", "value")
        assert builds.current(data) == first
    edit(data, old=",plenty,", new=value)
    assert watch.refresh(print) == ()
    assert builds.current(data) == first


def test_bad_data_without_a_build_are_looked_at_again_and_again(data):
    watch = Watch(data)
    value = last_number(data)
    edit(data, old=value, new=",plenty,")
    assert len(watch.refresh(print)) == 1
    assert builds.current(data) is None
    edit(data, old=",plenty,", new=value)
    assert watch.refresh(print) == ()
    assert builds.current(data) is not None


def test_within_the_pause_nobody_looks(watch, data, monkeypatch):
    watch.refresh(print)
    monkeypatch.setattr(fresh, "PAUSE", 60.0)
    value = last_number(data)
    edit(data, old=value, new=",plenty,")
    assert watch.refresh(print) == ()


def test_a_new_and_a_removed_file_are_noticed(watch, data):
    first = builds.current(data)
    path = data / AMOUNTS
    lines = path.read_text("utf-8").splitlines()
    more = path.with_name("more.csv")
    path.write_text("\n".join(lines[:-1]) + "\n", "utf-8")
    more.write_text(f"{lines[0]}\n{lines[-1]}\n", "utf-8")
    assert watch.refresh(print) == ()
    second = builds.current(data)
    assert second != first
    more.unlink()
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert watch.refresh(print) == ()
    assert builds.current(data) != second


def test_while_one_builds_others_go_on_with_the_build_that_stands(watch, data):
    edit(data, old=last_number(data), new=",plenty,")
    with watch.lock:
        assert watch.refresh(print) == ()
    assert len(watch.refresh(print)) == 1


def test_without_a_build_the_others_wait_for_the_one_that_builds(data):
    watch = Watch(data)
    found = []
    with watch.lock:
        waiting = threading.Thread(target=lambda: found.append(watch.refresh(print)))
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive()
    waiting.join(30)
    assert found == [()]
    assert builds.current(data) is not None


def test_a_rollback_is_followed_and_holds_until_the_data_change(watch, data):
    first = builds.current(data)
    edit(data, old=last_number(data), new=",77.5,")
    watch.refresh(print)
    roll_back(data, first.stem)
    for seen in (watch, Watch(data)):  # a server that runs on, and one that starts anew
        (data / AMOUNTS).touch()
        assert seen.refresh(print) == ()
        assert in_force_of(data) == first
    edit(data, old=",77.5,", new=",78.5,")
    assert watch.refresh(print) == ()
    assert in_force_of(data) != first


def test_rows_of_a_refresh_are_left_to_a_person(watch, data):
    first = builds.current(data)
    edit(data, old=last_number(data), new=",77.5,")
    builds.hold_back(data, inputs_hash(data))
    assert watch.refresh(print) == ()
    assert in_force_of(data) == first


def in_force_of(data):
    """What a rerun of this server would read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALIGNMENT_DATA", str(data))
        return Path(database.in_force())


def test_what_hindered_a_build_is_tried_again_after_a_while(data, monkeypatch):
    watch, builds_of = Watch(data), data / "builds"
    builds_of.write_text("no folder")
    assert watch.refresh(print) == ()
    assert str(builds_of) in watch.hindrance
    builds_of.unlink()
    assert watch.refresh(print) == ()
    assert watch.hindrance, "not with every click"
    monkeypatch.setattr(fresh, "AGAIN", 0.0)
    assert watch.refresh(print) == ()
    assert watch.hindrance == ""
    assert builds.current(data) is not None
