"""What every connector of the register owes: terms, hosts, bounds, a sample, a case."""

import tomllib

import httpx
import pytest

from etl.connectors.register import CONNECTORS
from etl.connectors.settings import read_settings
from etl.models.codebook import read_codebooks
from etl.paths import DATA
from tests.etl.connectors.cases import CASES
from tests.etl.connectors.samples import SAMPLES, requests

EVERY = pytest.mark.parametrize("connector", CONNECTORS.values(), ids=CONNECTORS)
CUBES = {"eurostat"}


@EVERY
def test_a_connector_says_whose_it_is_and_on_which_terms(connector):
    assert connector.title
    assert connector.publisher
    assert connector.licence
    assert connector.layout
    assert (DATA / "themes" / connector.theme).is_dir()


@EVERY
def test_a_connector_asks_nobody_but_its_publisher(connector):
    for request in requests(connector):
        url = httpx.URL(request.url)
        assert url.scheme == "https"
        assert any(url.host == host or url.host.endswith(f".{host}") for host in connector.hosts)


@EVERY
def test_a_connector_has_a_sample_of_each_document(connector):
    folder = SAMPLES / connector.name
    names = {path.name.removesuffix(".sheets") for path in folder.iterdir()}
    for request in requests(connector):
        assert request.document in names or "empty.json" in names
        assert request.find is None or f"{request.document}.page" in names


def test_every_connector_is_tried_with_every_fault():
    assert CASES.keys() | CUBES == CONNECTORS.keys()


def test_the_bounds_name_the_connectors_of_the_register():
    problems = []
    settings = read_settings(DATA, problems)
    assert problems == []
    assert settings.model.connector.keys() == CONNECTORS.keys()
    text = (SAMPLES / "connectors.toml").read_text("utf-8")
    samples = tomllib.loads(text)["connector"]
    for name, setting in settings.model.connector.items():
        assert samples[name].get("indicators", {}).keys() <= setting.indicators.keys()


def test_parts_are_asked_for_only_where_single_figures_are_restated():
    """A part of an edition in the place of the whole would take the rest out of force."""
    books, _ = read_codebooks(DATA)
    leaves = {k: v for book in books.values() for k, v in book.model.indicators.items()}
    settings = read_settings(DATA, []).model.connector
    for connector in CONNECTORS.values():
        rules = {leaves[name].revision for name in settings[connector.name].indicators}
        assert not connector.since or rules == {"figure"}, connector.name
