"""Source lines, tables and CSV files say of the figures shown what the files say."""

from html import unescape

import pytest

from dashboard.figure.documents import MOST_NAMED, evidence_of, source_line, source_table
from dashboard.figure.panels import drawn
from dashboard.store.lens import Lens
from dashboard.words.wording import day
from tests.html import Cells


def most_documents(database, found):
    """The exhibit that rests on most documents: its source line has to leave some out."""
    whole = [drawn(database, exhibit, Lens(), False) for exhibit in found.exhibits.values()]
    return max(whole, key=lambda ready: len(ready.evidence.documents))


@pytest.fixture(params=["ukraine_aid_monthly", "nato_spending", "un_votes_ukraine", "most"])
def ready(request, database, found):
    """An exhibit, ready to draw."""
    if request.param == "most":
        return most_documents(database, found)
    return drawn(database, found.exhibits[request.param], Lens(), False)


def test_documents_are_counted_most_used_first(ready):
    rows = ready.evidence.documents
    counts = [row["figures"] for row in rows]
    assert sum(counts) == len(ready.rows)
    assert counts == sorted(counts, reverse=True)
    assert {row["source"] for row in rows} == set(ready.rows["source"])


def test_the_source_line_is_of_the_rows_shown(ready):
    line = unescape(source_line(ready.evidence, "A <note>."))
    named = ready.evidence.documents[:MOST_NAMED]
    for document in named:
        assert f"{document['publisher']}, {document['document']}" in line
        assert document["licence"] in line
    more = ready.rows["source"].nunique() - len(named)
    assert (f"; and {more} more." in line) is (more > 0)
    assert f"<b>As of</b> {day(max(ready.rows['published']))}." in line
    assert "<b>Note</b> A <note>." in line
    assert "Note" not in source_line(ready.evidence, "")


def test_the_line_of_many_documents_leaves_some_out(database, found):
    assert len(most_documents(database, found).evidence.documents) > MOST_NAMED + 1


def test_the_source_line_follows_the_filter(database, found):
    exhibit = found.exhibits["un_votes_ukraine"]
    early = drawn(database, exhibit, Lens(end="2014"), False).evidence
    late = drawn(database, exhibit, Lens(start="2025"), False).evidence
    assert early.text != late.text
    assert early.as_of < late.as_of


def test_the_note_and_the_titles_are_escaped(ready):
    rows = ready.rows.assign(publisher="<script>", document="a & b")
    line = source_line(evidence_of(rows), "<i>")
    assert "<script>" not in line
    assert "&lt;script&gt;, a &amp; b" in line


def test_the_table_of_sources_counts_figures(ready):
    _, *body = Cells(source_table(ready.evidence)).rows
    assert sum(int(row[-1]) for row in body) == len(ready.rows)
    assert len(body) == len(ready.evidence.documents)
