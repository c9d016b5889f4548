"""A cube of JSON-stat has no columns: its dimensions, codes and cells are changed here."""

import json

import pytest

from etl.build.refresh import PROBLEMS
from etl.connectors.register import CONNECTORS
from tests.etl.connectors.samples import TYPES, requests, sample
from tests.etl.connectors.server import Answer

EUROSTAT = CONNECTORS["eurostat"]


@pytest.fixture
def serve(publisher):
    """A function that serves the cube after a change."""

    def change(act):
        (request,) = requests(EUROSTAT)
        cube = json.loads(sample(EUROSTAT, request.document))
        changed = act(cube)
        cube = cube if changed is None else changed
        headers = {"Content-Type": TYPES["json"]}
        publisher.put(request.url, Answer(json.dumps(cube).encode(), headers=headers))

    return change


def rename_partner(cube):
    cube["id"][4] = "counterpart"
    cube["dimension"]["counterpart"] = cube["dimension"].pop("partner")


def add_dimension(cube):
    cube["id"].append("extra")
    cube["size"].append(1)
    cube["dimension"]["extra"] = {"category": {"index": {"X": 0}}}


def add_partner(cube):
    index = cube["dimension"]["partner"]["category"]["index"]
    index["QQ"] = index.pop("KZ")


def comma(cube):
    cube["value"]["0"] = "1234,5"


def negate(cube):
    cube["value"] = {cell: -value for cell, value in cube["value"].items()}


def empty(cube):
    cube["value"] = {}


def halve(cube):
    cube["value"] = dict(list(cube["value"].items())[:3])


def other_geo(cube):
    cube["dimension"]["geo"]["category"]["index"] = {"EA20": 0}


def lose_a_code(cube):
    del cube["dimension"]["partner"]["category"]["index"]["KZ"]


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (rename_partner, "the dimensions"),
        (add_dimension, "the dimensions"),
        (add_partner, "'QQ' is no actor"),
        (comma, "'1234,5' has a decimal comma"),
        (negate, "expected a total of"),
        (empty, "rows, found 0"),
        (halve, "rows, found 3"),
        (other_geo, "not what was asked for: geo=EA20"),
        (lose_a_code, "2 codes of partner"),
        (lambda _: [], "the column(s) id, size, dimension, value, updated"),
        (lambda _: {"error": [{"status": 400}]}, "answers with an error"),
    ],
)
def test_a_changed_cube_is_refused(serve, run, unchanged, act, words):
    serve(act)
    outcome = run(EUROSTAT)
    assert outcome.status == PROBLEMS
    assert words in "\n".join(outcome.lines)
    unchanged()


def test_the_order_of_the_dimensions_does_not_matter(serve, offer, parsed):
    def turn(cube):
        """Months before partners: cells (flow, partner, month) become (flow, month, partner)."""
        cube["id"] = ["freq", "indic_et", "sitc06", "stk_flow", "geo", "time", "partner"]
        cube["size"] = [1, 1, 1, 2, 1, 2, 2]
        old = cube["value"]
        cube["value"] = {
            str(flow * 4 + month * 2 + partner): old[str(flow * 4 + partner * 2 + month)]
            for flow in range(2)
            for partner in range(2)
            for month in range(2)
            if str(flow * 4 + partner * 2 + month) in old
        }

    offer(EUROSTAT)
    straight = parsed(EUROSTAT)
    serve(turn)
    assert parsed(EUROSTAT) == straight
