import json
from functools import cache
from pathlib import Path

import duckdb
import pytest

from etl.readings import sandbox
from etl.readings.steadiness import catalogue_of, nodes_of, present, unsteady

FOLDER = Path(__file__).parents[2] / "fixtures" / "catalogues"
RECORDED = {
    path.stem: catalogue_of(json.loads(path.read_text("utf-8")))
    for path in sorted(FOLDER.glob("duckdb-*.json"))
}
CATALOGUES = {**RECORDED, "present": present()}
STEADY = [
    "year(period_start)",
    "year(x::date)",
    "x + 1",
    "x - interval 1 day",
    "last_day(x)",
    "datediff('day', x, y)",
    "strftime(x, '%Y')",
    "date_trunc('month', x)",
    "age(x, y)",
    "sum(x) over (order by y)",
    "today",  # a column: without brackets it is no function
    "range",
    "year",
]
CHANGING = [
    ("now()", "now"),
    ("today()", "today"),
    ("random()", "random"),
    ("uuid()", "uuid"),
    ("age(x)", "age"),
    ("ago(interval 1 day)", "ago"),
    ("current_date", "current_date"),
    ("current_timestamp", "current_timestamp"),
    ("localtime", "localtime"),
    ("user", "user"),
    ("current_schemas(true)", "current_schemas"),
    ("nextval('a')", "nextval"),
    ("year(now())", "now"),
    ("sum(random()) over ()", "random"),
    ("row_number() over (order by random())", "random"),
    ("count(*) filter (where now() > x)", "now"),
    ("list_transform(l, lambda y: random())", "random"),
    ("(select max(random()) from other)", "random"),
]
ZONED = ("year", ["TIMESTAMP WITH TIME ZONE"], None, None, False)
PLAIN = ("year", ["DATE"], None, None, True)


@cache
def _tree(expression):
    with duckdb.connect(":memory:") as con:
        sql = {"sql": f"select {expression}"}
        (tree,) = con.execute("select json_serialize_sql($sql)", sql).fetchone()
    return nodes_of(json.loads(tree))


def _called(expression, catalogue):
    return unsteady(_tree(expression), catalogue)


@pytest.mark.parametrize("version", CATALOGUES)
def test_calls_that_always_say_the_same_pass_under_every_catalogue(version):
    assert {e: found for e in STEADY if (found := _called(e, CATALOGUES[version]))} == {}


@pytest.mark.parametrize("version", CATALOGUES)
def test_calls_that_change_are_named_under_every_catalogue(version):
    found = {expression: _called(expression, CATALOGUES[version]) for expression, _ in CHANGING}
    assert found == {expression: {name} for expression, name in CHANGING}


def test_three_series_of_duckdb_are_recorded():
    assert {"duckdb-1.5.5", "duckdb-2.0.0", "duckdb-2.0.1"} <= RECORDED.keys()


def test_only_the_overloads_that_the_arguments_can_bind_to_count():
    mixed = catalogue_of([ZONED, PLAIN])
    assert _called("year(x)", mixed) == set()
    assert _called("year(x::date)", mixed) == set()
    assert _called("year(x::timestamptz)", mixed) == {"year"}
    assert _called("year(cast(x as timestamp with time zone))", mixed) == {"year"}
    assert _called("year(x)", catalogue_of([ZONED])) == {"year"}


def test_the_number_of_arguments_chooses_among_overloads():
    found = catalogue_of(
        [
            ("f", [], None, None, False),
            ("f", ["ANY"], None, None, True),
            ("g", [], "ANY", None, False),
        ]
    )
    assert _called("f()", found) == {"f"}
    assert _called("f(x)", found) == set()
    assert _called("g(x, y)", found) == {"g"}


def test_a_macro_is_what_its_body_calls_also_through_another_and_by_its_own_name():
    found = catalogue_of(
        [
            ("tick", [], None, None, False),
            ("outer", [None], None, "inner(x)", True),
            ("inner", [None], None, "x + tick()", True),
            ("same", [], None, "system.main.same()", True),
            ("same", [], None, None, False),
            ("plain", [None], None, "x + 1", True),
        ]
    )
    assert _called("outer(1)", found) == {"outer"}
    assert _called("same()", found) == {"same"}
    assert _called("plain(1)", found) == set()


def test_a_later_release_may_add_functions_and_overloads():
    more = {**present(), **catalogue_of([("year", ["MOON"], None, None, False), PLAIN])}
    assert _called("year(x)", more) == set()
    assert _called("brand_new(x)", more) == set()  # asking it fails where there is none


def test_parse_trees_that_hide_what_rules_may_not_do_stop_the_check(monkeypatch):
    monkeypatch.setattr(sandbox, "nodes_of", lambda tree: [])
    sandbox._probe.cache_clear()
    with pytest.raises(sandbox.OtherTreesError, match="install the tested version"):
        sandbox._probe()
    monkeypatch.undo()
    sandbox._probe()
