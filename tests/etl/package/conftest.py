"""An open data package of the sample data, and the build that it is of."""

import json
import shutil

import pytest

from etl.package.export import export
from etl.store import builds
from tests.built import build_once
from tests.etl.conftest import SAMPLE


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A build of the sample."""
    folder = tmp_path_factory.mktemp("packed") / "data"
    shutil.copytree(SAMPLE, folder)
    return build_once(folder)


@pytest.fixture(scope="session")
def package(built, tmp_path_factory):
    """The folder of its package."""
    folder = tmp_path_factory.mktemp("package") / "out"
    export(built, folder, lambda _: None)
    return folder


@pytest.fixture(scope="session")
def told(package):
    """The descriptor."""
    return json.loads((package / "datapackage.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def con(built):
    """A connection that has the build in use."""
    with builds.opened(built) as found:
        yield found
