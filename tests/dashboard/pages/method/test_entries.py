"""The catalogue: its counts agree with the figures, and each line stands for itself."""

from dashboard.pages.method.entries import entries, leaf_records
from dashboard.store.database import records

ONE = """
select count(*) as figures, count(distinct actor) as actors, min(period_start) as since,
    max(period_end) as until
from figure join indicator on indicator.id = figure.indicator
where family = $family and reason is null
"""


def test_every_family_is_an_entry_in_the_order_of_the_codebooks(database, found):
    assert list(entries(database)) == list(found.families)
    counted = sum(entry.indicators for entry in entries(database).values())
    assert counted == len(found.indicators)


def test_an_entry_counts_the_figures_of_its_leaves(database):
    for name in ("ukraine_aid", "hague_goal", "view_of_powers"):
        (row,) = records(database, ONE, {"family": name})
        entry = entries(database)[name]
        assert row == {key: getattr(entry, key) for key in row}


def test_a_value_that_is_missing_for_a_reason_is_no_figure(database):
    held = sum(entry.figures for entry in entries(database).values())
    (row,) = records(database, "select count(*) as n from figure where reason is null")
    assert held == row["n"]


def test_publishers_come_in_the_order_of_their_figures(database):
    sql = """
        select publisher from figure join source on source.id = source
        join indicator on indicator.id = indicator
        where family = 'view_of_us' and reason is null
        group by publisher order by count(*) desc, publisher
    """
    ranked = [row["publisher"] for row in records(database, sql)]
    entry = entries(database)["view_of_us"]
    assert entry.publishers == ranked
    assert 1 < entry.originators <= len(ranked)


def test_the_next_check_is_the_first_of_the_leaves(database, found):
    for entry in entries(database).values():
        days = [i.next_check for i in found.indicators.values() if i.family == entry.id]
        assert entry.next_check == min(days)


def test_every_leaf_is_a_record_with_its_unit_in_words(database, found):
    rows = leaf_records(database)
    assert [row["id"] for row in rows] == list(found.indicators)
    for row in rows:
        leaf = found.indicators[row["id"]]
        assert row["unit"] == found.units[leaf.unit].name
        assert row["dimensions"] == [f"{k}={v}" for k, v in leaf.dimensions.items()]
        assert row["figures"] > 0
        assert row["publishers"]
