"""The card of a figure: opened by click, Enter, mark and address; closed, focus goes back."""

import sys
import time

import pytest

from tests.dashboard.browser.pages import (
    PHONE,
    SIZES,
    WIDE,
    in_sight,
    parameters,
    settle,
    wait_until_in_sight,
)
from tests.dashboard.browser.test_look import WIDER, axe_faults

FIGURE = "goods_trade_total_gacc:CHN:RUS:2024:novosti_sep2025"
TABLE = "?claim=c18&tab=table&exhibit=rc_trade"
ROW = f".st-key-fig_rc_trade td a[data-figure='{FIGURE}']"
ACTIVE = "[document.activeElement.className, document.activeElement.dataset.figure].join(' ')"
IN_TABLE = """selector => {
  const row = document.querySelector(selector).getBoundingClientRect();
  const table = document.querySelector(selector).closest('.scroll').getBoundingClientRect();
  return row.top >= table.top && row.bottom <= table.bottom;
}"""


@pytest.fixture(scope="module")
def page(visit, address):
    """The reading page with a table open."""
    return visit(f"{address}/{TABLE}")


def card(page, figure=FIGURE):
    """Wait for the card of a figure."""
    found = page.locator(f".fc[data-figure='{figure}']")
    found.wait_for()
    return found


def wait_until_closed(page):
    page.locator(".fc").wait_for(state="detached")
    page.wait_for_function("!location.search.includes('figure=')")
    settle(page)


@pytest.mark.parametrize("way", ["click", "Enter"])
@pytest.mark.parametrize("end", ["close", "Escape"])
def test_a_value_opens_its_card_and_closing_gives_the_focus_back(page, way, end, capsys):
    row = page.locator(ROW)
    row.focus()
    started = time.perf_counter()
    if way == "click":
        row.click()
    else:
        page.keyboard.press("Enter")
    shown = card(page)
    seconds = time.perf_counter() - started
    with capsys.disabled():
        sys.stdout.write(f" [{way}: {seconds:.2f} s] ")
    settle(page)
    page.wait_for_timeout(300)

    assert parameters(page) == f"{TABLE}&figure={FIGURE}"
    assert page.evaluate(ACTIVE) == f"fc {FIGURE}"
    assert in_sight(page, ".fc .big")
    assert row.get_attribute("aria-current") == "true"
    assert page.locator("a[data-figure][aria-current]").count() == 1
    assert page.evaluate(IN_TABLE, ROW)
    assert shown.locator(".big").inner_text().startswith("244.819")

    if end == "close":
        shown.get_by_role("link", name="Close").click()
    else:
        page.keyboard.press("Escape")
    wait_until_closed(page)
    assert parameters(page) == TABLE
    assert page.evaluate("document.activeElement.dataset.figure") == FIGURE
    assert row.get_attribute("aria-current") is None


def test_escape_leaves_the_card_while_a_popover_is_open(page):
    page.locator(ROW).click()
    card(page)
    settle(page)
    page.locator(".st-key-card_cite button").click()
    box = page.locator("[data-testid=stPopoverBody]")
    box.get_by_text("@misc{").wait_for()
    page.keyboard.press("Escape")
    box.wait_for(state="detached")
    assert page.locator(".fc").count() == 1
    page.locator(".fc a.close").click()
    wait_until_closed(page)


def test_a_click_with_ctrl_opens_the_card_in_a_tab_of_its_own(page):
    with page.context.expect_page() as tab:
        page.locator(ROW).click(modifiers=["Control"])
    card(tab.value)
    assert page.locator(".fc").count() == 0
    tab.value.close()


def test_reload_back_and_forward_keep_to_the_address(page):
    page.locator(ROW).click()
    card(page)
    settle(page)
    page.reload()
    settle(page)
    card(page)
    page.evaluate("history.back()")
    wait_until_closed(page)
    assert parameters(page) == TABLE
    page.evaluate("history.forward()")
    card(page)
    page.evaluate("history.back()")
    wait_until_closed(page)


@pytest.mark.parametrize("size", SIZES)
def test_a_deep_link_shows_table_and_card(visit, address, size):
    page = visit(f"{address}/{TABLE}&figure={FIGURE}", SIZES[size])
    card(page)
    wait_until_in_sight(page, ".fc .big")
    assert page.evaluate("document.activeElement === document.body")
    assert page.evaluate(WIDER) == []
    assert axe_faults(page) == []


@pytest.mark.parametrize(
    ("exhibit", "mark"),
    [
        ("ukraine_aid_monthly", ".mark-rect path[aria-label]"),
        ("un_votes_ukraine", ".mark-symbol path[aria-label]"),
        ("nato_spending", ".mark-symbol path[aria-label]"),
        ("rc_trade", ".mark-symbol path[aria-label]"),
    ],
)
def test_a_click_on_a_mark_opens_the_figure_that_it_tells_of(visit, address, exhibit, mark):
    page = visit(address)
    found = page.locator(f".st-key-fig_{exhibit} svg.marks {mark}").nth(3)
    told = found.get_attribute("aria-label")
    found.scroll_into_view_if_needed()
    found.click()
    page.wait_for_selector(f".st-key-fig_{exhibit} .fc")
    settle(page)
    head = page.locator(".fc .hd span").first.inner_text()
    place = page.locator(".fc dd").all_inner_texts()
    assert f"exhibit={exhibit}&figure=" in parameters(page)
    assert page.locator(f".st-key-fig_{exhibit} svg.marks").count() > 0
    if exhibit == "un_votes_ukraine":
        assert head.split(", vote on ")[0] == told.split(":")[0]
    else:
        locator = told.split(". ", 1)[1].split(", ", 1)[1]
        assert any(locator in said for said in place), (told, head)


def test_the_card_leads_to_its_page_and_back_without_loading_anew(visit, address):
    page = visit(f"{address}/{TABLE}&figure={FIGURE}")
    card(page)
    page.evaluate("window.stays = true")
    page.locator(".fc").get_by_role("link", name="Own page").click()
    page.wait_for_url(f"**/figure?figure={FIGURE}")
    page.locator(".st-key-row_figure .fc").wait_for()
    settle(page)
    assert page.evaluate("window.stays") is True
    assert page.locator("h1").inner_text() == "China – Russia, 2024"
    assert page.locator(".st-key-row_figure svg.marks").count() == 1
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    assert page.locator(".fc").count() == 1
    page.evaluate("history.back()")
    page.locator(".st-key-fig_rc_trade .fc").wait_for()
    settle(page)
    assert page.evaluate("window.stays") is True
    assert parameters(page) == f"{TABLE}&figure={FIGURE}"


def test_a_statement_on_the_card_opens_the_article_at_it(visit, address):
    page = visit(f"{address}/figure?figure={FIGURE}")
    page.locator(".fc").get_by_role("link", name="Statement 18").click()
    page.wait_for_selector("#c18[aria-current]")
    settle(page)
    wait_until_in_sight(page, "#c18")
    assert parameters(page) == "?claim=c18"


def test_another_vintage_opens_in_place(visit, address):
    new, old = (
        f"nato_favourable_pct:POL:NATO:2024:{source}"
        for source in ("pew_nato_2025", "ap_pew_nato_2024")
    )
    page = visit(f"{address}/figure?figure={new}")
    page.locator(f".fc a[data-figure='{old}']").click()
    shown = card(page, old)
    settle(page)
    assert shown.locator(".big").inner_text().startswith("91")
    assert page.evaluate(ACTIVE) == f"fc {old}"


def test_an_unknown_figure_is_told(visit, address):
    page = visit(f"{address}/figure?figure=no:such:figure")
    page.get_by_text("which does not exist here").wait_for()
    assert axe_faults(page) == []


@pytest.mark.parametrize(
    ("viewport", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide", "phone"]
)
@pytest.mark.parametrize("figure", ["vote:2022-03-02-001:CHN", "event:ukr_048"])
def test_axe_finds_nothing_beside_a_vote_and_an_event(visit, address, figure, viewport, scheme):
    page = visit(f"{address}/figure?figure={figure}", viewport, scheme)
    assert axe_faults(page) == []
    assert page.evaluate(WIDER) == []
