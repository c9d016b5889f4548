"""A reader's filters act on an editor's panels as the chart's kind allows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figure.indicator import EMPTY
from dashboard.store.lens import MOST_LINES, MOST_PANELS, Lens, holdings, panels

YEARS = st.integers(1000, 2999).map(str)
MONTHS = st.tuples(YEARS, st.integers(1, 12)).map(lambda found: f"{found[0]}-{found[1]:02}")
AID = "ukraine_aid_allocation_total_monthly"


@given(YEARS | MONTHS)
def test_the_first_day_begins_the_period(start):
    first = date.fromisoformat(Lens(start=start).first_day)
    assert first.isoformat().startswith(start)
    assert not (first - timedelta(days=1)).isoformat().startswith(start)


@given(YEARS | MONTHS)
def test_the_last_day_ends_the_period(end):
    last = date.fromisoformat(Lens(end=end).last_day)
    assert last.isoformat().startswith(end)
    assert not (last + timedelta(days=1)).isoformat().startswith(end)


def test_without_a_period_all_days_are_inside():
    assert Lens().first_day < "1900-01-01"
    assert Lens().last_day > "2500-01-01"


@pytest.fixture
def drawn_for(database, found):
    """A function that returns the panels of one described panel under chosen actors."""

    def ask(chosen, **described):
        panel = EMPTY | {"indicators": [AID]} | described
        return panels(database, found, [panel], Lens(chosen))

    return ask


def test_without_actors_the_editor_s_panels_stand(drawn_for):
    (panel,) = drawn_for((), chart="bar", actors=["USA"], title="United States")
    assert (panel["actors"], panel["title"]) == (["USA"], "United States")


def test_bars_stand_one_chosen_actor_to_a_panel(drawn_for, found):
    event = {"id": "x", "text": "x"}
    first, second = drawn_for(
        ("USA", "DEU"), chart="bar", actors=["USA"], title="America", events=[event]
    )
    assert (first["actors"], first["title"], first["events"]) == (["USA"], "America", [event])
    assert (second["actors"], second["title"], second["events"]) == (["DEU"], "Germany", [])


def test_lines_are_replaced_by_the_chosen_and_never_too_many(drawn_for, database):
    held = sorted(holdings(database)[AID].actors)[: MOST_LINES + 3]
    (panel,) = drawn_for(tuple(held), chart="line", actors=["USA"])
    assert panel["actors"] == held[:MOST_LINES]


def test_rows_stay_and_the_chosen_come_into_focus(drawn_for):
    (panel,) = drawn_for(("DEU", "FRA"), chart="dot", actors=["USA", "DEU"])
    assert panel["actors"] == ["USA", "DEU", "FRA"]
    assert panel["focus"] == ["DEU", "FRA"]


@pytest.mark.parametrize("chart", ["bar", "line", "dot"])
def test_an_actor_without_a_figure_leaves_nothing(drawn_for, database, found, chart):
    absent = next(a for a in found.actors if a not in holdings(database)[AID].actors)
    assert drawn_for((absent,), chart=chart, actors=["USA"]) == []


@pytest.mark.parametrize(("chosen", "count"), [("RUS", 1), ("CHN", 1), ("USA", 0)])
def test_a_pair_is_kept_or_dropped_whole(drawn_for, chosen, count):
    kept = drawn_for((chosen,), chart="line", actors=["CHN"], partners=["RUS"])
    assert len(kept) == count


def test_a_grouping_stands_for_its_members(drawn_for, found):
    (panel,) = drawn_for((), chart="dot", grouping="NATO")
    assert panel["actors"] == list(found.groupings["NATO"])
    assert len(panel["actors"]) > 25


def test_two_panels_of_one_actor_become_one_and_many_are_cut(database, found):
    both = [EMPTY | {"indicators": [AID], "chart": "bar", "actors": [a]} for a in ("USA", "DEU")]
    assert len(panels(database, found, both, Lens(("FRA",)))) == 1
    many = tuple(sorted(holdings(database)[AID].actors))
    assert len(panels(database, found, both, Lens(many))) == MOST_PANELS
