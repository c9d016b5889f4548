"""Counts of what the edition holds agree with the build and with each other."""

from dashboard.queries.database import records
from dashboard.queries.holdings import confidence, coverage, largest, others, reach, sources

AID = "ukraine_aid_allocation_total_monthly"


def count(database, sql, **parameters):
    return next(iter(records(database, sql, parameters)[0].values()))


def test_confidence_counts_every_figure_once(database, found):
    counted = confidence(database)
    assert sum(row["figures"] for row in counted) == found.build["counts"]["figure"]
    assert {row["confidence"] for row in counted} <= {"high", "medium", "low"}


def test_coverage_counts_the_figures_of_a_theme(database, found):
    for theme in found.themes:
        rows = coverage(database, theme, [], 1000)
        whole = count(
            database,
            "select count(*) from figure join indicator on indicator.id = figure.indicator"
            " where theme = $theme and reason is null",
            theme=theme,
        )
        assert rows["figures"].sum() == whole
        later = coverage(database, theme, [], 2020)
        assert later["figures"].sum() == rows.loc[rows["year"] >= 2020, "figures"].sum()


def test_coverage_of_an_actor_is_a_part_of_the_whole(database):
    whole = coverage(database, "ukraine_support", [], 2000)["figures"].sum()
    part = coverage(database, "ukraine_support", ["DEU"], 2000)["figures"].sum()
    assert 0 < part < whole
    assert coverage(database, "ukraine_support", ["no_such_actor"], 2000).empty


def test_every_document_is_listed_with_what_rests_on_it(database, found):
    rows = sources(database, None, [])
    used = count(
        database,
        "select count(distinct source) from (select source from observation"
        " union all select source from event)",
    )
    assert len(rows) == len({row["id"] for row in rows}) == used
    assert [row["figures"] for row in rows] == sorted((r["figures"] for r in rows), reverse=True)
    assert all(row["url"].startswith("http") and row["licence"] for row in rows)


def test_documents_of_a_theme_are_among_all(database):
    whole = {row["id"] for row in sources(database, None, [])}
    part = {row["id"] for row in sources(database, "nato_cohesion", [])}
    assert part < whole
    assert sources(database, "nato_cohesion", ["no_such_actor"]) == []


def test_reach_counts_both_sides_of_a_pair(database):
    found = reach(database, ["RUS"])
    both = count(
        database,
        "select count(*) filter (actor = 'RUS') + count(*) filter (partner = 'RUS') from figure",
    )
    assert sum(found["RUS"].values()) == both
    totals = [sum(held.values()) for held in reach(database, []).values()]
    assert totals == sorted(totals, reverse=True)


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
