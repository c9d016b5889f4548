"""What falls with a document is what the command of the ETL counts for it."""

from dashboard.store.database import connection, records
from dashboard.store.impact import Resting, by_source, of
from etl.build.impact import impact


def test_each_document_falls_with_what_the_command_says(database):
    held = by_source(database)
    ids = [row["id"] for row in records(database, "select id from source")]
    assert set(held) <= set(ids)
    assert len(held) > 20
    for name in [*list(held)[::6], *[i for i in ids if i not in held][:10]]:
        found = impact(connection(database).cursor(), name)
        mine = held.get(name, Resting())
        assert set(mine.charts) == {chart.id for chart in found.charts}
        assert set(mine.claims) == {statement.id for statement in found.statements}
        assert mine.readings == len(found.readings)


def test_an_indicator_falls_with_its_charts(database, found):
    for exhibit in found.exhibits.values():
        for leaf in exhibit.indicators:
            charts = {chart.id: chart for chart in of(database, leaf).charts}
            assert 0 < charts[exhibit.id].figures <= charts[exhibit.id].of
            claims = {s.id for s in of(database, leaf).statements}
            assert {claim.id for claim in found.resting_on(exhibit.id)} <= claims
