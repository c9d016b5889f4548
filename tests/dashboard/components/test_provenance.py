"""Source lines, tables and CSV files say of the figures shown what the files say."""

import csv
import io
from html import unescape
from html.parser import HTMLParser

import pandas as pd
import pytest

from dashboard.components.drawn import drawn
from dashboard.components.provenance import (
    MOST_LISTED,
    MOST_NAMED,
    as_of,
    csv_bytes,
    documents,
    figure_table,
    source_line,
    source_table,
    source_text,
)
from dashboard.queries.lens import Lens
from dashboard.queries.wording import day, number, period


class Cells(HTMLParser):
    """The cells of an HTML table, row by row, as text."""

    def __init__(self, html):
        super().__init__()
        self.rows = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data):
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


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
    assert rows["figures"].sum() == len(ready.rows)
    assert rows["figures"].is_monotonic_decreasing
    assert set(rows["source"]) == set(ready.rows["source"])


def test_the_source_line_is_of_the_rows_shown(ready):
    line = unescape(source_line(ready.rows, "A <note>."))
    named = documents(ready.rows).head(MOST_NAMED)
    for document in named.to_dict("records"):
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
    assert source_text(early) != source_text(late)
    assert as_of(early) < as_of(late)


def test_the_note_and_the_titles_are_escaped(ready):
    rows = ready.rows.assign(publisher="<script>", document="a & b")
    line = source_line(rows, "<i>")
    assert "<script>" not in line
    assert "&lt;script&gt;, a &amp; b" in line


def test_the_table_shows_every_figure_with_its_place(found, ready):
    panels = [(panel.panel, panel.rows) for panel in ready.panels]
    head, *body = Cells(figure_table(found, panels)).rows
    rows = ready.rows
    assert head[-3:] == ["Period", "Value", "Source and place in it"]
    assert len(body) == min(len(rows), MOST_LISTED)
    for cells, row in zip(body, rows.to_dict("records"), strict=False):
        assert cells[-1] == f"{row['publisher']}, {row['locator']}"
        if "value" in row and pd.notna(row.get("value")):
            leaf = found.indicators[row["indicator"]]
            assert cells[-2].removesuffix(" e") == number(row["value"], leaf.decimals)
            assert cells[-3] == period(row["period"])


def test_the_table_says_what_it_cuts(found, database):
    ready = drawn(database, found.exhibits["ukraine_aid_monthly"], Lens(), False)
    ((panel, rows), *_) = [(panel.panel, panel.rows) for panel in ready.panels]
    many = pd.concat([rows] * 9, ignore_index=True)
    html = figure_table(found, [(panel, many)])
    assert f"The first {MOST_LISTED} of {len(many)} figures" in html
    assert html.count("<tr>") == MOST_LISTED + 1


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ({"note": "estimate of the publisher"}, "1.00 e"),
        ({"note": "another note"}, "1.00"),
        ({"value": None, "reason": "not_published"}, "not published"),
    ],
)
def test_a_value_says_what_it_is(found, database, cells, shown):
    ready = drawn(database, found.exhibits["ukraine_aid_monthly"], Lens(), False)
    panel, rows = ready.panels[0].panel, ready.panels[0].rows.head(1)
    rows = rows.assign(value=1.0, note=None, reason=None).astype(object).assign(**cells)
    _, row = Cells(figure_table(found, [(panel, rows)])).rows
    assert row[-2] == shown


def test_the_table_of_sources_counts_figures(ready):
    _, *body = Cells(source_table(ready.rows)).rows
    assert sum(int(row[-1]) for row in body) == len(ready.rows)
    assert len(body) == ready.source_count


def test_the_csv_reads_back_as_the_rows(ready):
    content = csv_bytes(ready.rows, ["Title", "Source, with a comma"]).decode()
    head, body = content.split("\n", 2)[:2], content.split("\n", 2)[2]
    assert head == ["# Title", "# Source, with a comma"]
    read = list(csv.DictReader(io.StringIO(body)))
    assert list(read[0]) == ready.rows.columns.tolist()
    for line, row in zip(read, ready.rows.to_dict("records"), strict=True):
        for name, value in row.items():
            if pd.isna(value):
                assert line[name] == ""
            elif isinstance(value, pd.Timestamp):
                assert pd.Timestamp(line[name]) == value
            elif isinstance(value, float):
                assert float(line[name]) == value
            else:
                assert line[name] == str(value)
