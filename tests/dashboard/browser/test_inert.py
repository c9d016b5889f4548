"""Poisoned data in a real browser: nothing runs, nothing is fetched, nothing asks."""

import pytest

from tests.built import build_once
from tests.conftest import ROOT
from tests.dashboard.browser.pages import settle
from tests.poison import POISON, poisoned

FIGURE = "sample_aid_total:USA:UKR:2024-02:sample_r2"
VISITS = [
    "?claim=s01",
    f"?exhibit=sample_aid_monthly&tab=table&figure={FIGURE}",
    "indicators?indicator=sample_aid_total",
    "method",
    f"figure?figure={FIGURE}",
    "figure?figure=vote:1990-01-02-001:CHN",
    "figure?figure=event:sample_pledge",
]


@pytest.fixture(scope="module")
def poison(serve, tmp_path_factory):
    """Where the app serves a build of the poisoned sample."""
    path = build_once(poisoned(tmp_path_factory.mktemp("poison")))
    return serve(ROOT / "dashboard" / "app.py", {"ALIGNMENT_DATABASE": path.as_posix()})


@pytest.mark.parametrize("query", VISITS)
def test_nothing_runs_and_nothing_is_fetched(visit, poison, query):
    page = visit(f"{poison}/{query}")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.get_by_text(POISON[:40]).first.wait_for(state="attached")
    for mark in page.locator(".stVegaLiteChart path[aria-label]").all()[:2]:
        mark.hover()
    for button in page.locator(".stButton button[kind=tertiary]:visible").all()[:8]:
        button.hover()
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    assert page.locator("img[src='x'], img[src*='evil'], a[href^='javascript' i]").count() == 0


def test_the_popovers_of_a_card_show_the_citation_as_text(visit, poison):
    page = visit(f"{poison}/figure?figure={FIGURE}")
    page.locator(".st-key-card_cite button").click()
    page.get_by_text("@misc{").wait_for()
    settle(page)
    assert page.evaluate("window.hacked") is None
    assert page.locator("[data-testid=stPopoverBody] :is(img, a)").count() == 0
