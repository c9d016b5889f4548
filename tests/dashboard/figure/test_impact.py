"""Impact in words: charts, statements and readings as links, with how many figures."""

import shutil
from dataclasses import replace

import pytest

from dashboard.figure.impact import impact_of, resting_on_source
from dashboard.store.catalogue import catalogue
from etl.build.steps import build
from tests.etl.conftest import SAMPLE
from tests.evidence import evaluated
from tests.html import links

FIGURE = "sample_aid_total:USA:UKR:2024-02:sample_r2"


@pytest.fixture
def sample(context, tmp_path):
    """A context of the sample in which one reading is computed from one figure."""
    path = build(shutil.copytree(SAMPLE, tmp_path / "data")).path
    made = evaluated(path, tmp_path, ("s02", "t1", "now", "main", [FIGURE])).as_posix()
    return replace(context(), database=made, catalogue=catalogue(made))


def test_an_indicator_names_all_that_falls_with_it(sample):
    html = impact_of(sample, sample.catalogue.indicators["sample_aid_total"])
    assert "4 in force, 2 earlier" in html
    assert "Sample aid per month</a>: all its 4 figures" in html
    assert "Statement 1</a>, “Aid changed”: drawn with 4 figures" in html
    assert "Statement 2</a>, “Some give less”: computed from 1 figure" in html
    assert "Statement 2</a>, now: consistent" in html
    hrefs = [link["href"] for link in links(html)]
    assert hrefs[0] == "./?claim=s01&exhibit=sample_aid_monthly"
    assert all("data-soft" in link for link in links(html))


def test_an_indicator_with_which_nothing_falls_says_so(sample):
    html = impact_of(sample, sample.catalogue.indicators["sample_stance"])
    assert "no chart of the article, no statement" in html


def test_a_document_counts_and_names_what_falls_with_it(sample):
    html = resting_on_source(sample, "sample_r2")
    assert "<summary>1 chart, 2 statements, 1 reading</summary>" in html
    assert [link["href"] for link in links(html)] == [
        "./?exhibit=sample_aid_monthly",
        "./?claim=s01",
        "./?claim=s02",
    ]
    assert resting_on_source(sample, "sample_r1") == ""
