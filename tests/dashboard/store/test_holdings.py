"""Counts of what the edition holds agree with the build and with each other."""

from dashboard.store.database import records
from dashboard.store.holdings import confidence, largest, others, reach, sources

AID = "ukraine_aid_allocation_total_monthly"


def count(database, sql, **parameters):
    return next(iter(records(database, sql, parameters)[0].values()))


def test_confidence_counts_every_figure_once(database, found):
    counted = confidence(database)
    assert sum(row["figures"] for row in counted) == found.build["counts"]["figure"]
    assert {row["confidence"] for row in counted} <= {"high", "medium", "low"}


def test_every_document_is_listed_with_what_rests_on_it(database, found):
    rows = sources(database, None, [])
    used = count(
        database,
        "select count(distinct source) from (select source from observation"
        " union all select source from event)",
    )
    assert len(rows) == len({row["id"] for row in rows}) == used
    order = [(-row["figures"], row["publisher"], row["title"], row["id"]) for row in rows]
    assert order == sorted(order), "the same with every load"
    assert all(row["url"].startswith("http") and row["licence"] for row in rows)


def test_documents_of_a_theme_are_among_all(database):
    whole = {row["id"] for row in sources(database, None, [])}
    part = {row["id"] for row in sources(database, "nato_cohesion", [])}
    assert part < whole
    assert sources(database, "nato_cohesion", ["no_such_actor"]) == []


def test_reach_counts_both_sides_of_a_pair(database):
    found = reach(database, None, ["RUS"])
    both = count(
        database,
        "select count(*) filter (actor = 'RUS') + count(*) filter (partner = 'RUS')"
        " from figure where reason is null",
    )
    assert sum(held.figures for held in found["RUS"].values()) == both


def test_reach_counts_each_family_of_a_theme_once(database, found):
    counted = reach(database, None, [])
    families = [family.theme for family in found.families.values()]
    assert all(
        0 < r.families <= min(families.count(theme), r.figures)
        for held in counted.values()
        for theme, r in held.items()
    )
    named = count(
        database,
        "select count(distinct family) from figure join indicator on indicator.id = indicator"
        " where theme = 'nato_cohesion' and reason is null and 'DEU' in (actor, partner)",
    )
    assert counted["DEU"]["nato_cohesion"].families == named


def test_those_with_most_families_come_first_also_within_a_theme(database):
    for theme in (None, "russia_china"):
        held = list(reach(database, theme, []).values())
        totals = [sum(r.families for r in themes.values()) for themes in held]
        assert totals == sorted(totals, reverse=True)
        assert theme is None or all(list(themes) == [theme] for themes in held)


def test_the_largest_come_first(database):
    ranked = largest(database, AID)
    top = records(
        database,
        "select actor from figure where indicator = $i order by abs(value) desc nulls last limit 1",
        {"i": AID},
    )
    assert ranked[0] == top[0]["actor"]
    assert len(ranked) == len(set(ranked))


def test_partners_are_those_observed(database):
    assert others(database, AID) == ["UKR"]
    assert others(database, "no_such_indicator") == []
