"""What the tests of the dashboard share: the build of the real data, contexts, a living app."""

import shutil

import pytest
import streamlit as st

from dashboard.shell.address import ViewState
from dashboard.shell.context import Context, lens
from dashboard.store.catalogue import catalogue
from etl.store import builds


@pytest.fixture(scope="session")
def database(edition):
    """The path of the build, as the settings name it."""
    return builds.current(edition).as_posix()


@pytest.fixture(scope="session")
def found(database):
    """The catalogue of the build."""
    return catalogue(database)


@pytest.fixture(scope="session")
def context(database, found):
    """A function that returns the context of a state."""

    def make(narrow=False, **chosen):
        state = ViewState(**chosen)
        return Context(database, found, state, (), lens(found, state), narrow)

    return make


@pytest.fixture
def own(edition, tmp_path):
    """A copy of the edition that one test may alter."""
    return shutil.copytree(edition, tmp_path / "data")


@pytest.fixture
def published(database, monkeypatch):
    """The app reads the build of the real data."""
    monkeypatch.setenv("ALIGNMENT_DATABASE", database)
    monkeypatch.delenv("ALIGNMENT_DATA", raising=False)


@pytest.fixture
def living(monkeypatch):
    """A function that lets the app build from a data folder, with a watch of its own."""
    monkeypatch.delenv("ALIGNMENT_DATABASE", raising=False)

    def settle(data):
        monkeypatch.setenv("ALIGNMENT_DATA", str(data))
        st.cache_resource.clear()

    yield settle
    st.cache_resource.clear()
