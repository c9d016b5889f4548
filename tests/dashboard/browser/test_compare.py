"""Votes in a browser: links that keep the page, Back, phones, files and paper."""

import csv
import json
import re
from xml.etree import ElementTree as ET

import pytest

from tests.dashboard.browser import pdf
from tests.dashboard.browser.labels import label_faults
from tests.dashboard.browser.pages import PHONE, SCROLL_TOP, SIZES, WIDE, parameters, settle
from tests.dashboard.browser.test_look import WIDER, axe_faults

PAIR = "?pair=USA-RUS"
BRANDED = "document.querySelector('.stApp').dataset.seen"


@pytest.fixture
def triangle(visit, address):
    page = visit(f"{address}/votes", WIDE)
    page.evaluate(f"{BRANDED} = 'yes'")
    return page


def wait_for_title(page, words):
    page.locator("h1").get_by_text(words, exact=True).wait_for()
    settle(page)


def test_a_value_of_the_matrix_opens_the_pair_in_place_and_back_returns(triangle):
    cell = triangle.get_by_role("link", name="US–Russia: 0.19")
    cell.scroll_into_view_if_needed()
    assert triangle.evaluate(SCROLL_TOP) > 1000
    cell.click()
    wait_for_title(triangle, "United States and Russia")
    assert parameters(triangle) == PAIR
    assert triangle.evaluate(BRANDED) == "yes"
    assert triangle.evaluate(SCROLL_TOP) == 0
    triangle.go_back()
    wait_for_title(triangle, "The strategic triangle")
    assert parameters(triangle) == ""
    triangle.go_forward()
    wait_for_title(triangle, "United States and Russia")
    triangle.locator("a[data-top]").get_by_text("Votes", exact=True).click()
    wait_for_title(triangle, "The strategic triangle")
    assert parameters(triangle) == ""


def test_the_keyboard_reaches_a_pair_too(triangle):
    triangle.locator(".st-key-fig_matrix a[data-top]").first.focus()
    triangle.keyboard.press("Enter")
    triangle.wait_for_function("location.search.startsWith('?pair=')")
    settle(triangle)
    assert triangle.locator(".st-key-fig_dyad").count() == 1


def test_a_deep_link_opens_measure_pair_comparison_and_sieve_and_survives_a_reload(visit, address):
    query = f"{PAIR}&measure=kappa_abs&against=USA-DEU&year=2024&search=ukraine"
    page = visit(f"{address}/votes{query}")
    for _ in range(2):
        wait_for_title(page, "United States and Russia")
        chosen = page.locator(".st-key-choose_measure [aria-checked=true]").text_content()
        assert chosen == "kappa"
        assert "US–Russia against US–Germany" in page.locator("h2").all_text_contents()
        assert page.get_by_label("Words in title or symbol").input_value() == "ukraine"
        rows = page.locator(".st-key-fig_splits tbody tr").all_text_contents()
        assert rows
        assert all("2024" in row for row in rows)
        page.reload()
        settle(page)


def test_a_measure_is_chosen_in_place_and_taken_back(triangle):
    triangle.locator(".st-key-choose_measure").get_by_role("radio", name="kappa").click()
    triangle.wait_for_function("location.search === '?measure=kappa_abs'")
    heading = triangle.locator("h2").get_by_text("Kappa in recorded votes, 1991 to 2025")
    heading.wait_for()
    settle(triangle)
    triangle.go_back()
    triangle.wait_for_function("location.search === ''")
    triangle.locator("h2").get_by_text("Agreement in recorded votes, 1991 to 2025").wait_for()


def test_typed_words_sift_the_votes_and_stand_in_the_address(visit, address):
    page = visit(f"{address}/votes{PAIR}")
    box = page.get_by_label("Words in title or symbol")
    box.fill("syrian arab republic")
    box.press("Enter")
    page.wait_for_function("location.search.includes('search=')")
    settle(page)
    rows = page.locator(".st-key-fig_splits tbody tr").all_text_contents()
    assert rows
    assert all("syrian arab republic" in row.lower() for row in rows)
    link = page.locator(".st-key-fig_splits tbody a").first.get_attribute("href")
    assert re.fullmatch(r"https://digitallibrary\.un\.org/record/\d+", link)


def test_on_a_phone_the_matrix_is_a_list_by_change(visit, address):
    page = visit(f"{address}/votes", PHONE)
    assert page.locator(".grid").count() == 0
    table = page.locator(".st-key-fig_matrix .tight table")
    cells = table.locator("tbody tr td:last-child").all_text_contents()
    changes = [abs(float(cell.replace("−", "-").replace("+", ""))) for cell in cells]
    assert changes == sorted(changes, reverse=True)
    assert table.bounding_box()["width"] <= 350
    table.locator("a[data-top]").first.click()
    page.wait_for_function("location.search.startsWith('?pair=')")
    settle(page)
    assert page.evaluate(WIDER) == []


CHOICES = {
    "kappa": "?measure=kappa_abs",
    "session": "?scope=session&measure=s_sq",
    "actors": "?actor=RUS&actor=IND&actor=BRA&actor=ZAF&group=NATO",
    "theme": "?theme=russia_china",
    "short": "?from=2024",
    "odd": "?pair=PLW-KIR",
    "none": "?to=1950",
}


@pytest.mark.parametrize(
    ("choice", "size"),
    [*((choice, "phone") for choice in CHOICES), ("actors", "wide"), ("odd", "wide")],
)
def test_other_choices_are_legible_and_without_faults(visit, address, choice, size):
    page = visit(f"{address}/votes{CHOICES[choice]}", SIZES[size], "dark")
    assert page.evaluate(WIDER) == []
    assert axe_faults(page) == []
    if choice != "none":
        assert label_faults(page) == []
    page.close()


def test_files_of_a_computed_figure_say_how_it_was_computed(triangle):
    triangle.locator('[data-keep="agreement_lines:files"]').click()
    body = triangle.locator(".st-key-take_agreement_lines")
    held = {}
    for label in ("CSV", "JSON", "PNG", "SVG"):
        with triangle.expect_download() as found:
            body.get_by_role("button", name=label).click()
        held[label] = found.value.path().read_bytes()
    rows = list(csv.DictReader(held["CSV"].decode("utf-8-sig").splitlines()))
    assert "Computation ours" in json.loads(held["JSON"])["dc:source"]
    assert {row["line"] for row in rows} == {
        "US–Russia",
        "US–China",
        "Russia–China",
        "US–EU (mean)",
    }
    assert held["PNG"].startswith(b"\x89PNG\r\n\x1a\n")
    words = " ".join(ET.fromstring(held["SVG"]).itertext())
    assert "Agreement in recorded votes" in words
    assert "Source: Harvard Dataverse" in words


def test_the_printed_page_holds_sentences_tables_and_objections(triangle, found):
    lead = triangle.locator(".lead").text_content()
    printed = pdf.text(triangle.pdf(format="A4")).replace("\u02bc", "’")
    for words in (lead, "What a political scientist would object to", "of these, US voted no"):
        assert re.sub(r"\s+", "", words) in printed
    assert found.build["id"] in printed
