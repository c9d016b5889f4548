"""The script-free edition of the real data, as text and as a strictly parsed tree."""

import pytest
from justhtml import JustHTML

from dashboard.edition.edition import Edition
from dashboard.edition.page import page


@pytest.fixture(scope="session")
def edition_of(database):
    """What the page is made of."""
    return Edition(database)


@pytest.fixture(scope="session")
def html(edition_of):
    """The page."""
    return page(edition_of)


@pytest.fixture(scope="session")
def tree(html):
    """The page as a browser reads it; an error of its markup fails the test."""
    return JustHTML(html, strict=True, sanitize=False)
