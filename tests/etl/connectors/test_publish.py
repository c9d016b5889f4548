"""The whole way on the shipped data: a refresh, a flip that is refused, signed, taken back."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.build.steps import is_stale
from etl.cli.commands import app
from etl.store import builds
from tests.etl.connectors.samples import SAMPLES

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
TARIFFS = "themes/china_rivalry/observations/tariffs.csv"
ADDED = "themes/russia_china/observations/crea.auto.csv"
FIGURE = "us_ieepa_tariff_rate_on_china,USA,CHN,2026-02-20,"
REFRESH = ("refresh", "crea", "--offline", str(SAMPLES / "crea"))
SIGN = ("--acknowledge", "c03", "--reason", "The ruling was read again", "--by", "c1")
FLIP = """1 reading flips
  3 China as focal point (c03), now: Mixed → Consistent with the data
      test    Emergency tariff gone again
      before  -10 pct_points, bound 0, margin -10, robust
      after   20 pct_points, bound 0, margin +20, robust
      rule    Whether China takes a growing place in three records of the United States"""
MOVE = """1 figure in force moves beyond its bound
  us_ieepa_tariff_rate_on_china, USA–CHN 2026-02-20: 0 → 30 (+30)
      bound: no bound declared: 10 per cent of the figure; source: gta_scotus
"""
REFUSED = "3 China as focal point (c03), now: Mixed → Consistent with the data: not acknowledged\n"
SIGNED = """
select claim, basis, before, after, reason, signed_by from acknowledgement
where build = (select id from build)
"""


@pytest.fixture
def run(data):
    """A function that runs a command in this process: status, standard output and error."""

    def command(*arguments):
        done = CliRunner().invoke(app, [*arguments, "--data", str(data)])
        return done.exit_code, done.stdout, done.stderr

    return command


def test_a_flip_is_refused_then_signed_then_taken_back(data, run):
    """One changed figure turns a reading; the text is that which an editor sees."""
    path = data / TARIFFS
    text = path.read_text("utf-8")
    assert text.count(f"{FIGURE}0,") == 1
    path.write_text(text.replace(f"{FIGURE}0,", f"{FIGURE}30,"), "utf-8")
    before = builds.current(data)

    status, out, err = run(*REFRESH, "--publish")
    assert status == 3
    assert out.startswith("crea: ")
    assert all(part in out for part in (FLIP, MOVE, REFUSED))
    assert "  changed us_ieepa_tariff_rate_on_china, USA–CHN 2026-02-20: 0 → 30 (+30)\n" in out
    assert "  added crude_purchases_from_russia_eur, CHN–RUS 2026-01: " in out
    assert err.startswith("nothing was published: a flip needs --acknowledge CLAIM")
    assert builds.current(data) == before
    assert (data / ADDED).is_file(), "the rows that were fetched stay"
    assert not is_stale(data), "a running dashboard must not publish what was refused"

    status, out, err = run(*REFRESH, "--publish", *SIGN)
    assert (status, err) == (0, "")
    after = builds.current(data)
    assert out.endswith(f"published build {after.stem}\n")
    with builds.opened(after) as con:
        assert con.execute(SIGNED).fetchall() == [
            ("c03", "now", "mixed", "consistent", "The ruling was read again", "c1")
        ]

    assert run("builds", "rollback", before.stem)[0] == 0
    assert not is_stale(data)
    status, out, _ = run(*REFRESH, "--publish")
    assert (status, out.splitlines()[-1]) == (0, f"nothing has changed: build {before.stem}")
    assert builds.current(data) == before


def test_a_run_that_is_killed_while_it_builds_leaves_the_build_in_force(data):
    before = builds.current(data)
    held = before.stat()
    command = [sys.executable, "-m", "etl", *REFRESH, "--publish", "--data", str(data)]
    run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    while not list((data / "builds").glob("unfinished-*/build.duckdb")) and run.poll() is None:
        time.sleep(0.01)
    run.send_signal(signal.SIGKILL)
    assert run.wait() == -signal.SIGKILL
    assert builds.current(data) == before
    assert (before.stat().st_ino, before.stat().st_mtime_ns) == (held.st_ino, held.st_mtime_ns)
    assert builds.describe(before) is not None
    assert not is_stale(data), "the rows that were fetched wait"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("refresh", "--publish"), "--publish goes with connectors"),
        ((*REFRESH, "--publish", "--dry-run"), "there is nothing to --publish"),
        ((*REFRESH, *SIGN), "--acknowledge goes with --publish"),
        ((*REFRESH, "--publish", *SIGN[:2]), "an acknowledgement needs --reason"),
        ((*REFRESH, "--publish", "--acknowledge", "c99", *SIGN[2:]), "no statement 'c99' (there"),
    ],
)
def test_calls_that_cannot_be_meant_end_before_anything_is_read(run, unchanged, arguments, words):
    status, out, err = run(*arguments)
    assert (status, out) == (1, "")
    assert words in err
    unchanged()


def test_when_a_connector_fails_nothing_is_published(data, run, tmp_path):
    status, _, err = run("refresh", "crea", "--offline", str(tmp_path), "--publish")
    assert status == 1
    assert "crea: " in err
