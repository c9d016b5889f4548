"""As a wheel lays it out: the data lie in the package, what is made of them with the user."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

SAMPLE = ROOT / "tests" / "fixtures" / "data"
RUN = """
import json
from etl import paths
from etl.build.steps import build
import dashboard
made = build(paths.DATA)
print(json.dumps([str(paths.DATA), str(made.path), dashboard.__file__, paths.licence()[:3]]))
"""


def test_an_installed_package_builds_its_own_data_in_the_user_s_folder(tmp_path):
    site, kept = tmp_path / "ört 1" / "site", tmp_path / "kept"
    junk = shutil.ignore_patterns("__pycache__")
    for package in ("etl", "dashboard"):
        shutil.copytree(ROOT / package, site / package, ignore=junk)
    shutil.copytree(SAMPLE, site / "etl" / "data")
    environment = os.environ | {"PYTHONPATH": str(site), "XDG_DATA_HOME": str(kept)}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1"}
    before = sorted(site.rglob("*"))
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    data, made, package, licence = json.loads(done.stdout.splitlines()[-1])
    assert data == str(site / "etl" / "data")
    assert Path(package).is_relative_to(site)
    assert Path(made).parent == kept / "alignment-indicators" / "builds"
    assert licence
    assert sorted(site.rglob("*")) == before, "nothing is written into the package"
