"""What the tests of rehearsals share: the sample with its build, made once and copied by links."""

import os
import shutil
from pathlib import Path

import pytest

from tests.built import build_once
from tests.etl.conftest import SAMPLE


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The sample with a published build."""
    folder = Path(shutil.copytree(SAMPLE, tmp_path_factory.mktemp("built") / "data"))
    build_once(folder)
    return folder


@pytest.fixture
def data(built, tmp_path):
    """A copy that a test may change; builds are never written into, so that links will do."""
    ignored = shutil.ignore_patterns("builds")
    folder = Path(shutil.copytree(built, tmp_path / "data", ignore=ignored))
    shutil.copytree(built / "builds", folder / "builds", copy_function=os.link)
    return folder
