"""Back to an older build, and away with old ones; a rollback holds until something changes."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from etl.build.rehearsal import plan
from etl.build.rollback import NoSuchBuildError, prune, roll_back, shelved, unreadable
from etl.build.steps import build, inputs_hash, is_stale
from etl.problems import StopError
from etl.store import builds
from etl.store.databases import UnreadableError
from tests.built import build_once
from tests.etl.conftest import SAMPLE
from tests.etl.store.test_databases import HOLDER

SHARES = "themes/trade/observations/shares.csv"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The sample, changed once, and both its builds, the newer in force."""
    folder = Path(shutil.copytree(SAMPLE, tmp_path_factory.mktemp("made") / "data"))
    first = build_once(folder)
    edit(folder, "31.5", "32.5")
    return folder, first.stem, build(folder).id


@pytest.fixture
def data(made, tmp_path):
    """A copy that a test may change; builds are never written into, so that links will do."""
    ignored = shutil.ignore_patterns("builds")
    folder = Path(shutil.copytree(made[0], tmp_path / "data", ignore=ignored))
    shutil.copytree(made[0] / "builds", folder / "builds", copy_function=os.link)
    return folder


@pytest.fixture
def two(data, made):
    """The older and the newer build, the newer in force."""
    known = {one.id: one for one in builds.listed(data)}
    return known[made[1]], known[made[2]]


def edit(data, old, new):
    """Give the figure of 2023 another value."""
    path = data / SHARES
    text = path.read_text("utf-8")
    assert f"2023,{old}" in text
    path.write_text(text.replace(f"2023,{old}", f"2023,{new}"), "utf-8")


def test_an_older_build_is_put_in_force_and_holds(data, two):
    old, new = two
    assert roll_back(data, old.id).path == old.path
    assert builds.current(data) == old.path
    assert builds.hold(data) == builds.Hold(inputs_hash(data), "rollback")
    assert not is_stale(data)
    for asked in (False, True):
        result = build(data, asked=asked)
        assert (result.id, result.is_new) == (old.id, False)
    assert new.path.is_file()


def test_after_a_rollback_changed_data_are_built_and_nothing_is_held(data, two):
    roll_back(data, two[0].id)
    edit(data, "32.5", "33.5")
    assert is_stale(data)
    result = build(data)
    assert result.is_new
    assert builds.hold(data) is None
    assert not is_stale(data)


def test_after_a_rollback_a_forced_build_is_built(data, two):
    roll_back(data, two[0].id)
    assert build(data, force=True).is_new
    assert builds.hold(data) is None


def test_after_a_rollback_a_rehearsal_shows_what_is_held_back(data, two):
    roll_back(data, two[0].id)
    (change,) = plan(data).observations
    assert (change.before, change.after) == ("31.5", "32.5")


def test_a_rollback_can_be_taken_back(data, two):
    old, new = two
    roll_back(data, old.id)
    roll_back(data, new.id)
    assert builds.current(data) == new.path
    assert not build(data).is_new


def test_the_history_goes_on_from_the_build_that_is_in_force(data, two):
    old, _ = two
    roll_back(data, old.id)
    edit(data, "32.5", "33.5")
    third = build(data)
    with builds.opened(third.path) as con:
        known = con.execute("select distinct build from reading_history order by build").fetchall()
    assert known == [(old.id,), (third.id,)]


def test_to_roll_back_to_the_build_in_force_changes_nothing(data, two):
    _, new = two
    roll_back(data, new.id)
    assert builds.hold(data) is None


@pytest.mark.parametrize("name", ["20200101-000000-00000000", "", "../current", "current"])
def test_an_unknown_build_is_refused_with_those_there(data, two, name):
    old, new = two
    with pytest.raises(NoSuchBuildError, match=f"there are: {new.id}, {old.id}"):
        roll_back(data, name)
    assert builds.current(data) == new.path


def test_a_build_that_cannot_be_read_is_never_put_in_force(data, two):
    old, new = two
    old.path.unlink()
    old.path.write_bytes(b"broken")
    said = f"a build that can be read is not '{old.id}' \\(there are: {new.id}\\)"
    with pytest.raises(NoSuchBuildError, match=said):
        roll_back(data, old.id)
    assert builds.current(data) == new.path


def cut(path):
    """Cut a build off in the middle; other tests keep it whole, so that it is no link to theirs."""
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content[: len(content) // 2])


@pytest.fixture
def held(data, two):
    """The build in force while another program has it open for writing."""
    path = two[1].path
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content)
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"held\n"
        yield path
        holder.stdin.close()


@pytest.mark.parametrize("arguments", [{}, {"force": True}, {"anew": True}, {"gate": print}])
def test_while_another_program_holds_the_build_in_force_nothing_is_published(data, held, arguments):
    """It counted as nothing published: flips went out unsigned, history was lost."""
    edit(data, "32.5", "25.5")
    for work in (lambda: build(data, **arguments), lambda: plan(data), lambda: is_stale(data)):
        with pytest.raises(UnreadableError, match="is open for writing in another program"):
            work()
    assert builds.current(data) == held
    assert not list((data / "builds").glob("unfinished-*"))
    assert [type(one).__name__ for one in builds.kept(data)] == ["UnreadableError", "Build"]
    assert unreadable(data)[0].startswith(f"{held} is open for writing in another program")


def test_a_damaged_build_in_force_stops_all_but_a_rollback_and_a_build_anew(data, two):
    old, new = two
    edit(data, "32.5", "25.5")
    cut(new.path)
    for work in (lambda: build(data, force=True), lambda: plan(data), lambda: prune(data, keep=1)):
        with pytest.raises(UnreadableError, match=r"is cut off.*rollback ID.*build --anew"):
            work()
    assert left(data) == [old.id, new.id]
    assert roll_back(data, old.id).id == old.id
    assert plan(data).build == old.id


def test_a_build_anew_goes_on_from_the_newest_older_build_and_through_the_gate(data, two):
    old, new = two
    edit(data, "32.5", "25.5")
    cut(new.path)
    seen = []

    def look(found):
        seen.append(found.build)
        return ()

    third = build(data, anew=True, gate=look)
    assert seen == [old.id]
    with builds.opened(third.path) as con:
        known = con.execute("select distinct build from reading_history order by build").fetchall()
    assert known == [(old.id,), (third.id,)]


def test_a_build_in_force_that_can_be_read_is_not_passed_over_by_a_build_anew(data, two):
    assert build(data, anew=True).id == two[1].id


def test_without_builds_there_is_nothing_to_go_back_to(data):
    shutil.rmtree(data / "builds")
    with pytest.raises(NoSuchBuildError, match="there are: none"):
        roll_back(data, "x")


@pytest.mark.parametrize("line", ["held", "held x", "held x y", "x held rollback", ""])
def test_a_hold_that_nobody_wrote_counts_as_none(data, two, line):
    pointer = data / "builds" / "current"
    pointer.write_text(f"{two[1].path.name}\n{line}\n", "utf-8")
    assert builds.hold(data) is None
    assert builds.current(data) == two[1].path


@pytest.fixture
def five(data, two):
    """The names of five builds, oldest first: three older ones lie beside the two."""
    names = [f"2020010{day}-000000-00000000" for day in (1, 2, 3)]
    for name in names:
        os.link(two[0].path, data / "builds" / f"{name}.duckdb")
    return [*names, two[0].id, two[1].id]


def left(data):
    return sorted(path.stem for path in (data / "builds").glob("*.duckdb"))


def test_old_builds_are_removed_and_what_was_freed_is_told(data, five, two):
    pruned = prune(data, keep=2)
    assert pruned.names == tuple(five[2::-1])
    assert pruned.bytes == 3 * two[0].path.stat().st_size
    assert left(data) == five[3:]
    assert prune(data, keep=2).names == ()


def test_neither_the_build_in_force_nor_a_newer_one_is_removed(data, five):
    roll_back(data, five[3])
    assert prune(data, keep=2).names == (five[1], five[0])
    assert left(data) == five[2:]
    assert builds.current(data).stem == five[3]


def test_at_least_the_build_in_force_is_kept(data, five):
    with pytest.raises(StopError, match="--keep 1"):
        prune(data, keep=0)
    assert left(data) == five


def test_without_a_build_in_force_nothing_is_removed(data, five):
    (data / "builds" / "current").unlink()
    assert prune(data, keep=1).names == ()
    assert left(data) == five


def test_the_list_counts_readings_and_marks_the_build_in_force(data, two):
    old, new = two
    roll_back(data, old.id)
    listed = shelved(data)
    assert [(one.id, one.in_force) for one in listed] == [(new.id, False), (old.id, True)]
    assert listed[0].readings == {"consistent": 1, "too_little_data": 2}
    assert listed[0].acknowledged == 0


KILLED = """
import os, signal, sys
from pathlib import Path
from etl.build.rollback import roll_back
from etl.build.rehearsal import plan

data, act, left = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

def end(event, args):
    global left
    is_write = event == "open" and "w" in (args[1] or "")
    if is_write and args[0] == f"{data}/builds/current":
        os._exit(3)  # a reader could meet half of it
    if (is_write or event in {"os.rename", "os.remove"}) and f"{data}/builds" in str(args):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

def step(name):
    if name == "comparing":
        os.kill(os.getpid(), signal.SIGKILL)

if act == "plan":
    plan(data, step)
sys.addaudithook(end)
roll_back(data, act)
"""


def killed(data, act, left=0):
    """The status of a process that kills itself before it changes one more file or name."""
    command = [sys.executable, "-c", KILLED, str(data), act, str(left)]
    return subprocess.run(command, check=False).returncode


def test_a_rollback_killed_before_any_step_leaves_one_of_the_two_in_force(data, two):
    old, new = two
    seen = []
    for steps in range(50):
        status = killed(data, old.id, steps)
        seen.append(builds.current(data))
        held = builds.Hold(inputs_hash(data), "rollback") if seen[-1] == old.path else None
        assert builds.hold(data) == held
        assert not build(data).is_new
        roll_back(data, new.id)
        if status == 0:
            break
        assert status == -signal.SIGKILL
    assert set(seen) == {old.path, new.path}
    assert seen == sorted(seen, reverse=True), "what was decided stays so"
    assert not list((data / "builds").glob("unfinished-*"))


def test_a_rehearsal_that_is_killed_leaves_the_build_in_force(data, two):
    edit(data, "32.5", "25.5")
    before = {path.name: path.stat().st_mtime_ns for path in (data / "builds").iterdir()}
    assert killed(data, "plan") == -signal.SIGKILL
    now = {path.name: path.stat().st_mtime_ns for path in (data / "builds").iterdir()}
    assert now == before


def test_rows_of_a_refresh_wait_until_a_person_asks(data, two):
    """They are held by their hash, so that a dashboard that watches the data builds nothing."""
    edit(data, "32.5", "33.5")
    builds.hold_back(data, inputs_hash(data))
    assert builds.hold(data) == builds.Hold(inputs_hash(data), "waiting")
    assert not is_stale(data)
    assert build(data).id == two[1].id
    assert build(data, asked=True).is_new
    assert builds.hold(data) is None


def test_what_a_rollback_holds_is_not_released_as_waiting(data, two):
    roll_back(data, two[0].id)
    builds.hold_back(data, inputs_hash(data))
    held = builds.hold(data)
    assert held is not None
    assert held.why == "rollback"
