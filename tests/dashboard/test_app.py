"""The whole app: it builds what is absent, and bad data never take the page away."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.server import rebuild as fresh
from etl.store import builds
from tests.built import build_once

APP = Path(dashboard.__file__).with_name("app.py")
SAMPLE = Path(__file__).parents[1] / "fixtures" / "data"
AMOUNTS = "themes/aid/observations/amounts.csv"


@pytest.fixture
def data(tmp_path, living, monkeypatch):
    """A copy of the sample data that the app builds from."""
    monkeypatch.setattr(fresh, "PAUSE", 0.0)
    copy = shutil.copytree(SAMPLE, tmp_path / "data")
    living(copy)
    return copy


@pytest.fixture
def app():
    return AppTest.from_file(str(APP), default_timeout=30)


def shown(app):
    assert not app.exception
    return "\n".join(block.proto.body for block in app.get("html"))


def spoil(data):
    path = data / AMOUNTS
    text = path.read_text("utf-8")
    path.write_text(text.replace(",4.75,", ",plenty,"), "utf-8")
    return text


def test_without_a_build_one_is_made_and_shown(app, data):
    html = shown(app.run())
    assert f"Build {builds.current(data).stem} of " in html
    assert "<h1>" in html
    assert "Building" not in html


def test_bad_data_without_a_build_are_explained_and_mending_them_is_enough(app, data):
    good = spoil(data)
    html = shown(app.run())
    assert "<b>1 problem in the data.</b> No build stands yet." in html
    assert f"<li>data/{AMOUNTS}:8: value: " in html
    assert "<h1>" not in html
    (data / AMOUNTS).write_text(good, "utf-8")
    html = shown(app.run())
    assert "in the data.</b>" not in html
    assert f"Build {builds.current(data).stem} of " in html


def test_bad_data_keep_the_build_and_the_page(app, data):
    first = build_once(data)
    app.run()
    good = spoil(data)
    html = shown(app.run())
    assert f"The build {first.stem} stays up." in html
    assert f"<li>data/{AMOUNTS}:8: value: " in html
    assert f"Build {first.stem} of " in html
    (data / AMOUNTS).write_text(good, "utf-8")
    assert "in the data.</b>" not in shown(app.run())


def test_good_data_are_followed(app, data):
    first = build_once(data)
    app.run()
    assert builds.current(data) == first
    path = data / AMOUNTS
    path.write_text(path.read_text("utf-8").replace(",4.75,", ",5.75,"), "utf-8")
    html = shown(app.run())
    assert builds.current(data) != first
    assert f"Build {builds.current(data).stem} of " in html


def test_a_named_database_is_read_and_nothing_is_built(app, published, found, monkeypatch):
    monkeypatch.setattr(fresh, "build", None)
    assert f"Build {found.build['id']} of " in shown(app.run())


def test_a_named_database_that_is_none_is_told_in_place_of_the_page(app, tmp_path, monkeypatch):
    path = tmp_path / "text.duckdb"
    path.write_text("a text")
    monkeypatch.setenv("ALIGNMENT_DATABASE", str(path))
    html = shown(app.run())
    assert (
        f"The database {path} is no DuckDB database, or cut off; set ALIGNMENT_DATABASE to" in html
    )
    assert "<h1>" not in html


def test_a_folder_that_holds_no_data_is_told_in_place_of_the_page(app, tmp_path, living):
    living(tmp_path)
    html = shown(app.run())
    assert f"{tmp_path} is no data folder: it holds no themes/" in html
