"""A run from end to end: vintages, corrections, scope, parts, files at hand, keys, the command."""

import csv
import json
import time
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl import clock
from etl.build.refresh import CHANGES, NOTHING, PROBLEMS, Options
from etl.build.steps import connect, data_problems
from etl.cli.commands import app
from etl.connectors.model import Query
from etl.connectors.publishers.comtrade import KEY
from etl.connectors.register import CONNECTORS
from etl.connectors.session import MIRROR
from etl.connectors.store import folder_of
from etl.paths import fetched_folder
from etl.stage.contents import read
from tests.etl.connectors.samples import SAMPLES, TODAY, TYPES, requests, sample
from tests.etl.connectors.server import Answer

ROOT = Path(__file__).parents[3]
SECRET = "s3cret-key"
CORRECTION = """[[correction]]
id = "kiel_origins"
connector = "sipri"
indicator = "military_expenditure_current_usd"
actor = "POL"
period = "2022"
expect = "15.3353"
action = "replace"
value = "not_coded"
"""
KIEL, NATO, CREA, VOTES = (CONNECTORS[n] for n in ("kiel", "nato", "crea", "un_votes"))
COMTRADE, SIPRI = CONNECTORS["comtrade"], CONNECTORS["sipri"]


def written(data, path):
    """The rows of a file."""
    with (data / path).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def replace_in(path, old, new):
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new), "utf-8")


def test_a_row_says_source_place_and_who_wrote_it(offer, data, run):
    offer(NATO)
    run(NATO)
    rows = written(data, "themes/nato_cohesion/observations/nato.auto.csv")
    (row,) = (
        row
        for row in rows
        if row["indicator"] == "defence_expenditure_pct_gdp"
        and (row["actor"], row["period"]) == ("POL", "2023")
    )
    assert row["value"] == "3.26"
    assert row["locator"] == "TABLE3!E32"
    assert (row["coder"], row["confidence"], row["note"]) == ("auto", "high", "estimate")
    (source,) = written(data, "themes/nato_cohesion/sources.auto.csv")
    assert source["id"] == row["source"]
    assert source["url"].endswith("/def-exp-2026-en.xlsx")
    kept = next(folder_of(data, "nato").glob("*-def-exp.xlsx"))
    note = json.loads((kept.parent / "def-exp.xlsx.json").read_text())
    assert source["copy"] == f"def-exp.xlsx sha256:{note['sha256']}"


def test_what_was_forgotten_comes_back_as_a_person_had_written_it(offer, data, run):
    """The samples hold true figures: what the connector writes is what was read by hand."""
    offer(CREA)
    assert run(CREA).status == CHANGES
    (row,) = written(data, "themes/russia_china/observations/crea.auto.csv")
    key = ("crude_purchases_from_russia_eur", "CHN", "RUS", "2026-01")
    assert (row["indicator"], row["actor"], row["partner"], row["period"]) == key
    shipped = written(ROOT / "data", "themes/russia_china/observations/energy_buyers.csv")
    (line,) = (row for row in shipped if tuple(row.values())[:4] == key)
    assert float(row["value"]) == float(line["value"])


def test_a_release_changed_in_silence_is_an_edition_of_its_own(offer, data, run):
    offer(NATO)
    run(NATO)
    (source,) = written(data, "themes/nato_cohesion/sources.auto.csv")
    day = source["accessed"]
    assert source["id"] == f"nato_defexp_2024_{day.replace('-', '')}"
    assert source["title"].endswith(f", as changed by {day}")
    assert data_problems(data) == []


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])
def test_a_changed_release_is_dated_alike_in_every_time_zone(offer, data, run, monkeypatch, zone):
    """At any hour the local day of one of the two is not that of UTC."""
    offer(NATO)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        outcome = run(NATO, today=Options().today)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert outcome.status == CHANGES, outcome.lines
    (source,) = written(data, "themes/nato_cohesion/sources.auto.csv")
    assert source["accessed"] == source["published"] == clock.today().isoformat()


def test_a_copy_kept_since_the_day_before_dates_the_changed_release(offer, data, run, monkeypatch):
    offer(NATO, ETag='"one"')
    assert run(NATO, dry_run=True).status == CHANGES
    fetched = clock.today()
    monkeypatch.setenv(clock.SETTING, (fetched + timedelta(days=1)).isoformat())
    outcome = run(NATO, today=clock.today())
    assert outcome.status == CHANGES, outcome.lines
    (source,) = written(data, "themes/nato_cohesion/sources.auto.csv")
    assert source["accessed"] == source["published"] == fetched.isoformat()


def test_a_vintage_is_never_overwritten(offer, data, run, publisher):
    """A second release adds its rows; those of the first stay as they are."""
    offer(KIEL)
    run(KIEL)
    path = "themes/ukraine_support/observations/kiel.auto.csv"
    first = {tuple(row.values()) for row in written(data, path)}
    text = sample(KIEL, "release_info.csv").decode()
    release = text.replace('"29"', '"30"').replace("Release 29", "Release 30")
    release = release.replace("2026-08-04", "2026-11-20")
    url = next(r.url for r in requests(KIEL) if r.document == "release_info.csv")
    publisher.put(url, Answer(release.encode(), headers={"Content-Type": TYPES["csv"]}))
    total = next(r for r in requests(KIEL) if r.document == "weapons.csv")
    body = sample(KIEL, "weapons.csv").replace(b"T-72 (45)", b"T-72 (46)")
    publisher.put(total.url, Answer(body, headers={"Content-Type": TYPES["csv"]}))
    outcome = run(KIEL)
    assert outcome.status == NOTHING, outcome.lines  # a list of names is no figure
    body = body.replace(b'"Tanks",76,', b'"Tanks",77,')
    publisher.put(total.url, Answer(body, headers={"Content-Type": TYPES["csv"]}))
    outcome = run(KIEL)
    assert outcome.status == CHANGES, outcome.lines
    second = {tuple(row.values()) for row in written(data, path)}
    assert first < second
    assert {row[5] for row in second - first} == {"ust_r30"}
    assert {row[0] for row in second - first} == {"ukraine_heavy_weapons_tanks_count"}
    assert data_problems(data) == []


def test_only_figures_that_differ_are_added_where_figures_are_restated(offer, data, run):
    offer(COMTRADE)
    outcome = run(COMTRADE)
    assert "2 rows added, 2 of them new figures" in outcome.lines[-1]
    assert run(COMTRADE).status == NOTHING


def test_a_dry_run_says_what_it_would_do_and_does_nothing(offer, run, unchanged):
    offer(NATO)
    outcome = run(NATO, dry_run=True)
    assert outcome.status == CHANGES
    assert "would be added" in outcome.lines[-1]
    unchanged()


def test_figures_that_break_a_rule_of_the_data_stop_the_run(offer, data, run, unchanged):
    """The new rows are checked with all others before anything is written."""
    replace_in(
        data / "themes/nato_cohesion/codebook.toml",
        "[indicators.defence_equipment_share_pct]\n",
        "[indicators.defence_equipment_share_pct]\nnonsense = 1\n",
    )
    offer(NATO)
    outcome = run(NATO)
    assert outcome.status == PROBLEMS
    assert "codebook.toml" in outcome.lines[0]


def test_a_jump_is_shown_where_it_would_stand(offer, data, run, publisher, unchanged):
    offer(CREA)
    url = next(r.url for r in requests(CREA) if r.document == "crude_oil.csv")
    body = sample(CREA, "crude_oil.csv").replace(b",4000000000", b",9000000")
    publisher.put(url, Answer(body, headers={"Content-Type": TYPES["csv"]}))
    replace_in(data / "connectors.toml", "total = [6.8, 19.0]", "total = [0.0, 19.0]")
    outcome = run(CREA)
    assert outcome.status == PROBLEMS
    place = "data/themes/russia_china/observations/crea.auto.csv:2: value: 0.009 jumps"
    assert outcome.lines[0].startswith(place)


def test_known_faults_of_publishers_are_mended_on_the_way_in(offer, data, run):
    replace_in(
        data / "corrections.csv",
        "ukraine_military_aid_procurement_monthly,,ours",
        "ukraine_military_aid_procurement_monthly,,publisher",
    )
    (data / "corrections.toml").write_text(CORRECTION)
    offer(SIPRI)
    outcome = run(SIPRI)
    assert outcome.status == CHANGES, outcome.lines
    rows = written(data, "themes/china_rivalry/observations/sipri.auto.csv")
    (row,) = (
        row
        for row in rows
        if row["indicator"] == "military_expenditure_current_usd"
        and (row["actor"], row["period"]) == ("POL", "2022")
    )
    assert row["value"] == "not_coded"
    assert row["note"] == "the publisher prints 15.3353; see correction kiel_origins"
    (data / "corrections.toml").write_text(CORRECTION.replace("15.3353", "99"))
    outcome = run(SIPRI)
    assert outcome.status == PROBLEMS
    message = "'kiel_origins' is mended: the publisher prints 15.3353, not 99 (delete the entry"
    assert message in outcome.lines[0]


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("connectors.toml", "[connector.crea", "[connector.cera", "'cera' is no connector"),
        ("connectors.toml", "gdp_ratio_to_usa", "gdp_ratio", "'gdp_ratio' is in no codebook"),
        ("connectors.toml", '"CHN"', '"CNH"', "'CNH' is not in actors.csv"),
        ("connectors.toml", "rows = [", "rows = [9999999, ", "rows"),
    ],
)
def test_the_check_knows_the_files_of_the_connectors(data, name, old, new, words):
    replace_in(data / name, old, new)
    found = data_problems(data)
    assert any(p.file == f"data/{name}" and words in str(p) for p in found), found


def test_a_correction_without_a_row_in_the_ledger_is_a_problem(data):
    (data / "corrections.toml").write_text(CORRECTION.replace("kiel_origins", "nobody"))
    assert any(
        "'nobody' is unknown (add a row to corrections.csv)" in str(p) for p in data_problems(data)
    )


def test_files_at_hand_need_no_net(data, run, monkeypatch):
    monkeypatch.setenv(MIRROR, "http://127.0.0.1:9")  # nobody listens there
    assert run(KIEL, offline=(SAMPLES / "kiel",)).status == CHANGES
    assert run(KIEL).status == PROBLEMS


def test_one_period_of_many_can_be_read_from_a_file(run):
    assert run(COMTRADE, offline=(SAMPLES / "comtrade" / "china_202602.json",)).status == CHANGES


def test_a_folder_without_room_or_rights_is_named(data, run, offer, unchanged):
    """A folder stands where the note on the document should be written."""
    offer(NATO)
    (folder_of(data, "nato") / "def-exp.xlsx.json").mkdir()
    outcome = run(NATO)
    assert outcome.status == PROBLEMS
    assert "Is a directory; nothing was changed" in outcome.lines[0]
    unchanged()


def test_a_file_that_is_missing_is_named(data, run, tmp_path):
    only = tmp_path / "weapons.csv"
    only.write_bytes(sample(KIEL, "weapons.csv"))
    outcome = run(KIEL, offline=(only,))
    assert outcome.status == PROBLEMS
    assert "--offline needs a file data_explorer.csv (all: data_explorer.csv," in outcome.lines[0]


def test_an_error_page_saved_by_hand_is_refused(data, run, tmp_path, unchanged):
    page = tmp_path / "ga_voting.csv"
    page.write_text("<!DOCTYPE html><html><body>Checking your browser</body></html>")
    outcome = run(VOTES, offline=(page,))
    assert outcome.status == PROBLEMS
    assert "got a web page" in outcome.lines[0]
    unchanged()


def test_votes_of_a_connector_stand_in_files_of_their_own(offer, data, run, tmp_path):
    offer(VOTES)
    assert run(VOTES).status == CHANGES
    (call,) = written(data, "votes/roll_calls.auto.csv")
    shipped = written(ROOT / "data", "votes/roll_calls.csv")
    before = next(row for row in shipped if row["undl_id"] == call["undl_id"])
    same = {name for name in call if call[name] == before[name]}
    assert same == set(call) - {"source"}
    (votes,) = written(data, "votes/votes.auto.csv")
    (old,) = (r for r in written(ROOT / "data", "votes/votes.csv") if r["id"] == before["id"])
    assert votes == old
    with connect() as con:
        _, problems = read(con, data, lambda _: None, tmp_path)
        assert problems == []
        count = con.execute("select count(*) from staged_roll_call").fetchall()
    assert count == [(len(shipped),)]


def test_a_part_may_hold_less(data, run, publisher):
    for request in CREA.requests(Query("2026-01", TODAY)):
        assert "date_from=2026-01-01" in request.url
        lines = sample(CREA, request.document).decode().splitlines(keepends=True)
        part = "".join([lines[0], *(line for line in lines if line.startswith("2026-01"))])
        publisher.put(request.url, Answer(part.encode(), headers={"Content-Type": TYPES["csv"]}))
    outcome = run(CREA, since="2026-01")
    assert outcome.status == CHANGES, outcome.lines


def test_a_further_column_is_a_line_of_the_run(offer, run, publisher):
    offer(CREA)
    for request in requests(CREA):
        head, *lines = sample(CREA, request.document).decode().splitlines()
        body = "\n".join([f"{head},value_usd", *(f"{line},1.0" for line in lines)]).encode()
        publisher.put(request.url, Answer(body, headers={"Content-Type": TYPES["csv"]}))
    outcome = run(CREA)
    assert outcome.status == CHANGES, outcome.lines
    told = "note: all_fossil_fuels.csv, crude_oil.csv: has columns that nobody reads: value_usd"
    assert [line for line in outcome.lines if line.startswith("note: ")] == [told]


def test_whole_documents_have_no_parts(run):
    outcome = run(KIEL, since="2026-01")
    assert outcome.status == PROBLEMS
    assert "--since has no meaning" in outcome.lines[0]


@pytest.fixture
def keyed(monkeypatch):
    """What Comtrade is asked for by someone who has a key."""
    monkeypatch.setenv(KEY, SECRET)
    return COMTRADE.requests(Query(None, TODAY, {KEY: SECRET}))


def test_a_key_goes_to_its_publisher_and_nowhere_else(keyed, data, run, publisher):
    answer = Answer(sample(COMTRADE, "empty.json"), headers={"Content-Type": TYPES["json"]})
    for request in keyed:
        publisher.put(request.url, answer)
    outcome = run(COMTRADE)
    assert outcome.status == PROBLEMS  # nothing but empty answers
    keys = {headers.get("Ocp-Apim-Subscription-Key") for _, headers in publisher.asked}
    assert keys == {SECRET}
    assert all(SECRET not in path for path, _ in publisher.asked)
    kept = [path for path in fetched_folder(data).rglob("*") if path.is_file()]
    assert all(SECRET.encode() not in path.read_bytes() for path in kept)
    assert SECRET not in "\n".join(outcome.lines) + repr(keyed)


def test_a_key_is_not_carried_over_a_redirect_to_another_host(keyed, publisher, run):
    elsewhere = "https://cdn.comtradeapi.un.org/answer.json"
    publisher.put(keyed[0].url, Answer(status=302, headers={"Location": elsewhere}))
    publisher.put(elsewhere, Answer(b"{}", headers={"Content-Type": TYPES["json"]}))
    run(COMTRADE)
    asked = dict(publisher.asked)
    assert "Ocp-Apim-Subscription-Key" not in asked["cdn.comtradeapi.un.org/answer.json"]


def test_a_connector_without_bounds_is_not_run(data, run):
    (data / "connectors.toml").write_text("[connector.kiel]\nroll_calls = [0, 1]\n")
    outcome = run(CREA)
    assert outcome.status == PROBLEMS
    assert "crea is not in data/connectors.toml (declare its bounds)" in outcome.lines[0]


@pytest.fixture
def command(data, running, monkeypatch):
    """A function that runs the command in this process: status, standard output and error."""
    monkeypatch.setenv(MIRROR, running.address)
    monkeypatch.setenv("COLUMNS", "200")

    def go(*arguments):
        done = CliRunner().invoke(app, ["refresh", *arguments, "--data", str(data)])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.stdout, done.stderr

    return go


def test_without_a_name_the_connectors_are_listed(command):
    status, out, err = command()
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert len(lines) == 1 + len(CONNECTORS)
    assert all(name in out for name in CONNECTORS)
    (line,) = (line for line in lines if line.startswith("crea"))
    assert "never here" in line
    assert "not seen: names of columns" in line
    (line,) = (line for line in lines if line.startswith("comtrade"))
    assert "COMTRADE_KEY (optional)" in line


def test_the_exit_status_says_how_it_went(command, publisher):
    """From files at hand, for the command leaves a pause between requests."""
    here = ("--offline", str(SAMPLES / "crea"))
    status, out, err = command("crea", *here)
    assert (status, err) == (CHANGES, "")
    assert "Rehearsed against build " in out
    assert out.endswith("publishes it, with --acknowledge where readings flip\n")
    assert command("crea", "--dry-run", *here)[0] == NOTHING
    status, _, err = command("crea", "kiel", "--dry-run")
    assert status == PROBLEMS
    assert "crea: all_fossil_fuels.csv: 404 not there" in err
    assert "kiel: data_explorer.csv: 404 not there" in err
    (line,) = (line for line in command()[1].splitlines() if line.startswith("crea"))
    assert "never here" not in line


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["keil"], "no connector 'keil' (there are: kiel, nato,"),
        (["kiel", "nato", "--offline", "x"], "--offline goes with one connector"),
    ],
)
def test_a_wrong_call_says_what_is_right(command, arguments, words):
    status, _, err = command(*arguments)
    assert status == PROBLEMS
    assert words in " ".join(err.replace("│", " ").split())
