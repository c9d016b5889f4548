"""Markup, scripts and Markdown in titles, notes, quotes, locators and addresses stay text."""

import re
from html.parser import HTMLParser

import pytest

from dashboard.html.markup import MARKDOWN
from tests.built import build_once
from tests.poison import POISON, poisoned

FIGURE = "sample_aid_total:USA:UKR:2024-02:sample_r2"
TAGS = {
    "a", "b", "blockquote", "br", "circle", "code", "dd", "details", "div", "dl", "dt", "em", "h1",
    "h2", "h3", "i", "li", "nav", "ol", "p", "path", "pre", "section", "small",
    "span", "style", "summary", "svg", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
VISITS = [
    ("article", {}),
    ("article", {"claim": "s02"}),
    ("article", {"exhibit": "sample_aid_monthly", "tab": "table", "figure": FIGURE}),
    ("article", {"exhibit": "sample_aid_monthly", "tab": "sources"}),
    ("article", {"exhibit": "sample_votes", "tab": "table", "claim": "s03"}),
    ("article", {"actor": "CHN", "theme": "aid"}),
    ("indicators", {"indicator": "sample_aid_total"}),
    ("indicators", {"indicator": "sample_stance", "exhibit": "indicator_sample_stance"}),
    ("method", {}),
    ("figure", {"figure": FIGURE}),
    ("figure", {"figure": "sample_stance:RUS:-:2024-02:sample_speech"}),
    ("figure", {"figure": "vote:1990-01-02-001:CHN"}),
    ("figure", {"figure": "event:sample_pledge"}),
]


class Parts(HTMLParser):
    """Tags, attributes and text of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.text = set(), [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """A build of the poisoned sample, in place of the real data."""
    return build_once(poisoned(tmp_path_factory.mktemp("poison"))).as_posix()


@pytest.mark.parametrize(("name", "query"), VISITS, ids=str)
def test_what_data_say_stays_text(page, name, query):
    shown = page(name).visit(**query)
    found = Parts(shown.html)
    assert POISON in found.text
    assert found.tags <= TAGS
    names = {attribute for attribute, _ in found.attributes}
    assert not {attribute for attribute in names if attribute.startswith("on")}
    for attribute, value in found.attributes:
        if attribute == "href":
            assert (value or "").startswith(("?", "./", "#", "https://example.org/", "https://u"))
    no_label_is_markdown(name, shown)


def labels(app):
    """What widgets say, as Streamlit gets it: it reads all of this as Markdown."""
    for button in app.button:
        yield button.label
        yield button.help or ""
    for control in [*app.segmented_control, *app.get("button_group")]:
        yield getattr(control, "label", "") or ""
        for option in control.proto.options:
            yield option.content


def no_label_is_markdown(name, shown):
    """Labels of widgets hold what the data say, with every mark of Markdown escaped."""
    held = [label for label in labels(shown.app) if "hacked" in label]
    for said in held:
        assert not MARKDOWN.search(re.sub(r"\\.", "", said)), said
    if name == "read":
        assert held


def test_the_text_of_a_statement_is_given_as_text(page):
    shown = page("article").visit()
    rows = [row for data in shown.sections.values() for row in data["statements"]]
    assert POISON in rows[0]["title"]
