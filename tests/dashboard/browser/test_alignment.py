"""Ties, actor, events and resets in a browser: links, Back, the keyboard, phones, files, print."""

import csv
import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.dashboard.browser import pdf
from tests.dashboard.browser.labels import label_faults
from tests.dashboard.browser.pages import PHONE, parameters, settle

TIES = "countries?from=2008&to=2021&pair=CHN-RUS"
EVENT = "indicators?event=nato_20250212_14"
DEEP = {
    "ties": (f"{TIES}&weight=arms.0&scale=z", "arms 0 %"),
    "actor": ("actor?as=POL&exhibit=actor_nato_cohesion&tab=table", "4 of 31"),
    "events": (f"{EVENT}&span=12", "in the 12 months before"),
    "resets": ("resets?exhibit=reset_meetings&tab=table", "After a year"),
}
WIDER = """() => [document.documentElement, document.querySelector('.stMain')]
  .filter(box => box.scrollWidth > box.clientWidth).length"""


def shows(page, words):
    page.wait_for_function("words => document.body.innerText.includes(words)", arg=words)


@pytest.mark.parametrize("name", DEEP)
def test_a_link_opens_exactly_that_view_and_opens_it_again(visit, address, name):
    path, words = DEEP[name]
    page = visit(f"{address}/{path}")
    shows(page, words)
    assert parameters(page) == f"?{path.split('?')[1]}"
    page.reload()
    settle(page)
    shows(page, words)


def test_back_and_forward_walk_through_pairs_and_weights(visit, address):
    page = visit(f"{address}/{TIES}")
    page.locator(".st-key-open_RUS-USA button").click()
    page.wait_for_function("location.search.includes('RUS-USA')")
    shows(page, "Russia and United States, 2008 to 2021: ")
    settle(page)
    page.locator(".st-key-weight_votes").get_by_role("radio", name="3", exact=True).click()
    page.wait_for_function("location.search.includes('weight=votes.3')")
    settle(page)
    page.go_back()
    page.wait_for_function("!location.search.includes('weight')")
    settle(page)
    votes = page.locator(".st-key-weight_votes").get_by_role("radio", name="1", exact=True)
    assert votes.get_attribute("aria-checked") == "true"
    page.go_back()
    shows(page, "China and Russia, 2008 to 2021: ")
    page.go_forward()
    shows(page, "Russia and United States, 2008 to 2021: ")


def test_filters_come_along_to_the_other_pages(visit, address):
    page = visit(f"{address}/countries?view=pair&actor=POL&from=2016")
    for title in ("Indicators", "Votes", "Resets compared", "Countries"):
        page.get_by_role("link", name=title, exact=True).click()
        page.wait_for_url(f"**/{title.lower().partition(' ')[0]}?*")
        settle(page)
        assert parameters(page) == "?actor=POL&from=2016"
    shows(page, "Read as Poland")
    page.get_by_role("link", name="Two countries").click()
    shows(page, "Ties of a pair")
    assert parameters(page) == "?view=pair&actor=POL&from=2016"
    page.go_back()
    shows(page, "Read as Poland")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("read?claim=c03", "/?claim=c03"),
        ("compare?pair=USA-RUS", "/votes?pair=USA-RUS"),
        ("ties?actor=POL&from=2016", "/countries?view=pair&actor=POL&from=2016"),
        ("actor?as=POL", "/countries?as=POL"),
        ("events?theme=nato_cohesion", "/indicators?view=events&theme=nato_cohesion"),
        ("sources?actor=DEU", "/method?actor=DEU"),
    ],
)
def test_an_old_address_leads_on_and_back_leaves_it(visit, address, old, new):
    page = visit(f"{address}/resets")
    page.goto(f"{address}/{old}")
    settle(page)
    assert page.url == address + new
    page.go_back()
    settle(page)
    assert page.url == f"{address}/resets"


def test_weights_and_tabs_are_reached_by_keyboard(visit, address):
    page = visit(f"{address}/{TIES}")
    page.locator(".st-key-weight_arms").get_by_role("radio", name="1", exact=True).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.wait_for_function("location.search.includes('weight=arms.2')")
    settle(page)
    page.locator('[data-keep="composite:chart"]').focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".st-key-fig_composite table").wait_for()
    region = page.locator(".st-key-fig_composite .scroll")
    assert region.get_attribute("tabindex") == "0"


@pytest.mark.parametrize(
    "path", [TIES, "countries?pair=DEU-USA", "countries?as=POL", "countries?as=UKR", EVENT]
)
def test_labels_of_other_choices_are_apart_inside_and_legible(visit, address, path):
    page = visit(f"{address}/{path}", PHONE)
    assert label_faults(page) == []
    assert page.evaluate(WIDER) == 0


@pytest.mark.parametrize(
    "path",
    [
        f"{TIES}&exhibit=divergence&tab=table",
        "countries?pair=USA-USA",
        f"{TIES}&weight=votes.0&weight=trade.0&weight=arms.0&weight=opinion.0",
        "indicators?view=events&to=1900",
        "resets?actor=POL",
        "countries?as=ISL&tab=sources&exhibit=actor_un_voting",
    ],
)
def test_axe_finds_nothing_in_tables_and_messages_on_a_phone(visit, address, path):
    page = visit(f"{address}/{path}", PHONE, "dark")
    found = Axe().run(page).response["violations"]
    assert [
        f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]
    ] == []
    assert page.evaluate(WIDER) == 0


def download(page, name, label):
    page.locator(f'[data-keep="{name}:files"]').click()
    with page.expect_download() as found:
        page.locator(f".st-key-take_{name}").get_by_role("button", name=label).click()
    return found.value.suggested_filename, found.value.path().read_bytes()


def test_the_composite_is_taken_along_as_figures_and_as_a_picture(visit, address):
    page = visit(f"{address}/{TIES}")
    name, content = download(page, "composite", "CSV")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    assert name == "composite.csv"
    assert [row["year"] for row in rows] == [str(year) for year in range(2008, 2022)]
    name, content = download(page, "composite", "JSON")
    assert name == "composite.csv-metadata.json"
    assert json.loads(content)["dc:source"].startswith("Source: ")
    name, content = download(page, "divergence", "PNG")
    assert name == "divergence.png"
    assert content.startswith(b"\x89PNG\r\n\x1a\n")


def test_a_figure_can_be_cited(visit, address, found):
    page = visit(f"{address}/resets")
    page.locator('[data-keep="reset_meetings:citation"]').click()
    words = page.locator(".st-key-take_reset_meetings code").first.inner_text()
    assert "Meetings of the presidents since the start" in words
    assert found.build["id"] in words


@pytest.mark.parametrize(("path", "words"), [(TIES, "Pairswhosetiesdiverge"),
                                             ("resets", "Distanceofidealpoints")])  # fmt: skip
def test_the_printed_page_holds_all_of_it(visit, address, found, path, words):
    page = visit(f"{address}/{path}")
    printed = pdf.text(page.pdf(format="A4"))
    assert words in printed
    assert found.build["id"] in printed


def test_a_stroke_of_the_timeline_says_its_event(visit, address):
    page = visit(f"{address}/{EVENT}")
    strokes = page.locator(".st-key-fig_event_list svg [aria-label*='Alaska summit']")
    assert strokes.count() == 1


def test_a_statement_leads_from_the_actor_into_the_text(visit, address):
    page = visit(f"{address}/countries?as=CHN")
    page.locator(".st-key-sec_claims a").first.click()
    page.wait_for_url("**/?claim=*&actor=CHN")
    settle(page)
    assert page.locator("blockquote").count() == 1
