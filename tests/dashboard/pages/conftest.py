"""The pages as Streamlit runs them, without a browser."""

import json
import re
from html import unescape
from urllib.parse import parse_qs

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

SCRIPT = "from dashboard.pages.{name}.page import {name}_page\n{name}_page()"
PART = """from dashboard.shell.page import page
from dashboard.pages.{module} import {part}
page({part})()
"""
PARTS = {
    "country": ("countries.country", "draw_country"),
    "two": ("countries.two", "draw_pair"),
    "events": ("indicators.events", "draw_event_page"),
}
"""Parts of pages, each tested as if it were a page."""
SECONDS = 30
DETAILS = "client.showErrorDetails"


class Page:
    """A page that is visited with one address after the other."""

    def __init__(self, app):
        self.app = app

    def visit(self, **query):
        """Run the page under an address; an exception of the page fails the test."""
        self.app.query_params.clear()
        for name, value in query.items():
            self.app.query_params[name.rstrip("_")] = value
        self.app.run()
        assert not self.app.exception, (query, self.app.exception[0].value)
        return self

    def click(self, key):
        """Press the button of this key."""
        self.app.button(key=key).click().run()
        assert not self.app.exception
        return self

    def links(self, kept):
        """The addresses of the links of the page whose name for focus matches a pattern."""
        found = re.findall(r'<a data-soft data-keep="([^"]*)"[^>]* href="([^"]*)"', self.html)
        return {name: unescape(href) for name, href in found if re.fullmatch(kept, name)}

    def follow(self, kept):
        """Follow the link of this name."""
        href = self.links(re.escape(kept))[kept]
        return self.visit(**parse_qs(href.removeprefix("?")))

    @property
    def html(self):
        """All HTML of the page."""
        return "\n".join(block.proto.body for block in self.app.get("html"))

    @property
    def charts(self):
        """The charts of the page."""
        return self.app.get("vega_lite_chart")

    @property
    def sections(self):
        """What the sections of the article were given, by section."""
        sent = [json.loads(block.proto.json) for block in self.app.get("bidi_component")]
        found = [json.loads(data) for data in sent if isinstance(data, str)]
        return {data["section"]: data for data in found if "section" in data}

    @property
    def query(self):
        """The parameters of the address."""
        return dict(self.app.query_params)


@pytest.fixture
def page(published):
    """A function that opens one of the pages: read, indicators or sources."""
    before = config.get_option(DETAILS)
    config.set_option(DETAILS, "full")

    def start(name):
        if name in PARTS:
            module, part = PARTS[name]
            filled = PART.format(module=module, part=part)
        else:
            filled = SCRIPT.format(name=name)
        return Page(AppTest.from_string(filled, default_timeout=SECONDS))

    yield start
    config.set_option(DETAILS, before)
