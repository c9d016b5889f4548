import json
from datetime import date

import duckdb
import pytest

from etl.build.status import desk, status
from etl.build.steps import inputs_hash
from tests.built import build_once

TODAY = date(2026, 11, 24)
THEMES = "themes to be looked through again"
OWN = "indicators whose own day of checking has come"
OLD = "indicators without a new figure for two years, monthly to half-yearly ones for one"
GAPS = "regular series with years for which no row says why"
SINGLE = "judgements of one coder only"
LONE = "units of a shared judgement that one coder alone coded blind"
ALPHA = "judgements whose newest rule agrees below 0.667"
LOW = "figures in force with low confidence"
ONE = "families that rest on one publisher"
REPLACED = "documents on which nothing in force rests"
UNDATED = "documents without a printed date of publication"
REASONS = "missing values by reason"
OPEN = "faults found and not yet mended"
SHARES = "themes/trade/observations/shares.csv"
CODES = "coding/codes.csv"


@pytest.fixture
def listed(data, loaded):
    """A function that reads the data as they are now and returns a list of the desk."""
    seen = {}

    def find(name, today=TODAY):
        now = inputs_hash(data)
        con = seen[now] = seen.get(now) or loaded()
        return {c.what: c.why for c in desk(con, today)[name]}

    return find


@pytest.fixture
def add(data):
    """A function that adds a row to a file."""

    def write(name, row):
        path = data / name
        path.write_text(f"{path.read_text('utf-8')}{row}\n", "utf-8")

    return write


def test_the_desk_has_these_lists_in_this_order(data):
    lists = [THEMES, OWN, OLD, GAPS, SINGLE, LONE, ALPHA, LOW, ONE, REPLACED, UNDATED, REASONS]
    assert list(status(build_once(data), TODAY)) == [*lists, OPEN]


def test_a_connection_that_is_open_gives_the_same_desk(data):
    path = build_once(data)
    with duckdb.connect(path.as_posix(), read_only=True) as con:
        shared = desk(con, TODAY)
    assert shared == status(path, TODAY)


def test_a_theme_is_overdue_after_its_days(listed):
    assert listed(THEMES)["aid"] == "due since 2024-11-30"
    assert "aid" not in listed(THEMES, date(2024, 9, 2))
    assert "aid" not in listed(THEMES, date(2024, 11, 30))
    assert "aid" in listed(THEMES, date(2024, 12, 1))


def test_an_indicator_is_overdue_on_its_own_day_not_on_that_of_its_theme(listed, replace):
    assert listed(OWN) == {}
    book = "themes/trade/codebook.toml"
    replace(book, 'caveat = "Invented."', 'caveat = "Invented."\nnext_check = 2025-03-10')
    assert listed(OWN) == {"sample_trade_share": "due since 2025-03-10"}
    assert listed(OWN, date(2025, 3, 10)) == {}


def test_old_series_are_listed_and_new_ones_not(listed):
    assert listed(OLD, date(2030, 1, 1))["sample_trade_share"] == "no figure since 2023-12-31"
    assert listed(OLD, date(2024, 9, 1)) == {}


def test_a_month_is_old_after_one_year_and_a_year_after_two(listed):
    assert "sample_aid_total" not in listed(OLD, date(2025, 2, 28))
    assert set(listed(OLD, date(2025, 12, 31))) == {"sample_aid_total", "sample_aid_military"}
    assert "sample_trade_share" in listed(OLD, date(2026, 1, 1))


def test_a_reason_is_no_figure(listed, add):
    add(SHARES, "sample_trade_share,RUS,CHN,2025,not_published,sample_2024,p. 9,high,c1,")
    assert listed(OLD, date(2026, 6, 1))["sample_trade_share"] == "no figure since 2023-12-31"


def test_a_later_day_of_its_own_keeps_an_old_series_off_the_list(listed, replace):
    book = "themes/trade/codebook.toml"
    replace(book, 'caveat = "Invented."', 'caveat = "Invented."\nnext_check = 2029-01-01')
    assert "sample_trade_share" not in listed(OLD, date(2029, 1, 1))
    assert "sample_trade_share" in listed(OLD, date(2029, 1, 2))


def test_years_without_a_row_are_listed_as_spans(listed, add):
    assert listed(GAPS) == {}
    for year in (2016, 2018):
        add(SHARES, f"sample_trade_share,RUS,CHN,{year},20,sample_2024,p. 9,high,c1,")
    assert listed(GAPS) == {"sample_trade_share": "4 years: 2017, 2019–2021"}
    add(SHARES, "sample_trade_share,RUS,CHN,2017,withheld,sample_2024,p. 9,high,c1,")
    assert listed(GAPS) == {"sample_trade_share": "3 years: 2019–2021"}


def test_codes_without_a_second_coder_are_listed(listed, replace):
    assert listed(SINGLE) == {"sample_stance": "2 codes by one coder"}
    rule = "sample_kind,1,Kind of a sample,nominal,Take the kind that says most of it.,,"
    replace("coding/variables.csv", rule, f"{rule}sample_stance")
    assert listed(SINGLE) == {}


def test_only_blind_codings_under_the_newest_rule_make_a_second_coder(listed, add):
    assert listed(LONE) == {}
    add(CODES, "sample_kind,1,s04,c1,trend,yes,2024-09-01,")
    add(CODES, "sample_kind,1,s04,c2,trend,no,2024-09-01,Had seen the first.")
    assert listed(LONE) == {"sample_kind": "s04"}
    add("coding/variables.csv", "sample_kind,2,Kind of a sample,nominal,A new rule.,,")
    assert listed(LONE) == {}


def test_poor_agreement_under_the_newest_rule_is_listed(listed):
    assert set(listed(ALPHA)) == {"sample_kind"}


def test_low_confidence_is_counted_without_reasons(listed, add):
    assert listed(LOW) == {"sample_stance": "1 of low confidence"}
    add(SHARES, "sample_trade_share,RUS,CHN,2021,withheld,sample_2024,p. 9,low,c1,")
    assert listed(LOW) == {"sample_stance": "1 of low confidence"}


def test_a_reason_from_another_publisher_is_no_second_publisher(listed, add):
    assert listed(ONE)["sample_trade_share"] == "only customs"
    add(SHARES, "sample_trade_share,DEU,CHN,2021,withheld,sample_r1,p. 9,high,c1,")
    assert listed(ONE)["sample_trade_share"] == "only customs"
    add(SHARES, "sample_trade_share,DEU,CHN,2022,3,sample_r1,p. 9,high,c1,")
    assert "sample_trade_share" not in listed(ONE)


def test_a_document_that_newer_editions_replace_is_listed(listed, replace):
    assert listed(REPLACED) == {}
    last = "sample_aid_military,USA,UKR,2024-01,3,sample_r"
    replace("themes/aid/observations/amounts.csv", f"{last}1", f"{last}2")
    found = listed(REPLACED)["sample_r1"]
    assert found == "Sample Institute, Aid tracker, release 1: 3 figures superseded"


def test_documents_without_a_date_are_listed(listed):
    assert listed(UNDATED) == {"sample_speech": "Sample Ministry, Statement on aid"}


def test_missing_values_are_counted_by_reason(listed):
    counted = {"sample_stance": "1 not coded", "sample_aid_total": "1 not published"}
    assert listed(REASONS) == counted


def test_open_faults_are_listed_and_mended_ones_not(listed, replace):
    assert listed(OPEN) == {}
    replace("corrections.csv", ",mended,", ",open,")
    assert listed(OPEN) == {"sample_aid_total": "The sheet adds one month twice."}


def test_the_command_prints_every_list_and_gives_all_as_json(data, run):
    build_once(data)
    assert "figures in force with low confidence: 1" in run("status")[1]
    status, out, _ = run("status", "--json")
    assert status == 0
    assert {"what": "sample_stance", "why": "1 not coded"} in json.loads(out)[REASONS]


def test_without_a_build_the_command_says_what_to_do(run):
    status, _, err = run("status")
    assert status == 1
    assert "nothing is published yet" in err
