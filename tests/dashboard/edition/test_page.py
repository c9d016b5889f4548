"""The edition holds the article unchanged and everything said of it, and nothing that runs."""

import json
import re

import pytest

from dashboard.claim.parts import ClaimParts
from dashboard.edition.edition import Edition
from dashboard.edition.head import head
from dashboard.html import render, text
from dashboard.sentences import reading_words as words
from dashboard.store.database import records
from dashboard.store.readings import NOW
from dashboard.words.wording import day


def content(node):
    """The text of a node, character for character."""
    if node.name == "#text":
        return node.data
    return "".join(content(child) for child in node.children or ())


def squeezed(told):
    return re.sub(r"\s+", " ", told).strip()


def part(tree, name):
    """The element of this id."""
    (found,) = tree.query(f'[id="{name}"]')
    return found


@pytest.fixture(scope="module")
def kept(edition_of):
    return edition_of.ledger


def test_the_text_equals_the_article_character_for_character(tree, found):
    for section in found.sections.values():
        here = part(tree, section.id)
        (heading,) = here.query("h2")
        assert content(heading) == section.heading
        assert "\n\n".join(content(p) for p in here.query("p.art")) == section.text


def test_nothing_runs_and_nothing_is_asked_of_any_host(tree, html):
    scripts = tree.query("script")
    assert [one.attrs for one in scripts] == [{"type": "application/ld+json"}]
    for tag in ("img", "iframe", "object", "embed", "form", "base", "video", "audio", "link"):
        assert tree.query(tag) == [], tag
    for node in tree.query("*"):
        for name, value in (node.attrs or {}).items():
            assert not name.lower().startswith("on"), (node.name, name)
            if name == "href":
                assert re.match(r"#[\w:.-]+$|https?://", value), value
    assert set(re.findall(r"url\(([^)]{1,24})", html)) <= {"data:font/woff2;base64,d"}
    (policy,) = tree.query('meta[http-equiv="Content-Security-Policy"]')
    assert policy.attrs["content"].startswith("default-src 'none';")


def test_ids_are_unique_and_every_reference_leads_somewhere(tree):
    ids = [node.attrs["id"] for node in tree.query("[id]")]
    assert len(ids) == len(set(ids))
    for node in tree.query("*"):
        attrs = node.attrs or {}
        targets = [attrs["href"][1:]] if attrs.get("href", "").startswith("#") else []
        for name in ("aria-labelledby", "aria-describedby"):
            targets += attrs.get(name, "").split()
        assert set(targets) <= set(ids), (node.name, targets)


def test_every_picture_has_a_name_or_is_hidden(tree, found):
    named = 0
    for svg in tree.query("svg"):
        if svg.attrs.get("aria-hidden") == "true":
            continue
        assert svg.attrs["role"] == "img"
        title, told = svg.children[:2]
        assert (title.name, told.name) == ("title", "desc")
        assert svg.attrs["aria-labelledby"] == title.attrs["id"]
        assert svg.attrs["aria-describedby"] == told.attrs["id"]
        assert len(content(title)) > 10
        assert "figures as of" in content(told)
        named += 1
    assert named >= 2 * len(found.exhibits)


def test_every_claim_is_a_link_in_the_text_and_leads_to_its_evidence(tree, found):
    for claim in found.claims.values():
        link = part(tree, f"t-{claim.id}")
        assert link.attrs["href"] == f"#{claim.id}"
        assert content(link) == claim.exact
        here = part(tree, claim.id)
        assert content(here.query_one("h3")) == claim.title
        assert content(here.query_one("blockquote")) == f"“{claim.exact}”"
        assert here.query_one(".eb a").attrs["href"] == f"#t-{claim.id}"


def test_every_claim_has_its_card_with_drawn_shapes_and_its_tests_open(html, found, kept):
    for claim in found.claims.values():
        assert render("claim.j2", "head", ClaimParts(found, kept, claim), True) in html
    assert html.count("<details open><summary><b>For, against</b>") == len(kept.rules)
    assert '<span class="mk' not in html


def test_every_exhibit_stands_once_with_its_words_and_all_its_figures(tree, found, edition_of):
    figures = {node.attrs["id"]: node for node in tree.query("figure")}
    assert figures.keys() == {f"f-{name}" for name in found.exhibits}
    numbers = []
    for exhibit in found.exhibits.values():
        node = figures[f"f-{exhibit.id}"]
        assert next(child.name for child in node.children) == "figcaption"
        caption = squeezed(content(node.children[0]))
        numbers.append(edition_of.figure_numbers[exhibit.id])
        assert caption.startswith(f"Figure {numbers[-1]}{exhibit.title}")
        assert squeezed(exhibit.subtitle) in caption
        told = squeezed(content(node))
        assert squeezed(exhibit.note) in told
        ready = edition_of.drawn(exhibit)
        rows = node.parent.query("tbody td.n")
        assert len(rows) == len(ready.rows)
        assert len(node.query("svg.wide")) == len(node.query("svg.narrow")) == len(ready.panels)
    assert sorted(numbers) == list(range(1, len(found.exhibits) + 1))


def test_figures_are_numbered_in_the_order_of_the_page(tree):
    numbers = [int(content(eb).split()[1]) for eb in tree.query("figcaption .eb")]
    assert numbers == sorted(numbers)


def test_every_source_is_listed_with_its_link_and_licence(tree, database):
    rows = records(database, "from source")
    items = {item.attrs["id"]: item for item in tree.query(".src-list li")}
    assert len(items) == len(rows)
    for row in rows:
        item = items[f"s-{row['id']}"]
        assert squeezed(row["title"]) in squeezed(content(item))
        assert squeezed(row["licence"]) in squeezed(content(item))
        assert item.query_one("a").attrs["href"] == row["url"]


def test_sources_behind_a_reading_are_named_with_it(tree, database):
    question = """
        select distinct claim, source from (
            select claim, unnest(evidence) as id from test_result where basis = 'now'
        ) join observation using (id)
    """
    named = {}
    for row in records(database, question):
        if row["claim"] not in named:
            links = part(tree, row["claim"]).query("a")
            named[row["claim"]] = {link.attrs["href"] for link in links}
        assert f"#s-{row['source']}" in named[row["claim"]]


def test_spans_left_out_stand_with_their_reasons(tree, kept):
    told = squeezed(content(part(tree, "left-out")))
    for span in kept.left_out:
        assert f"“{squeezed(span['exact'])}”" in told
        assert squeezed(span["reason"]) in told


def test_the_page_says_which_build_it_is_and_how_to_cite_it(tree, found, kept):
    build = found.build["id"]
    assert build in content(part(tree, "build"))
    assert build in content(part(tree, "cite"))
    assert build in content(tree.query_one("header"))
    assert f"Read as of {day(kept.known_on)}" in content(tree.query_one(".method"))
    assert "MIT" in content(part(tree, "licence"))


def test_the_head_tells_other_programs_what_the_page_is(tree, found):
    properties = {m.attrs["property"]: m.attrs["content"] for m in tree.query("meta[property]")}
    title = found.article["title"]
    assert properties["og:title"] == f"{title}: evidence edition"
    assert properties["og:type"] == "article"
    assert f"{len(found.claims)} statements" in properties["og:description"]
    assert content(tree.query_one("title")) == properties["og:title"]
    assert tree.query_one("html").attrs["lang"] == "en"


def test_the_readings_stand_in_it_as_claim_reviews(tree, found, kept):
    data = json.loads(content(tree.query_one("script")))
    assert data["@context"] == "https://schema.org"
    by_url = {review["url"]: review for review in data["@graph"]}
    assert by_url.keys() == {f"#{claim}" for claim in found.claims}
    for claim in found.claims.values():
        review = by_url[f"#{claim.id}"]
        word = words.WORDS[kept.readings[claim.id, NOW].reading]
        assert review["@type"] == "ClaimReview"
        assert review["claimReviewed"] == claim.exact
        assert review["reviewRating"].keys() == {"@type", "alternateName", "ratingExplanation"}
        assert review["reviewRating"]["alternateName"] == word
        assert review["itemReviewed"]["appearance"]["url"] == found.article["url"]


def test_an_address_makes_canonical_links(database, found):
    address = f"https://example.org/e/{found.article['id']}.html"
    told = head(Edition(database, address))
    assert f'<link rel="canonical" href="{text(address)}">' in told
    assert f'<meta property="og:url" content="{text(address)}">' in told
    assert f'"url": "{address}#' in told
