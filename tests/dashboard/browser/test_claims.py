"""A click on a sentence shows its evidence beside it, and nothing else moves."""

import sys
import time

import pytest

from tests.dashboard.browser.pages import (
    LISTEN,
    SCROLL_TOP,
    SIZES,
    in_sight,
    parameters,
    quoted,
    said,
    settle,
    wait_until_in_sight,
    wait_until_open,
)

MOST_SECONDS_TO_TEXT = 6.0
"""Until the first words stand in the page of a new reader; on a free machine it is about two."""


@pytest.fixture(scope="module")
def page(visit, address):
    return visit(address)


def tell(capsys, words):
    """Print a measurement, whether or not output is captured."""
    with capsys.disabled():
        sys.stdout.write(f" [{words}] ")


def close(page, claim):
    page.locator('[data-keep="step:close"]:not(.ahead *)').click()
    wait_until_open(page, None)
    settle(page)


@pytest.mark.parametrize("way", ["click", "Enter"])
@pytest.mark.parametrize("name", ["c10", "c18"])
def test_a_chosen_sentence_opens_its_evidence_and_moves_nothing(page, found, name, way, capsys):
    claim = found.claims[name]
    link = page.locator(f"#{name}")
    link.scroll_into_view_if_needed()
    link.focus()
    page.wait_for_timeout(200)
    before = page.evaluate(SCROLL_TOP)
    started = time.perf_counter()
    if way == "click":
        link.click()
    else:
        page.keyboard.press("Enter")
    wait_until_open(page, claim.number)
    seconds = time.perf_counter() - started
    tell(capsys, f"{way} on {name}: {seconds:.2f} s")
    settle(page)
    page.wait_for_timeout(200)

    assert before > 0
    assert page.evaluate(SCROLL_TOP) == before
    assert page.evaluate("document.activeElement.id") == name
    assert parameters(page) == f"?claim={name}"
    assert quoted(page) == [f"“{claim.exact}”"]
    assert [f"statement {claim.number} shown" in line for line in said(page)].count(True) == 1
    titles = page.locator(f".st-key-ev_{claim.section} h3").all_text_contents()
    assert titles == [found.exhibits[claim.exhibits[0]].title]
    assert link.get_attribute("aria-current") == "true"
    close(page, claim)


def test_back_and_forward_walk_through_the_claims(page, found):
    names = ["c01", "c10", "c18"]
    for name in names:
        page.locator(f"#{name}").click()
        wait_until_open(page, found.claims[name].number)
    steps = [("back", "c10"), ("back", "c01"), ("forward", "c10"), ("forward", "c18")]
    for step, name in steps:
        page.evaluate(f"history.{step}()")
        wait_until_open(page, found.claims[name].number)
        settle(page)
        page.wait_for_timeout(300)
        assert quoted(page) == [f"“{found.claims[name].exact}”"]
        assert parameters(page) == f"?claim={name}"
        assert in_sight(page, f"#{name}")
    close(page, found.claims["c18"])


def test_the_stepper_brings_the_next_sentence_into_sight(page, found):
    claim = found.claims["c10"]
    following = next(c for c in found.claims.values() if c.number == claim.number + 1)
    page.locator("#c10").click()
    wait_until_open(page, claim.number)
    page.locator('[data-keep="step:next"]:not(.ahead *)').click()
    wait_until_open(page, following.number)
    settle(page)
    wait_until_in_sight(page, f"#{following.id}")
    assert page.evaluate("document.activeElement.dataset.keep") == "step:next"
    close(page, following)
    page.wait_for_function("id => document.activeElement.id === id", arg=following.id)


def test_a_further_figure_opens_in_place_of_the_first(page, found):
    claim = found.claims["c10"]
    second = found.exhibits[claim.exhibits[1]]
    page.locator("#c10").click()
    wait_until_open(page, claim.number)
    panel = page.locator(f".st-key-ev_{claim.section}")
    panel.locator(".further").get_by_role("link", name=second.title, exact=True).click()
    page.wait_for_selector(f".st-key-fig_{second.id} svg.marks")
    settle(page)
    titles = page.locator(f".st-key-ev_{claim.section} h3").all_text_contents()
    assert titles == [second.title]
    assert quoted(page) == [f"“{claim.exact}”"]
    close(page, claim)


@pytest.mark.parametrize("size", SIZES)
def test_a_deep_link_shows_the_sentence_and_its_evidence(visit, address, found, size):
    page = visit(f"{address}/?claim=c21", SIZES[size])
    page.wait_for_function("document.querySelector('.stMain').scrollTop > 0")
    wait_until_in_sight(page, "#c21")
    claim = found.claims["c21"]
    assert quoted(page) == [f"“{claim.exact}”"]
    titles = page.locator(f".st-key-ev_{claim.section} h3").all_text_contents()
    assert titles == [found.exhibits[claim.exhibits[0]].title]
    if size == "phone":
        page.locator(".st-key-stick a").click()
        wait_until_in_sight(page, "#evidence")
        assert quoted(page) == [f"“{claim.exact}”"]


def test_every_claim_is_a_link_that_opens_it(page, found):
    links = page.locator("a.cl").evaluate_all("all => all.map(a => [a.id, a.getAttribute('href')])")
    assert links == [[claim.id, f"?claim={claim.id}"] for claim in found.claims.values()]


def test_the_text_is_the_author_s_character_for_character(page, edition):
    (path,) = edition.glob("articles/*/article.md")
    body = path.read_text("utf-8").split("\n+++\n", 1)[1].strip()
    shown = page.locator(".article-section article").evaluate_all(
        """articles => articles.map(
          a => [...a.children].map(c => (c.tagName === 'H2' ? '## ' : '') + c.textContent)
        )"""
    )
    assert "\n\n".join(line for section in shown for line in section) == body


def test_a_new_reader_soon_sees_text_and_then_charts(page, address, chromium, capsys):
    context = chromium.new_context()
    context.add_init_script(LISTEN)
    other = context.new_page()
    started = time.perf_counter()
    other.goto(address)
    other.wait_for_selector(".article-section p")
    text = time.perf_counter() - started
    settle(other)
    whole = time.perf_counter() - started
    context.close()
    tell(capsys, f"first text: {text:.2f} s, all charts: {whole:.2f} s")
    assert text < MOST_SECONDS_TO_TEXT
