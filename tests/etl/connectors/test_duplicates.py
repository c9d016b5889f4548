"""One figure, one value; and the same document in another order is the same."""

import json

import pytest

from etl.connectors.publishers.kiel import DONORS
from etl.connectors.register import CONNECTORS
from etl.problems import DataProblemsError
from tests.etl.connectors.cases import CASES
from tests.etl.connectors.samples import Table, requests, sample

EVERY = pytest.mark.parametrize("name", CASES)
EUROSTAT = CONNECTORS["eurostat"]


def documents(connector):
    """The sample of each document."""
    return {r.document: sample(connector, r.document) for r in requests(connector)}


def changed(name, act):
    """The samples of a connector, one of them changed."""
    connector, case = CONNECTORS[name], CASES[name]
    request = next(r for r in requests(connector) if r.document == case.document)
    table = Table(connector, request, case)
    act(table)
    return documents(connector) | {case.document: table.bytes()}


def problems(read, connector, given):
    """What is wrong with documents, in lines."""
    with pytest.raises(DataProblemsError) as caught:
        read(connector, given)
    return [str(problem) for problem in caught.value.problems]


@EVERY
def test_a_figure_with_two_values_stops_the_run_and_names_both_places(name, read):
    other = 987654321 if CASES[name].path else "987654321"
    found = problems(read, CONNECTORS[name], changed(name, lambda table: table.double(other)))
    told = [line for line in found if "comes twice, as " in line]
    assert told, found
    assert all(CASES[name].document in line.split(": ")[0] for line in told)
    assert any(line.count(" at ") == 2 for line in told)


@EVERY
def test_a_figure_given_twice_alike_is_taken_once(name, read):
    connector = CONNECTORS[name]
    straight, _ = read(connector, documents(connector))
    assert read(connector, changed(name, lambda table: table.double(None)))[0] == straight


@pytest.mark.parametrize("column", ["to_be_allocated", "gdp"])
def test_a_column_that_is_only_added_up_has_one_value_too(column, read):
    """The sums of Kiel: no row of theirs shows what each month adds."""
    kiel = CONNECTORS["kiel"]
    lines = documents(kiel)[DONORS].decode().splitlines()
    cells = lines[1].split(",")
    cells[lines[0].split(",").index(f'"{column}"')] = "77"
    given = documents(kiel) | {DONORS: "\n".join([*lines, ",".join(cells)]).encode()}
    (line,) = problems(read, kiel, given)
    assert f"{DONORS}:{len(lines) + 1}: {column}: BEL" in line
    assert f"77 at {DONORS} line {len(lines) + 1}, column {column}" in line


def test_a_cell_of_a_cube_has_one_value(read):
    text = sample(EUROSTAT, "ext_st_eu27_2020sitc.json").decode()
    cell, value = next(iter(json.loads(text)["value"].items()))
    twice = text.replace('"value": {', f'"value": {{"{cell}": {value + 1},')
    assert twice != text
    with pytest.raises(Exception, match=f"'{cell}' comes twice, as {value + 1}"):
        read(EUROSTAT, {"ext_st_eu27_2020sitc.json": twice.encode()})


def turned(table):
    """Rows from the last to the first."""
    table.lines[table.case.header + 1 :] = table.body[::-1]


@pytest.mark.parametrize("name", sorted(CASES.keys() - {"nato"}))  # whose rows stand in parts
def test_the_order_of_the_rows_does_not_matter(name, read):
    connector = CONNECTORS[name]
    (rows, calls), _ = read(connector, documents(connector))
    (again, others), _ = read(connector, changed(name, turned))
    assert again == rows
    by_record = {call.record: call for call in calls}
    assert {call.record: call for call in others} == by_record
