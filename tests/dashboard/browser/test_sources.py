"""Method in a browser: its links lead on, its pictures can be taken along."""

import csv

import pytest

from dashboard.pages.method.entries import entries
from tests.dashboard.browser.pages import WIDE, in_sight, parameters, settle

PICTURES = ".st-key-sec_coverage .stVegaLiteChart"


@pytest.fixture
def page(visit, address):
    return visit(f"{address}/method?actor=DEU", WIDE)


def test_a_link_at_the_top_leads_to_its_section(page):
    for name in ("coverage", "catalogue", "corrections"):
        page.locator(f'.toc a[href="#{name}"]').click()
        page.wait_for_function(
            "name => Math.abs(document.getElementById(name).getBoundingClientRect().top - 90) < 90",
            arg=name,
        )
        assert in_sight(page, f"#{name}")


def test_a_line_of_the_catalogue_opens_and_leads_to_its_chart(page, found):
    line = page.locator(".dl.cat > details").filter(has_text="Government aid to Ukraine")
    line.locator("> summary").click()
    leaf = found.indicators["ukraine_aid_allocation_military_monthly"]
    line.get_by_role("link", name=leaf.title, exact=True).click()
    page.wait_for_url("**/indicators?**")
    settle(page)
    assert "actor=DEU" in parameters(page)
    assert page.locator("h3.ct").get_by_text(leaf.title, exact=True).is_visible()


def test_the_keyboard_opens_a_line_of_the_catalogue(page):
    summary = page.locator(".dl.cat > details > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".dl.cat > details").first.get_attribute("open") is not None


def test_the_rows_change_by_a_click_and_come_back_by_the_browser(page, found):
    count = page.locator(PICTURES).count()
    assert count == len(found.themes)
    page.locator(".st-key-tabs_coverage").get_by_role("radio").nth(1).click()
    page.get_by_text("indicators are too many for one picture").wait_for()
    assert parameters(page) == "?actor=DEU&rows=indicators"
    page.locator(".st-key-cov_un_voting button").click()
    page.wait_for_function(
        "document.querySelectorAll('.st-key-sec_coverage svg.marks').length == 1"
    )
    page.go_back()
    page.go_back()
    page.wait_for_function(
        "count => document.querySelectorAll('.st-key-sec_coverage svg.marks').length == count",
        arg=count,
    )
    assert parameters(page) == "?actor=DEU"


def test_the_catalogue_comes_as_a_file(page, database):
    page.locator(".st-key-get_catalogue button").first.click()
    with page.expect_download() as found:
        page.get_by_role("button", name="All quantities (CSV)").click()
    rows = list(csv.DictReader(found.value.path().read_text("utf-8-sig").splitlines()))
    assert found.value.suggested_filename == "quantities.csv"
    assert [row["id"] for row in rows] == list(entries(database))


def test_a_picture_of_coverage_comes_as_a_file(page):
    page.locator('[data-keep="coverage_nato_cohesion:files"]').click()
    with page.expect_download() as found:
        page.get_by_role("button", name="Picture (PNG)").click()
    assert found.value.suggested_filename == "coverage_nato_cohesion.png"
    assert found.value.path().read_bytes().startswith(b"\x89PNG")
