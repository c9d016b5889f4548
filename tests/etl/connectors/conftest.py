"""What the tests of the connectors share: a publisher, a data folder with a build, a quick run."""

import os
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from etl.build.refresh import Options, refresh
from etl.connectors.bounds import expected
from etl.connectors.model import Document, Query
from etl.connectors.pull import gather
from etl.connectors.reading import DocumentReading, known_of
from etl.connectors.report import noted
from etl.connectors.session import MIRROR, Manners
from etl.connectors.settings import read_settings
from etl.paths import DATA, builds_folder, fetched_folder
from etl.store import builds
from tests.built import build_once
from tests.etl.connectors.samples import SAMPLES, TODAY, TYPES, put
from tests.etl.connectors.server import Answer, serving

QUICK = Manners(
    connect=2,
    silence=0.5,
    whole=2,
    attempts=2,
    first_wait=0.01,
    longest_wait=0.02,
    longest_asked=2,
    pause=0,
)


ROLL_CALL = "2025-12-18-020"
LARGE = 60_000
"""Bytes; smaller files are copied, and a test may write into them."""
# Figures of the samples that the shipped data hold already; without them a run has news.
FORGOTTEN = re.compile(
    r"(goods_(ex|im)ports_gacc_monthly,CHN,RUS,2026-02|goods_exports_eurostat_monthly,EU27,KAZ,2022-11"
    r"|us_goods_(ex|im)ports_monthly,USA,CHN,2022-12|crude_purchases_from_russia_eur,CHN,RUS,2026-01"
    r"|2025-12-18-020),"
)


def forget(data):
    """Take some rows out of the observations and votes."""
    paths = [*data.glob("themes/*/observations/*.csv"), *data.glob("votes/*.csv")]
    for path in paths:
        lines = path.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not FORGOTTEN.match(line)]
        if len(kept) < len(lines):
            path.write_text("".join(kept), "utf-8")


class Watch:
    """Keeps what it is told."""

    def __init__(self):
        self.said, self.bytes, self.rows = [], 0, 0

    def received(self, document, count, total):
        self.bytes = max(self.bytes, count)

    def read(self, document, count):
        self.rows = count

    def say(self, text):
        self.said.append(text)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory):
    """A copy of the shipped data with a build, and the bounds of the samples."""
    data = tmp_path_factory.mktemp("shipped") / "data"
    ignored = shutil.ignore_patterns(builds_folder(DATA).name, fetched_folder(DATA).name)
    shutil.copytree(DATA, data, ignore=ignored)
    shutil.copyfile(SAMPLES / "connectors.toml", data / "connectors.toml")
    (data / "corrections.toml").write_text("correction = []\n")
    forget(data)
    build_once(data)
    before = contents(data)
    yield data
    assert contents(data) == before, "a test or a refresh wrote into a file instead of replacing it"


def contents(data):
    """The bytes of every file."""
    return {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}


@pytest.fixture
def data(shipped, tmp_path):
    """A data folder with a published build that a test may change."""
    return Path(shutil.copytree(shipped, tmp_path / "data", copy_function=link))


def link(source, target):
    """A link where it is as good as a copy: builds and tables are replaced, never written into."""
    is_replaced = source.endswith((".csv", ".duckdb")) and Path(source).stat().st_size > LARGE
    (os.link if is_replaced else shutil.copy2)(source, target)


@pytest.fixture(scope="session")
def running():
    """A publisher on this machine, for all tests."""
    with serving() as publisher:
        yield publisher


@pytest.fixture
def publisher(running, monkeypatch):
    """A publisher who has nothing yet, in the place of all real ones."""
    running.answers.clear()
    running.asked.clear()
    running.sent = 0
    monkeypatch.setenv(MIRROR, running.address)
    return running


@pytest.fixture
def offer(publisher):
    """A function that makes the publisher serve the sample documents of a connector."""

    def serve(connector, **headers):
        def answer(body, kind):
            return Answer(body, headers={"Content-Type": TYPES[kind], **headers})

        put(publisher, connector, answer)

    return serve


@pytest.fixture
def run(data):
    """A function that refreshes from one connector and returns the outcome."""

    def go(connector, **options):
        return refresh(
            data, connector, Options(**{"manners": QUICK, "today": TODAY, **options}), Watch()
        )

    return go


@pytest.fixture
def fetched(data):
    """A function that fetches the documents of a connector, and no more."""

    def go(connector, manners=QUICK):
        return gather(data, connector, Query(None, TODAY), (), manners, Watch())

    return go


@pytest.fixture
def taken(data, fetched):
    """A function that returns what a connector takes from its documents, and the notes on them."""

    def go(connector):
        settings = read_settings(data, [])
        setting = settings.model.connector[connector.name]
        reading = DocumentReading(data, fetched(connector), known_of(data), setting, TODAY)
        return figures(expected(connector, reading, settings, is_part=False)), noted(reading.notes)

    return go


@pytest.fixture
def parsed(taken):
    """A function that returns the rows and roll calls of a connector's documents."""
    return lambda connector: taken(connector)[0]


@pytest.fixture(scope="session")
def known():
    """The code lists of the shipped data, without the one roll call that the sample holds whole."""
    shipped = known_of(DATA)
    calls, votes = (
        {key: name for key, name in held.items() if name != ROLL_CALL}
        for held in (shipped.roll_calls, shipped.resolutions)
    )
    return replace(shipped, roll_calls=calls, resolutions=votes)


@pytest.fixture
def read(tmp_path, known):
    """A function that reads documents at hand: within the bounds of the samples, or without any."""

    def go(connector, documents, *, bounded=True, of=DATA, skip=()):
        kept = {}
        for name, content in documents.items():
            path = tmp_path / name
            path.write_bytes(content)
            kept[name] = Document(name, path, "https://example.org", "0" * 64, TODAY.isoformat())
        settings = read_settings(SAMPLES if bounded else of, [])
        setting = settings.model.connector[connector.name]
        setting = setting.model_copy(update={"skip": [*setting.skip, *skip]})
        reading = DocumentReading(DATA, kept, known, setting, TODAY)
        if bounded:
            return figures(expected(connector, reading, settings, is_part=False)), reading
        return figures(connector.parse(reading)), reading

    return go


def figures(editions):
    """The rows and roll calls of editions, without their places."""
    rows = {(row.indicator, *row.key, row.value) for e in editions for row in e.rows}
    return rows, [call for edition in editions for call in edition.roll_calls]


@pytest.fixture
def unchanged(data):
    """A function that fails when the data or the build in force are not what they were."""
    before, path = state(data), builds.current(data)
    held = identity(path)

    def check():
        assert state(data) == before
        assert builds.current(data) == path
        assert identity(path) == held

    return check


def state(data):
    """Which file stands under every name of the data, products aside."""
    products = {builds_folder(data), fetched_folder(data)}
    paths = (p for p in data.rglob("*") if p.is_file() and products.isdisjoint(p.parents))
    return {path.relative_to(data).as_posix(): identity(path) for path in paths}


def identity(path):
    """What changes when a file is replaced or written into."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns
