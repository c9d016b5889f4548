"""The filter bar says in words what is in force, and its link names build and state."""

import pytest

from dashboard.shell import filters
from dashboard.shell.filters import SHORTLIST, in_words, permalink


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({}, "All actors · all themes · start to today"),
        ({"actors": ("USA",)}, "US · all themes · start to today"),
        (
            {"actors": ("USA", "DEU"), "groupings": ("NATO",), "start": "2022"},
            "US, Germany and NATO · all themes · 2022 to today",
        ),
        (
            {"theme": "nato_cohesion", "end": "2024-06"},
            "All actors · NATO cohesion · start to 2024-06",
        ),
    ],
)
def test_filters_in_words(context, chosen, words):
    assert in_words(context(**chosen)) == words


def test_the_link_names_the_state_and_the_build(context, found):
    link = permalink(context(claim="c10", actors=("USA", "DEU"), build=None))
    assert link.endswith(f"?claim=c10&actor=USA&actor=DEU&build={found.build['id']}")


def test_the_actors_of_the_bar_are_known(found):
    assert set(SHORTLIST) <= set(found.actors)


@pytest.mark.parametrize(
    ("before", "pressed", "after"),
    [
        (("CHN", "RUS"), ["RUS", "CHN", "UKR"], ("CHN", "RUS", "UKR")),
        (("JPN", "CHN"), ["USA", "CHN"], ("JPN", "CHN", "USA")),
        (("CHN", "JPN", "RUS"), ["RUS"], ("JPN", "RUS")),
    ],
)
def test_a_further_actor_comes_last_and_the_others_keep_their_order(
    before, pressed, after, monkeypatch
):
    wanted = []
    monkeypatch.setattr(filters, "change", lambda **changes: wanted.append(changes))
    filters._press(before, pressed)
    assert wanted == [{"actors": after}]
