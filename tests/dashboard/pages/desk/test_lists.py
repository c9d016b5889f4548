"""The desk on a page is the desk of the command."""

from datetime import date
from pathlib import Path

from dashboard.pages.desk.lists import desk
from etl.build.status import status

TODAY = date(2026, 11, 24)


def test_both_give_the_same_lists(database, edition):
    # The page's connection is shared and stays open: the command is asked about a copy.
    copy = edition.parent / "copy.duckdb"
    copy.write_bytes(Path(database).read_bytes())
    assert desk(database, TODAY) == status(copy, TODAY)


def test_a_later_day_has_more_to_look_at(database, found):
    now, later = desk(database, TODAY), desk(database, date(2036, 1, 1))
    overdue = "themes to be looked through again"
    assert len(later[overdue]) == len(found.themes)
    assert len(now[overdue]) < len(later[overdue])
