"""The table of a chart: every figure with its place, each value a link to its card."""

from urllib.parse import parse_qs

import pandas as pd
import pytest

from dashboard.figure.correction_marks import sign
from dashboard.figure.panels import drawn
from dashboard.figure.table import MARK, MOST_LISTED, figure_table, table_of
from dashboard.store.lens import Lens
from dashboard.words.wording import number, period
from tests.html import Cells, links

HREF = f"?figure={MARK}&exhibit=x"


@pytest.fixture(params=["ukraine_aid_monthly", "nato_spending", "un_votes_ukraine", "rc_trade"])
def ready(request, database, found):
    """An exhibit, ready to draw."""
    return drawn(database, found.exhibits[request.param], Lens(), False)


def test_the_table_shows_every_figure_with_its_place(found, ready):
    panels = [(panel.panel, panel.rows) for panel in ready.panels]
    head, *body = Cells(figure_table(found, panels, HREF)).rows
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
    html = figure_table(found, [(panel, many)], HREF)
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
    _, row = Cells(figure_table(found, [(panel, rows)], HREF)).rows
    assert row[-2] == shown


def test_each_value_is_a_soft_link_to_its_card(found, ready):
    panels = [(panel.panel, panel.rows) for panel in ready.panels]
    held = [link for link in links(figure_table(found, panels, HREF)) if "data-soft" in link]
    assert [link["data-figure"] for link in held] == ready.rows["figure"].tolist()
    for link in held:
        asked = parse_qs(link["href"].removeprefix("?"))
        assert asked == {"figure": [link["data-figure"]], "exhibit": ["x"]}


def test_the_kept_table_differs_in_its_links_only(context, found):
    exhibit, where = found.exhibits["rc_trade"], context()
    ready = drawn(where.database, exhibit, Lens(), False)
    panels = [(p.panel, p.rows) for p in ready.panels]
    signs = {figure: sign(own) for figure, own in ready.touched.points.items()}
    for address in ("?figure=FIGURE&a=1", '?a="<b>&figure=FIGURE'):
        assert table_of(where, exhibit, address) == figure_table(found, panels, address, signs)


def test_a_pair_is_not_named_twice(found, database):
    ready = drawn(database, found.exhibits["ukraine_aid_monthly"], Lens(), False)
    panels = [(panel.panel, panel.rows) for panel in ready.panels]
    _, first, *_ = Cells(figure_table(found, panels, HREF)).rows
    assert first[0] == "United States – Ukraine"
