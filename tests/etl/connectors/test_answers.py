"""Errors and counts in answers with status 200: said as such, and nothing is taken from them."""

import json

import pytest

from etl.connectors.content_check import check_start
from etl.connectors.model import RefusedError
from etl.connectors.register import CONNECTORS
from etl.problems import DataProblemsError
from tests.etl.connectors.samples import requests, sample

FIRST = {"comtrade": "china_202602.json", "world_bank": "NY.GDP.MKTP.CD.json"}
FIRST |= {"eurostat": "ext_st_eu27_2020sitc.json", "ideal_points": "dataset.json"}


def documents(name, change):
    """The samples of a connector with a JSON document changed, or replaced by what comes back."""
    connector = CONNECTORS[name]
    given = {r.document: sample(connector, r.document) for r in requests(connector)}
    tree = json.loads(given[FIRST[name]])
    other = change(tree)
    return given | {FIRST[name]: json.dumps(tree if other is None else other).encode()}


def limited(tree):
    """Comtrade's answer to one who asks too often: an empty list, and why it is."""
    tree |= {"count": 0, "data": [], "error": "Rate limit exceeded"}


def rejected(_):
    return [{"message": [{"id": "120", "key": "Invalid value", "value": "not valid"}]}]


def lose_a_record(tree):
    tree["data"].pop()


def lose_a_page(tree):
    tree[1].pop()


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("comtrade", limited, 'answers with an error: "Rate limit exceeded"'),
        ("comtrade", lambda _: {"statusCode": 429, "message": "Try later"}, '"Try later"'),
        ("comtrade", lambda tree: tree | {"count": 7}, "expected 7 records as announced, found 2"),
        ("comtrade", lose_a_record, "expected 2 records as announced, found 1"),
        ("comtrade", lambda tree: tree | {"count": 0}, "expected 0 records as announced, found 2"),
        ("comtrade", lambda tree: tree | {"data": None}, "records as announced, found None"),
        ("world_bank", rejected, "answers with an error: [{"),
        ("world_bank", lose_a_page, "records as announced, found"),
        ("world_bank", lambda t: [t[0] | {"pages": 2}, t[1]], "everything on one page, found 2"),
        ("world_bank", lambda t: [t[0] | {"pages": 0, "total": 0}, None], "found 0 pages"),
        ("eurostat", lambda _: {"error": [{"status": 400, "label": "no"}]}, "with an error: [{"),
        ("eurostat", lambda _: {"warning": {"status": 413}}, 'with an error: {"status": 413}'),
        ("ideal_points", lambda _: {"status": "ERROR", "message": "gone"}, 'an error: "gone"'),
    ],
)
def test_an_error_in_an_answer_is_told_and_ends_the_reading(name, change, words, read):
    with pytest.raises(RefusedError) as caught:
        read(CONNECTORS[name], documents(name, change))
    assert words in str(caught.value)
    assert FIRST[name] in str(caught.value)


@pytest.mark.parametrize("start", [b'{"error": "no"}', b"[]", b"<Error><Code>AccessDenied</Code>"])
def test_an_answer_in_another_language_is_no_csv(start):
    with pytest.raises(RefusedError, match="expected CSV, got something that begins"):
        check_start("csv", start)


def test_a_data_set_without_figures_is_no_data_set(read):
    imf = CONNECTORS["imf"]
    given = {r.document: sample(imf, r.document) for r in requests(imf)}
    head, *lines = given["weo.csv"].decode().splitlines()
    empty = [line.rsplit(",", 3)[0] + ",,," for line in lines]
    with pytest.raises(RefusedError, match="expected figures, found rows without any"):
        read(imf, given | {"weo.csv": "\n".join([head, *empty]).encode()})


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (",NGDPD,", ",NGDP_RPCH,", "'NGDP_RPCH' was not asked for"),
        (",A,2023,", ",Q,2023,", "'Q' was not asked for"),
    ],
)
def test_figures_of_another_kind_are_not_taken_for_those_asked_for(old, new, words, read):
    imf = CONNECTORS["imf"]
    given = {r.document: sample(imf, r.document) for r in requests(imf)}
    changed = given["weo.csv"].decode().replace(old, new, 1).encode()
    with pytest.raises(DataProblemsError) as caught:
        read(imf, given | {"weo.csv": changed})
    assert any(words in str(problem) for problem in caught.value.problems)


def test_a_sum_without_one_of_its_members_is_no_sum(read):
    imf = CONNECTORS["imf"]
    given = {r.document: sample(imf, r.document) for r in requests(imf)}
    lines = given["imts.csv"].decode().splitlines()
    fewer = [line for line in lines if ",XG_FOB_USD,MLT,A,2021," not in line]
    assert len(fewer) == len(lines) - 1
    with pytest.raises(DataProblemsError) as caught:
        read(imf, given | {"imts.csv": "\n".join(fewer).encode()})
    text = "\n".join(map(str, caught.value.problems))
    assert "exports of 2021: no row of MLT (no sum of EU27)" in text


def test_a_flag_that_says_there_is_no_figure_is_believed(read):
    """Eurostat writes a zero where a cell is confidential or does not apply."""
    eurostat = CONNECTORS["eurostat"]
    cube = json.loads(sample(eurostat, FIRST["eurostat"]))
    (first, _), *_ = cube["value"].items()
    cube["value"][first], cube["status"] = 0, {first: "c"}
    (rows, _), _ = read(eurostat, {FIRST["eurostat"]: json.dumps(cube).encode()}, bounded=False)
    assert len(rows) == len(cube["value"]) - 1
    assert all(value != "0" for *_, value in rows)
