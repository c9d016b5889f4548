"""What a reader chooses stands in the address, acts on charts and marks, and comes along."""

import re

import pytest

from dashboard.pages.article.section import is_hollow
from dashboard.shell.filters import SHORTLIST
from tests.dashboard.browser.pages import parameters, settle

CHOSEN = "?actor=USA&theme=nato_cohesion&from=2020"
OUTSIDE = "its evidence lies outside the filters"
SHAPES = """place => {
  const marks = document.querySelectorAll(`.st-key-fig_${place} svg.marks path`);
  return [...marks].map(mark => mark.getAttribute('d')).join(' ');
}"""


@pytest.fixture(scope="module")
def page(visit, address):
    return visit(address)


@pytest.fixture
def plain(page):
    """The reading page without any filter, at its beginning."""
    yield page
    page.locator(".st-key-reset_wide button").click()
    page.wait_for_function("location.search === ''")
    settle(page)


def choose_actor(page, name):
    page.locator(".st-key-filter_actors").get_by_role("button", name=name, exact=True).click()


def leave_popover(page):
    page.locator("h1").click()
    page.locator("[data-testid=stPopoverBody]").wait_for(state="detached")


def choose_year(page, label, year):
    page.locator(".st-key-period button").click()
    box = page.locator("[data-testid=stPopoverBody]").get_by_role("combobox", name=label)
    box.fill(year)
    box.press("Enter")
    page.wait_for_function("year => location.search.includes(year)", arg=year)
    leave_popover(page)


def choose_theme(page, title):
    page.locator(".st-key-filter_theme").get_by_role("radio", name=title).click()
    page.wait_for_function("location.search.includes('theme')")


def chosen(page, found):
    """What the filter bar shows as chosen, and whom the charts of the plate speak of."""
    bar = page.locator(".st-key-filters_wide")
    actors = bar.locator("[aria-pressed=true]").all_text_contents()
    theme = (
        bar.locator(".st-key-filter_theme").get_by_role("radio", checked=True).all_text_contents()
    )
    period = page.locator(".st-key-period button").text_content()
    assert actors == [found.actors["USA"].label]
    assert theme == [found.themes["nato_cohesion"].title]
    assert "2020 to today" in period
    return True


def test_filters_survive_reload_back_another_browser_and_another_page(visit, plain, found):
    page = plain
    choose_actor(page, found.actors["USA"].label)
    page.wait_for_function("location.search === '?actor=USA'")
    choose_theme(page, found.themes["nato_cohesion"].title)
    choose_year(page, "From", "2020")
    settle(page)
    assert parameters(page) == CHOSEN
    assert chosen(page, found)

    page.evaluate("history.back()")
    page.wait_for_function("!location.search.includes('from')")
    page.wait_for_selector(".st-key-period button:has-text('All years')")
    page.evaluate("history.forward()")
    page.wait_for_selector(".st-key-period button:has-text('2020 to today')")
    settle(page)
    assert parameters(page) == CHOSEN

    page.reload()
    settle(page)
    assert parameters(page) == CHOSEN
    assert chosen(page, found)

    other = visit(page.url, another="yes")
    assert parameters(other) == CHOSEN
    assert chosen(other, found)
    for title, path in (("Indicators", "indicators"), ("Method", "method")):
        other.get_by_role("link", name=title).click()
        other.wait_for_url(f"**/{path}?*")
        settle(other)
        assert parameters(other) == CHOSEN
        assert chosen(other, found)


def test_a_popover_that_was_open_does_not_bring_its_old_choice_back(plain, found):
    nato, usa = found.themes["nato_cohesion"].title, found.actors["USA"].label
    plain.locator(".st-key-more_more button").click()
    plain.locator("[data-testid=stPopoverBody] input").first.wait_for()
    leave_popover(plain)
    choose_actor(plain, usa)
    plain.wait_for_function("location.search === '?actor=USA'")
    settle(plain)
    choose_theme(plain, nato)
    settle(plain)
    assert parameters(plain) == "?actor=USA&theme=nato_cohesion"
    choose_year(plain, "From", "2020")
    plain.locator(".st-key-reset_wide button").click()
    plain.wait_for_function("location.search === ''")
    settle(plain)
    choose_actor(plain, usa)
    plain.wait_for_function("location.search !== ''")
    settle(plain)
    assert parameters(plain) == "?actor=USA"


def leaving_some(found, context):
    """An actor of the bar whose choice leaves some claims without evidence and others with it."""
    for actor in SHORTLIST:
        here = context(actors=(actor,))
        hollow = {c.id: is_hollow(here, c) for c in found.claims.values() if c.exhibits}
        if len(set(hollow.values())) == 2:
            return actor, hollow
    return pytest.fail("no actor of the bar leaves some claims without evidence")


def test_marks_without_evidence_are_hollow_and_say_so(plain, found, context):
    actor, hollow = leaving_some(found, context)
    choose_actor(plain, found.actors[actor].label)
    plain.wait_for_selector("a.cl.is-hollow")
    settle(plain)
    for name, expected in hollow.items():
        link = plain.locator(f"#{name}")
        assert ("is-hollow" in link.get_attribute("class")) is expected
        words = re.compile(f"^Statement {found.claims[name].number}, .*{OUTSIDE}: ")
        assert plain.get_by_role("link", name=words).count() == expected


def test_a_choice_that_changes_only_figures_keeps_the_drawing(plain, found):
    for place in ("ukraine_aid_monthly", "rc_trade"):
        marks = plain.locator(f".st-key-fig_{place} svg.marks")
        marks.evaluate_all("all => all.forEach(one => one.dataset.seen = 'yes')")
        before = plain.evaluate(SHAPES, place)
        count = marks.count()
        choose_year(plain, "From", "2023" if place == "rc_trade" else "2024")
        settle(plain)
        plain.wait_for_function(f"args => ({SHAPES})(args[0]) !== args[1]", arg=[place, before])
        seen = marks.evaluate_all("all => all.map(one => one.dataset.seen)")
        assert count > 0
        assert seen == ["yes"] * count


def test_the_table_is_reached_by_keyboard(page, found):
    exhibit = found.exhibits["ukraine_aid_monthly"]
    page.locator(f'[data-keep="{exhibit.id}:chart"]').focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    region = page.locator(f".st-key-fig_{exhibit.id} .scroll")
    region.wait_for()
    settle(page)
    assert parameters(page) == f"?tab=table&exhibit={exhibit.id}"
    assert page.evaluate("document.activeElement.textContent") == "Table"
    heads = region.locator("th").all_text_contents()
    assert heads == ["Whose", "Period", "Value", "Source and place in it"]
