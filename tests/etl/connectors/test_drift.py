"""What publishers do to the layout of a document; each change for every connector."""

import pytest

from etl.build.refresh import PROBLEMS
from etl.connectors.register import CONNECTORS
from tests.etl.connectors.cases import CASES
from tests.etl.connectors.samples import TYPES, Table, address, requests
from tests.etl.connectors.server import Answer

QUICK_ONE = "nato"
"""The connector that stands for all in the fast lane."""
EVERY = pytest.mark.parametrize(
    "name",
    [name if name == QUICK_ONE else pytest.param(name, marks=pytest.mark.slow) for name in CASES],
)


@pytest.fixture
def change(offer, publisher):
    """A function that serves a connector's sample with one document changed."""

    def serve(name, act):
        connector, case = CONNECTORS[name], CASES[name]
        offer(connector)
        request = next(r for r in requests(connector) if r.document == case.document)
        table = Table(connector, request, case)
        act(table)
        headers = {"Content-Type": TYPES[request.kind]}
        publisher.put(address(connector, request), Answer(table.bytes(), headers=headers))

    return serve


def failed(outcome, *words):
    """The outcome is a failure that says so in these words."""
    assert outcome.status == PROBLEMS, outcome.lines
    text = "\n".join(outcome.lines)
    for word in words:
        assert word in text, text
    assert outcome.lines[-1].endswith("nothing was changed")


@EVERY
def test_a_renamed_column_is_named(name, change, run, unchanged):
    case = CASES[name]
    change(name, lambda table: table.rename(case.value, "renamed"))
    outcome = run(CONNECTORS[name])
    failed(outcome, case.document, case.renamed)
    unchanged()


@EVERY
def test_a_further_column_is_told_once_and_stops_nothing(name, change, taken, offer):
    offer(CONNECTORS[name])
    straight, _ = taken(CONNECTORS[name])
    change(name, lambda table: table.add("extra"))
    found, notes = taken(CONNECTORS[name])
    assert found == straight
    (note,) = notes
    assert CASES[name].document in note
    assert "extra" in note


@EVERY
def test_the_order_of_the_columns_does_not_matter(name, change, parsed, offer):
    offer(CONNECTORS[name])
    straight = parsed(CONNECTORS[name])
    change(name, lambda table: table.reorder())
    assert parsed(CONNECTORS[name]) == straight


@EVERY
def test_a_decimal_comma_is_no_number(name, change, run, unchanged):
    change(name, lambda table: table.set(table.value, "1234,5"))
    failed(run(CONNECTORS[name]), CASES[name].document, "'1234,5' has a decimal comma")
    unchanged()


@EVERY
def test_a_new_country_is_asked_about(name, change, run, unchanged):
    change(name, lambda table: table.set(table.code, "QQQ"))
    failed(run(CONNECTORS[name]), CASES[name].stranger)
    unchanged()


@EVERY
def test_a_negative_total_is_out_of_bounds(name, change, run, unchanged):
    change(name, lambda table: table.turn())
    failed(run(CONNECTORS[name]), CASES[name].minus)
    unchanged()


@EVERY
def test_a_document_without_rows_is_refused(name, change, run, unchanged):
    change(name, lambda table: table.keep(0))
    failed(run(CONNECTORS[name]), CASES[name].bare)
    unchanged()


@EVERY
def test_half_a_document_is_refused(name, change, run, unchanged):
    change(name, lambda table: table.keep(0.5))
    failed(run(CONNECTORS[name]), CASES[name].half)
    unchanged()
