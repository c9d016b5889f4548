"""Source lines, tables and CSV files say of the figures shown what the files say."""

from html import unescape

import pytest

from dashboard.components.drawn import drawn
from dashboard.components.provenance import (
    MOST_NAMED,
    as_of,
    documents,
    source_line,
    source_table,
    source_text,
)
from dashboard.queries.lens import Lens
from dashboard.queries.wording import day
from tests.html import Cells


def most_documents(database, found):
    """The exhibit that rests on most documents: its source line has to leave some out."""
    whole = [drawn(database, exhibit, Lens(), False) for exhibit in found.exhibits.values()]
    return max(whole, key=lambda ready: ready.source_count)


@pytest.fixture(params=["ukraine_aid_monthly", "nato_spending", "un_votes_ukraine", "most"])
def ready(request, database, found):
    """An exhibit, ready to draw."""
    if request.param == "most":
        return most_documents(database, found)
    return drawn(database, found.exhibits[request.param], Lens(), False)


def test_documents_are_counted_most_used_first(ready):
    rows = documents(ready.rows)
    counts = [row["figures"] for row in rows]
    assert sum(counts) == len(ready.rows)
    assert counts == sorted(counts, reverse=True)
    assert {row["source"] for row in rows} == set(ready.rows["source"])


def test_the_source_line_is_of_the_rows_shown(ready):
    line = unescape(source_line(ready.rows, "A <note>."))
    named = documents(ready.rows)[:MOST_NAMED]
    for document in named:
        assert f"{document['publisher']}, {document['document']}" in line
        assert document["licence"] in line
    more = ready.rows["source"].nunique() - len(named)
    assert (f"; and {more} more." in line) is (more > 0)
    assert f"<b>As of</b> {day(max(ready.rows['published']))}." in line
    assert "<b>Note</b> A <note>." in line
    assert "Note" not in source_line(ready.rows, "")


def test_the_line_of_many_documents_leaves_some_out(database, found):
    assert most_documents(database, found).source_count > MOST_NAMED + 1


def test_the_source_line_follows_the_filter(database, found):
    exhibit = found.exhibits["un_votes_ukraine"]
    early = drawn(database, exhibit, Lens(end="2014"), False).rows
    late = drawn(database, exhibit, Lens(start="2025"), False).rows
    assert source_text(documents(early)) != source_text(documents(late))
    assert as_of(early) < as_of(late)


def test_the_note_and_the_titles_are_escaped(ready):
    rows = ready.rows.assign(publisher="<script>", document="a & b")
    line = source_line(rows, "<i>")
    assert "<script>" not in line
    assert "&lt;script&gt;, a &amp; b" in line


def test_the_table_of_sources_counts_figures(ready):
    _, *body = Cells(source_table(ready.rows)).rows
    assert sum(int(row[-1]) for row in body) == len(ready.rows)
    assert len(body) == ready.source_count
