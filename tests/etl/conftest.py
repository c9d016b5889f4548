"""What the tests of the ETL share: a small data folder to change, and a database built of it."""

import shutil
import tempfile
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from etl.build.steps import connect
from etl.cli.commands import app
from etl.load.tables import load
from etl.stage.contents import read
from tests.built import build_once

SAMPLE = Path(__file__).parents[1] / "fixtures" / "data"


@pytest.fixture
def data(tmp_path):
    """A copy of the sample data that a test may change."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "data"))


@pytest.fixture(scope="session")
def database(tmp_path_factory):
    """A build of the unchanged sample, open for reading."""
    folder = tmp_path_factory.mktemp("built") / "data"
    shutil.copytree(SAMPLE, folder)
    with duckdb.connect(build_once(folder).as_posix(), read_only=True) as con:
        yield con


@pytest.fixture
def loaded(data):
    """A function that reads the data as they are into tables in memory: no check, no reading."""
    open_ones = []

    def make():
        open_ones.append(con := connect())
        with tempfile.TemporaryDirectory() as scratch:
            inputs, found = read(con, data, lambda _: None, Path(scratch))
            assert found == []
            load(con, inputs)
        return con

    yield make
    for con in open_ones:
        con.close()


@pytest.fixture
def ask(database):
    """A function that returns all rows that a query yields."""

    def rows(sql, **parameters):
        return database.execute(sql, parameters).fetchall()

    return rows


@pytest.fixture
def replace(data):
    """A function that replaces a text that stands once in a file, and returns its line."""

    def change(name, old, new):
        path = data / name
        text = path.read_bytes().decode("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_bytes(text.replace(old, new).encode("utf-8"))
        return text[: text.index(old)].count("\n") + 1

    return change


@pytest.fixture
def run(data):
    """A function that runs a command in this process: status, standard output and error."""

    def command(*arguments, folder=data):
        done = CliRunner().invoke(app, [*arguments, "--data", str(folder)])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.stdout, done.stderr

    return command
