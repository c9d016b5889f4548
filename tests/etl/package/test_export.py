"""The package of the sample: files equal their relations, and the descriptor is true of them."""

import csv
import hashlib
import io
import json
import re

import pytest

from etl.package import write
from etl.package.export import export
from etl.store.databases import UnreadableError

V2 = "https://datapackage.org/profiles/2.0/"
TYPES = {"string", "number", "integer", "boolean", "object", "array", "date", "datetime", "any"}
READ_AS = {
    "string": "VARCHAR",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "datetime": "TIMESTAMP",
    "object": "JSON",
    "array": "JSON",
    "any": "JSON",
}

NAME = re.compile(r"[a-z0-9._-]+")


def ask(con, sql, *parameters):
    return con.execute(sql, parameters).fetchall()


def resources(told, kind):
    return [one for one in told["resources"] if one["format"] == kind]


def relation(resource):
    return resource["name"].removesuffix(".parquet")


def test_the_descriptor_is_one_of_the_second_version(told):
    assert told["$schema"] == f"{V2}datapackage.json"
    assert NAME.fullmatch(told["name"])
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9A-Za-z.-]+", told["version"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", told["created"])
    assert told["title"]
    assert all("name" in one or "path" in one for one in told["licenses"])
    assert all(one["title"] and one["path"].startswith("http") for one in told["sources"])
    assert all(one["redistributable"] in {"yes", "no", "attribution"} for one in told["sources"])


def test_every_resource_says_where_it_is_what_it_holds_and_is_so(told, package):
    names = [one["name"] for one in told["resources"]]
    assert len(names) == len(set(names))
    for one in told["resources"]:
        content = (package / one["path"]).read_bytes()
        assert one["$schema"] == f"{V2}dataresource.json"
        assert NAME.fullmatch(one["name"])
        assert one["type"] == "table"
        assert one["description"], one["name"]
        assert one["bytes"] == len(content)
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        fields = one["schema"]["fields"]
        assert len({field["name"] for field in fields}) == len(fields)
        assert {field["type"] for field in fields} <= TYPES
        assert all(field.get("description") for field in fields), one["name"]


def test_keys_name_fields_that_are_there(told):
    by_name = {one["name"]: one for one in told["resources"]}
    for one in told["resources"]:
        own = {field["name"] for field in one["schema"]["fields"]}
        assert set(one["schema"].get("primaryKey", ())) <= own
        for key in one["schema"].get("foreignKeys", ()):
            target = by_name[key["reference"].get("resource", one["name"])]
            assert set(key["fields"]) <= own
            assert len(key["fields"]) == len(key["reference"]["fields"])
            there = {field["name"] for field in target["schema"]["fields"]}
            assert set(key["reference"]["fields"]) <= there
            assert target["format"] == one["format"]


def columns(con, source):
    return [row[0] for row in ask(con, f"describe select * from {source}")]


def differing(con, one, other):
    """Rows of a query that another has not, and the other way round, counted."""
    question = "select count(*) from ((from ({})) except all (from ({})))"
    return [ask(con, question.format(*sides))[0][0] for sides in ((one, other), (other, one))]


def as_text(name, kind):
    """A column as it is compared: lists as JSON; an empty text of CSV is a missing one."""
    if kind == "JSON":
        return f'to_json("{name}")::varchar as "{name}"'
    if kind == "VARCHAR":
        return f"""nullif("{name}"::varchar, '') as "{name}\""""
    return f'"{name}"::{kind} as "{name}"'


def test_every_public_relation_is_there_as_parquet_and_equal(told, package, con):
    known = ask(con, "select table_name from duckdb_tables() where database_name = 'opened'")
    views = ask(
        con,
        "select view_name from duckdb_views() where database_name = 'opened' and not internal",
    )
    packed = {relation(one): one for one in resources(told, "parquet")}
    assert packed.keys() == {name for (name,) in [*known, *views]}
    for name, one in packed.items():
        file = f"read_parquet('{(package / one['path']).as_posix()}')"
        names = columns(con, f'"{name}"')
        assert columns(con, file) == names
        shown = ", ".join(f'"{column}"::varchar as "{column}"' for column in names)
        ours, theirs = f"select {shown} from {file}", f'select {shown} from "{name}"'
        assert differing(con, ours, theirs) == [0, 0], name


def test_csv_read_by_the_types_of_the_descriptor_equals_the_relation(told, package, con):
    for one in resources(told, "csv"):
        types = {field["name"]: READ_AS[field["type"]] for field in one["schema"]["fields"]}
        given = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
        path = (package / one["path"]).as_posix()
        file = f"read_csv('{path}', columns = {{{given}}}, header = true)"
        shown = ", ".join(as_text(name, kind) for name, kind in types.items())
        ours, theirs = f"select {shown} from {file}", f'select {shown} from "{one["name"]}"'
        assert differing(con, ours, theirs) == [0, 0], one["name"]


def test_what_must_be_there_is_never_empty_in_csv(told, package):
    for one in resources(told, "csv"):
        text = (package / one["path"]).read_text("utf-8")
        rows = list(csv.DictReader(io.StringIO(text)))
        for field in one["schema"]["fields"]:
            if field.get("constraints", {}).get("required"):
                assert all(row[field["name"]] for row in rows), (one["name"], field["name"])


def test_codes_of_closed_lists_are_named(told):
    (vote,) = (one for one in told["resources"] if one["name"] == "vote")
    (field,) = (field for field in vote["schema"]["fields"] if field["name"] == "vote")
    assert field["constraints"] == {"required": True, "enum": ["Y", "N", "A", "X"]}


def holds(con, one, key):
    """How many rows of a relation point to nothing."""
    target = key["reference"].get("resource", one["name"]).removesuffix(".parquet")
    pairs = zip(key["fields"], key["reference"]["fields"], strict=True)
    met = " and ".join(f't."{there}"::varchar = o."{here}"::varchar' for here, there in pairs)
    filled = " and ".join(f'o."{here}" is not null' for here in key["fields"])
    question = f"""
        select count(*) from "{relation(one)}" as o
        where {filled} and not exists (select 1 from "{target}" as t where {met})
    """
    return ask(con, question)


def test_keys_hold(told, con):
    seen = 0
    for one in resources(told, "parquet"):
        for key in one["schema"].get("foreignKeys", ()):
            assert holds(con, one, key) == [(0,)], (one["name"], key)
            seen += 1
        if columns := one["schema"].get("primaryKey"):
            listed = ", ".join(f'"{column}"' for column in columns)
            name = relation(one)
            question = f'select count(*), count(distinct ({listed})) from "{name}"'
            ((rows, keys),) = ask(con, question)
            assert rows == keys, name
    assert seen > 20


def test_the_readme_names_every_file_and_says_what_is_facts_only(told, package, con):
    text = (package / "README.md").read_text("utf-8")
    for one in resources(told, "parquet"):
        assert f"| `{relation(one)}` |" in text
    ((facts, documents),) = ask(
        con,
        "select count(*), (select count(*) from source where redistributable = 'no') "
        "from observation join source on source.id = observation.source "
        "where redistributable = 'no'",
    )
    assert f"{facts:,} of " in text
    assert f"the {documents:,} documents that may not be passed" in text
    publishers = ask(con, "select distinct publisher from source where redistributable = 'no'")
    assert all(f"| {publisher} |" in text for (publisher,) in publishers)
    assert "MIT" in (package / "LICENSE").read_text("utf-8")


def test_quoted_words_of_the_article_come_under_no_licence_of_ours(told):
    for one in told["resources"]:
        quotes = relation(one) in {"article", "section", "claim", "left_out"}
        assert ("licenses" in one) == quotes
        if quotes:
            assert "belongs to its author and publisher" in one["licenses"][0]["title"]


def test_long_relations_have_no_csv_and_long_views_are_left_out(built, tmp_path, monkeypatch):
    monkeypatch.setattr(write, "MOST_CSV", 10)
    monkeypatch.setattr(write, "MOST", 10)
    export(built, tmp_path / "out", lambda _: None)
    told = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    names = {one["name"] for one in told["resources"]}
    assert "theme" in names
    assert "observation" not in names
    assert "observation.parquet" in names
    assert "figure.parquet" not in names
    keys = [key for one in told["resources"] for key in one["schema"].get("foreignKeys", ())]
    assert {key["reference"]["resource"] for key in keys} <= names
    assert "- `figure` (" in (tmp_path / "out" / "README.md").read_text("utf-8")


def test_steps_are_told_as_they_are_taken(built, tmp_path):
    steps = []
    export(built, tmp_path / "out", steps.append)
    assert steps[0] == "counting"
    assert "writing observation" in steps
    assert steps[-1] == "describing"


def test_a_file_that_is_no_build_leaves_nothing(tmp_path):
    (tmp_path / "broken.duckdb").write_bytes(b"not a database")
    with pytest.raises(UnreadableError, match="is no DuckDB database"):
        export(tmp_path / "broken.duckdb", tmp_path / "out", lambda _: None)
    assert [path.name for path in tmp_path.iterdir()] == ["broken.duckdb"]
