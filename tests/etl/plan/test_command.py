"""The rehearsal, guarded builds and older builds, as a coder runs them on the sample."""

import json
import shutil

import pytest

from etl.build.steps import build, is_stale
from etl.cli.publish import published
from etl.plan.model import HeldBackError
from etl.store import builds

SHARES = "themes/trade/observations/shares.csv"
CLAIMS = "articles/sample/claims.toml"
FLIP = ("2023,31.5", "2023,25.5")
SIGN = ("--acknowledge", "s03", "--reason", "Revised by the publisher", "--by", "c1")
SIGNED = """
select claim, basis, before, after, reason, signed_by, build = (select id from build)
from acknowledgement order by build, basis
"""


def signed(data):
    with builds.opened(builds.current(data)) as con:
        return con.execute(SIGNED).fetchall()


def test_the_exit_status_says_what_waits(run, data, replace):
    assert run("plan")[0] == 0
    replace(SHARES, "2023,31.5", "2023,32.5")
    status, out, _ = run("plan")
    assert status == 2
    assert "RUS–CHN 2023: 31.5 → 32.5 (+1)" in out
    replace(SHARES, "2023,32.5", "2023,25.5")
    status, out, _ = run("plan")
    assert status == 3
    assert "\x1b" not in out
    assert "3 Trade grew (s03), now: Consistent with the data → Mixed" in out
    replace(SHARES, "2023,25.5", "2023,many")
    status, out, err = run("plan")
    assert status == 1
    assert "value: 'many'" in out
    assert "nothing was published" in err


def test_everything_is_there_as_json(run, data, replace):
    replace(SHARES, *FLIP)
    status, out, _ = run("plan", "--json")
    found = json.loads(out)
    assert (status, found["status"]) == (3, 3)
    assert found["build"] == builds.current(data).stem
    assert found["flips"][0]["after"]["margin"] == -0.5
    assert found["observations"][0]["by"] == -6


def test_a_loss_is_not_published_unattended_but_by_a_person(run, data, replace, capsys):
    before = builds.current(data)
    row = 'sample_aid_military,USA,UKR,2024-01,3,sample_r1,"sheet 2, row 9",high,c1,\n'
    replace("themes/aid/observations/amounts.csv", row, "")
    with pytest.raises(HeldBackError) as caught:
        published(data, (), wait=1, force=False, may_drop=False)
    assert caught.value.status == 1
    out, _ = capsys.readouterr()
    assert "sample_aid_military: 1 observation(s) would be removed\n" in out
    assert caught.value.lines[-1].startswith(
        "nothing was published: look at it (python -m etl plan)"
    )
    assert builds.current(data) == before
    assert not is_stale(data)
    assert run("build", "--guard")[0] == 0


def test_a_plain_build_publishes_at_once_and_tells_what_flipped(run, data, replace):
    replace(SHARES, *FLIP)
    status, out, _ = run("build")
    assert status == 0
    assert "flipped: 3 Trade grew (s03), now: Consistent with the data → Mixed\n" in out
    assert signed(data) == []


def test_a_guarded_build_holds_a_flip_back_until_it_is_signed(run, data, replace):
    first = builds.current(data)
    replace(SHARES, *FLIP)
    status, out, err = run("build", "--guard")
    assert status == 3
    assert "3 Trade grew (s03), now: Consistent with the data → Mixed: not acknowledged\n" in out
    assert err.startswith("nothing was published: a flip needs --acknowledge CLAIM")
    assert builds.current(data) == first
    assert not is_stale(data), "a running dashboard must not publish what was refused"
    assert "waits for a person" in run("plan")[1]
    assert "wait for a person" in run("builds")[1]
    status, out, _ = run("build", *SIGN)
    assert status == 0
    reason = "Revised by the publisher"
    assert signed(data) == [
        ("s03", basis, "consistent", "mixed", reason, "c1", True) for basis in ("now", "revised")
    ]
    assert "; 2 flip(s) acknowledged\n" in run("builds")[1]
    replace(SHARES, "2023,25.5", "2023,25.6")
    build(data)
    assert [row[:3] + row[-1:] for row in signed(data)] == [
        ("s03", basis, "consistent", False) for basis in ("now", "revised")
    ]
    assert [one["acknowledged"] for one in json.loads(run("builds", "--json")[1])] == [0, 2, 0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (SIGN[:2], "an acknowledgement needs --reason"),
        (SIGN[:4], "an acknowledgement needs --by"),
        ((*SIGN[:3], " ", *SIGN[4:]), "an acknowledgement needs --reason"),
        (SIGN[2:], "--reason and --by go with --acknowledge"),
        (("--acknowledge", "s99", *SIGN[2:]), "no statement 's99' (there are: s01, s02, s03)"),
        ((*SIGN, "--acknowledge", "s03"), "a statement is acknowledged twice"),
        ((*SIGN, "--reason", "x", "--reason", "y"), "3 times --reason for 1 statements"),
    ],
)
def test_an_acknowledgement_that_cannot_be_meant_is_refused(run, data, replace, arguments, words):
    first = builds.current(data)
    replace(SHARES, *FLIP)
    status, out, err = run("build", *arguments)
    assert (status, out) == (1, "")
    assert words in err
    assert builds.current(data) == first


def test_what_does_not_flip_cannot_be_acknowledged(run, data, replace):
    assert run("build", *SIGN)[::2] == (
        1,
        "nothing would flip, since nothing has changed: nothing was acknowledged\n",
    )
    replace(SHARES, *FLIP)
    status, _, err = run("build", "--acknowledge", "s01", *SIGN[2:])
    assert (status, err) == (1, "s01 would not flip (those that do: s03); nothing was published\n")


def test_without_a_build_everything_is_new_and_nothing_can_be_acknowledged(run, data):
    shutil.rmtree(data / "builds")
    status, out, err = run("plan")
    assert (status, err) == (2, "")
    assert out.startswith("Nothing is in force yet: everything is new.\n")
    assert builds.current(data) is None
    assert run("build", *SIGN)[::2] == (
        1,
        "no statement 's03' (there are: none, for nothing is published yet)\n",
    )
    assert run("build", "--guard")[0] == 0
    assert builds.current(data) is not None


def test_builds_are_listed_rolled_back_and_pruned(run, data, replace):
    first = builds.current(data)
    replace(SHARES, *FLIP)
    second = build(data)
    lines = run("builds")[1].splitlines()
    assert lines[0].startswith(f"* {second.id}  ")
    assert lines[0].endswith("17 observations; 1 mixed, 2 too little data")
    status, out, err = run("builds", "rollback", "nowhere")
    assert (status, out) == (1, "")
    assert f"no build 'nowhere' (there are: {second.id}, {first.stem}); nothing was changed" in err
    status, out, _ = run("builds", "rollback", first.stem)
    assert status == 0
    assert out.startswith(f"build {first.stem} is in force, in place of {second.id}\n")
    assert run("builds", "--current")[1] == f"{first}\n"
    assert run("builds", "rollback", first.stem)[1] == f"build {first.stem} is in force already\n"
    status, out, _ = run("build")
    assert (status, out.splitlines()[-1][:23]) == (0, "held since a rollback, ")
    status, out, _ = run("plan")
    assert (status, out.splitlines()[-1][:23]) == (3, "held since a rollback, ")
    assert "no build(s) removed, 0.0 MB freed" in run("builds", "prune", "--keep", "1")[1]
    assert "Published" in run("build", "--force")[1]
    status, out, _ = run("builds", "prune", "--keep", "1")
    assert status == 0
    assert out.splitlines()[:2] == [f"removed {second.id}", f"removed {first.stem}"]
    assert out.splitlines()[2].startswith("2 build(s) removed, ")
    assert run("builds", "prune", "--keep", "0")[::2] == (
        1,
        "at least the build in force is kept (--keep 1)\n",
    )
