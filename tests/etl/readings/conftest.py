"""What the tests of readings share: the sample with another rule, and its readings."""

import shutil
from datetime import date

import duckdb
import pytest

from etl.build.steps import build
from etl.models.article import read_articles
from etl.readings.evaluation import evaluate
from etl.readings.sandbox import open_sandbox
from tests.built import build_once
from tests.etl.conftest import SAMPLE

CLAIMS = "articles/sample/claims.toml"
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory):
    """A sandboxed connection to a build of the sample that nobody else has open."""
    folder = tmp_path_factory.mktemp("sandbox") / "data"
    with open_sandbox(build_once(shutil.copytree(SAMPLE, folder))) as con:
        yield con


@pytest.fixture
def rule(data):
    """A function that replaces texts of the sample's claims, each where it stands first."""
    path = data / CLAIMS

    def change(*changes):
        text = path.read_text("utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        path.write_text(text, "utf-8")
        return text

    return change


@pytest.fixture
def evaluated(data):
    """A function that builds the sample and reads its claims as of a day: rows by table."""

    def read(day=TODAY):
        path = build(data).path
        articles, problems = read_articles(data)
        assert problems == []
        found = evaluate(path, articles, day)
        assert found.problems == []
        return found.rows

    return read


@pytest.fixture
def asked(data):
    """A function that builds the sample and returns what a query of its build yields."""

    def rows(sql):
        with duckdb.connect(build(data).path.as_posix(), read_only=True) as con:
            return con.execute(sql).fetchall()

    return rows
