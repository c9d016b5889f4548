import subprocess
import sys

import pytest

from dashboard.edition.edition import Edition
from dashboard.edition.page import page
from tests.built import build_once
from tests.etl.conftest import SAMPLE


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The edition of the sample, which has claims without rules and exhibits without claims."""
    import shutil

    data = shutil.copytree(SAMPLE, tmp_path_factory.mktemp("sample") / "data")
    return Edition(build_once(data).as_posix())


def test_an_exhibit_stands_where_the_text_first_needs_it(sample):
    assert [e.id for e in sample.exhibits_at("s01")] == ["sample_aid_monthly"]
    assert [e.id for e in sample.exhibits_at("s03")] == ["sample_trade", "sample_votes"]
    placed = {e.id for place in ("s01", "s02", "s03", "first", "second")
              for e in sample.exhibits_at(place)}  # fmt: skip
    assert placed == set(sample.catalogue.exhibits)


def test_sources_are_counted_those_in_use_first(sample):
    used = [document.id in sample.used for document in sample.documents]
    assert used == sorted(used, reverse=True)
    assert sorted(sample.source_numbers.values()) == list(range(1, len(used) + 1))


def test_the_sample_makes_a_page(sample):
    html = page(sample)
    assert "No rule is written yet." in html
    assert sample.build in html


def run(*arguments, database):
    command = [sys.executable, "-m", "dashboard.edition", *map(str, arguments)]
    environment = {"ALIGNMENT_DATABASE": database} if database else {"ALIGNMENT_DATA": "nowhere"}
    import os

    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | environment
    )


def test_the_command_writes_page_and_readings_once(sample, tmp_path):
    folder = tmp_path / "out"
    done = run(folder, "--address", "https://example.org/e/", database=sample.database)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == ["readings.json", "sample.html"]
    html = (folder / "sample.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://example.org/e/sample.html">' in html
    assert '"https://example.org/e/sample.html#s01"' in (folder / "readings.json").read_text(
        "utf-8"
    )
    again = run(folder, database=sample.database)
    assert again.returncode == 1
    assert again.stderr.endswith("(replace it with --force); nothing was written\n")
    assert run(folder, "--force", database=sample.database).returncode == 0


def test_without_a_build_the_command_says_what_to_do(tmp_path):
    done = run(tmp_path / "out", database=None)
    assert done.returncode == 1
    assert "python -m etl build" in done.stderr
    assert list(tmp_path.iterdir()) == []
