"""What is shown ahead of a panel: words and charts of every statement, also without a figure."""

import shutil
from pathlib import Path

import pytest

from dashboard.edition.ahead import ahead
from dashboard.html.markup import text
from dashboard.store.catalogue import catalogue
from etl.build.steps import build
from etl.store import builds

SAMPLE = Path(__file__).parents[2] / "fixtures" / "data"


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """A build of the sample, in which a statement has a chart without a figure."""
    data = shutil.copytree(SAMPLE, tmp_path_factory.mktemp("sample") / "data")
    build(data)
    return builds.current(data).as_posix()


def test_every_statement_of_the_article_has_its_words_and_charts(database, found):
    for claim in found.claims.values():
        shown = ahead(database, claim.id).decode()
        assert f"“{text(claim.exact)}”" in shown
        assert ("<svg" in shown) == bool(claim.exhibits), claim.id
        assert shown.count('<div class="ahead') == 1


def test_a_statement_whose_chart_has_no_figure_has_its_words_alone(sample):
    claims = catalogue(sample).claims
    pages = {name: ahead(sample, name).decode() for name in claims}
    assert all(text(claims[name].exact) in page for name, page in pages.items())
    bare = [name for name, page in pages.items() if claims[name].exhibits and "<svg" not in page]
    assert bare == ["s03"]


def test_an_unknown_statement_is_an_error(database):
    with pytest.raises(KeyError):
        ahead(database, "c99")
