"""The article component in a real browser: links, scroll, focus, history, phone, accessibility."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

APP = Path(__file__).parent / "apps" / "article_demo.py"
FILLER = "Words of the author that no figure can speak to follow one another in this place. " * 6
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SCROLL_TOP = "document.querySelector('.stMain').scrollTop"


@pytest.fixture(scope="module")
def address(serve):
    return serve(APP)


@pytest.fixture
def visit(chromium, address):
    """Open the page in a fresh browser profile; a request to another host fails the test."""
    contexts, foreign = [], []

    def open_page(query="", viewport=WIDE, scheme="light"):
        context = chromium.new_context(viewport=viewport, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: note(request.url))
        page.goto(f"{address}/{query}")
        page.wait_for_selector(".article-section >> nth=2")
        page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
        return page

    def note(url):
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"} and parts.netloc != urlsplit(address).netloc:
            foreign.append(url)

    yield open_page
    for context in contexts:
        context.close()
    assert foreign == []


def opened(page):
    shown = page.locator(".opened").all_text_contents()
    return [claim for claim in shown if claim != "none"]


def wait_until_open(page, claim):
    page.wait_for_selector(f".opened:text-is('{claim}')")
    page.wait_for_selector(f"#{claim}[aria-current]")


def in_viewport(page, selector):
    return page.evaluate(
        """selector => {
          const box = document.querySelector(selector).getBoundingClientRect();
          return box.top >= 40 && box.bottom <= innerHeight && box.left >= 0
            && box.right <= innerWidth;
        }""",
        selector,
    )


@pytest.mark.parametrize("query", ["", "?marks=0"])
def test_the_text_is_the_author_s_character_for_character(visit, query):
    page = visit(query)
    texts = page.locator(".article-section article").evaluate_all(
        "articles => articles.map(a => [...a.children].map(c => c.textContent))"
    )
    assert texts[0] == [
        "First “section”, with a long & winding heading",
        FILLER,
        f"{FILLER}the sentence <b>c01</b> claims something over more than one line of text, "
        "and claim c02 — too.",
    ]


def test_a_click_opens_the_claim_and_moves_nothing(visit):
    page = visit()
    page.locator("#c03").scroll_into_view_if_needed()
    before = page.evaluate(SCROLL_TOP)
    page.evaluate("document.querySelector('#c03').dataset.seen = 'yes'")
    page.locator("#c03").click()
    wait_until_open(page, "c03")
    page.wait_for_timeout(400)
    assert before > 0
    assert page.evaluate(SCROLL_TOP) == before
    assert page.evaluate("document.activeElement.id") == "c03"
    assert page.locator("#c03").get_attribute("data-seen") == "yes"
    assert page.url.endswith("?claim=c03")
    assert opened(page) == ["c03"]
    assert page.locator("[aria-current] >> nth=1").inner_text().startswith("About c03")
    status = page.locator("[role=status]").all_text_contents()
    assert status == ["", "Evidence for statement 3 shown.", ""]


def test_enter_does_what_a_click_does_and_tab_follows_the_text(visit):
    page = visit()
    page.locator("#c01").focus()
    page.keyboard.press("Enter")
    wait_until_open(page, "c01")
    assert page.evaluate("document.activeElement.id") == "c01"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "c02"


def test_a_row_of_the_list_opens_its_claim_too(visit):
    page = visit()
    page.locator(".stm li >> nth=1").click(position={"x": 6, "y": 6})
    wait_until_open(page, "c02")
    assert opened(page) == ["c02"]


def test_the_same_claim_can_be_clicked_twice(visit):
    page = visit()
    for clicks in ("1", "2"):
        page.locator("#c02").click()
        page.wait_for_selector(f"#clicks:text-is('{clicks}')")
    assert opened(page) == ["c02"]


def test_a_click_with_ctrl_opens_a_tab_with_the_same_state(visit):
    page = visit("?marks=0")
    with page.context.expect_page() as tab:
        page.locator("#c02").click(modifiers=["Control"])
    tab.value.wait_for_selector("#c02[aria-current]")
    assert tab.value.url.endswith("?claim=c02&marks=0")
    assert opened(page) == []


def test_back_and_forward_walk_through_the_claims(visit):
    page = visit()
    for claim in ("c01", "c02", "c03"):
        page.locator(f"#{claim}").click()
        wait_until_open(page, claim)
    for step, claim in (("back", "c02"), ("back", "c01"), ("forward", "c02"), ("forward", "c03")):
        page.evaluate(f"history.{step}()")
        wait_until_open(page, claim)
        page.wait_for_timeout(300)
        assert opened(page) == [claim]
        assert in_viewport(page, f"#{claim}")
        assert page.url.endswith(f"?claim={claim}")


def test_a_deep_link_brings_the_sentence_into_view(visit):
    page = visit("?claim=c05", PHONE)
    page.locator('[style="height: 1100px"]').last.wait_for(state="attached")
    page.wait_for_timeout(500)
    assert opened(page) == ["c05"]
    assert in_viewport(page, "#c05")
    assert page.locator("[role=status]").all_text_contents() == ["", "", ""]


def test_the_reader_s_own_scrolling_ends_the_search_for_the_sentence(visit):
    page = visit("?claim=c05")
    page.wait_for_function(f"{SCROLL_TOP} > 0")
    page.mouse.move(700, 400)
    for _ in range(50):  # a busy browser may lose a turn of the wheel
        page.mouse.wheel(0, -20000)
        page.wait_for_timeout(100)
        if page.evaluate(SCROLL_TOP) == 0:
            break
    page.wait_for_timeout(1000)
    assert page.evaluate(SCROLL_TOP) == 0


def test_marks_say_their_number_and_their_state(visit):
    page = visit()
    assert page.get_by_role("link", name=re.compile("^Statement 1: the sentence")).count() == 1
    hollow = page.get_by_role("link", name=re.compile("^Statement 4, its evidence is outside"))
    assert "is-hollow" in hollow.get_attribute("class")


def test_marks_can_be_switched_off_and_stay_links(visit):
    page = visit("?marks=0")
    assert page.locator("a.cl.is-off[href]").count() == 6
    line = page.locator("#c01").evaluate("link => getComputedStyle(link).textDecorationLine")
    assert line == "none"


def test_the_text_stays_in_view_beside_its_evidence(visit):
    page = visit()
    column = page.locator(".st-key-txt_one")
    start = column.bounding_box()["y"]
    page.evaluate("document.querySelector('.stMain').scrollTop = 500")
    page.wait_for_timeout(100)
    assert start > 100
    assert column.bounding_box()["y"] == pytest.approx(76, abs=1)


def test_a_phone_shows_text_then_evidence_and_does_not_scroll_sideways(visit):
    page = visit(viewport=PHONE)
    text = page.locator(".st-key-txt_one").bounding_box()
    evidence = page.locator(".st-key-ev_one").bounding_box()
    assert 0 <= evidence["y"] - (text["y"] + text["height"]) <= 120
    sizes = "[e.scrollWidth, e.clientWidth]"
    wide, visible = page.evaluate(f"(e => {sizes})(document.querySelector('.stMain'))")
    assert wide <= visible


@pytest.mark.parametrize(("viewport", "scheme"), [(WIDE, "light"), (PHONE, "dark")])
def test_axe_finds_nothing(visit, viewport, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = visit("?claim=c01", viewport, scheme)
    wait_until_open(page, "c01")
    results = axe.Axe().run(page)
    assert results.response["violations"] == [], results.generate_report()
