"""The events page: timeline, list and comparison, without a browser."""

import pytest

from dashboard.html.markup import text
from dashboard.store.events import all_events

EVENT = "nato_20250212_14"


@pytest.fixture
def events(page):
    return page("events")


def test_by_default_it_lists_all_and_compares_one(events, found):
    events.visit()
    assert f"{found.build['counts']['event']} dated events" in events.html
    assert "this is percentile" in events.html
    assert "A percentile is not a cause" in events.html
    assert len(events.charts) == 3


def test_filters_narrow_the_list(events, database):
    events.visit(actor="IND", theme="us_russia_resets")
    shown = [e for e in all_events(database).values()
             if "IND" in e.actors and e.theme == "us_russia_resets"]  # fmt: skip
    assert f"{len(shown)} dated events" in events.html
    assert all(text(event.title) in events.html for event in shown)


def test_rows_are_themes_or_actors(events):
    events.visit(event=EVENT)
    assert "Events by actor" not in events.visit(exhibit="event_list", tab="table").html
    events.visit(event=EVENT)
    events.app.segmented_control(key="by").set_value("actor").run()
    assert events.query == {"event": EVENT, "by": "actor"}
    assert len(events.charts) == 3


def test_filters_that_leave_nothing_say_so(events):
    events.visit(to="1900")
    assert "No event for these filters." in events.html
    assert events.charts == []


def test_a_comparison_is_told_in_words(events):
    events.visit(event=EVENT, indicator="ukraine_aid_allocation_total_monthly", whose="USA")
    assert "a mean of €5.68 bn in the 6 months before" in events.html
    assert "a change of \u22125.68. Set among the 39 other months" in events.html


def test_series_and_span_stand_in_the_address(events):
    events.visit(event=EVENT)
    events.app.segmented_control(key="span").set_value("12").run()
    assert events.query == {"event": EVENT, "span": "12"}
    assert "in the 12 months before" in events.html
    box = events.app.selectbox(key="event_series")
    box.set_value((box.value + 1) % len(box.options)).run()
    assert {"indicator", "whose", "span", "event"} <= events.query.keys()


def test_choosing_an_event_writes_the_address(events):
    events.visit(event=EVENT)
    events.app.selectbox(key="event").set_value("ukr_064").run()
    assert events.query == {"event": "ukr_064"}


def test_windows_that_are_not_whole_say_so(events):
    events.visit(event="RR-047", indicator="ukraine_aid_allocation_total_monthly", whose="USA")
    assert "A value before or after the event is missing" in events.html
    assert "this is percentile" not in events.html


def test_an_event_without_a_series_says_so(events):
    events.visit(event="ukr_077")
    assert "No regular series reaches beyond 4 August 2026 on both sides." in events.html


def test_a_series_of_others_is_told_and_another_shown(events):
    events.visit(event=EVENT, indicator="coal_imports_mt_monthly")
    assert "The series of this link is not one of the event’s actors." in events.html


def test_an_unknown_event_is_told_and_the_page_stands(events):
    events.visit(event="nothing")
    assert "event “nothing”" in events.html
    assert events.charts
