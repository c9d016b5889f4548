"""The evidence of one statement as its panel first shows it, for the browser to show at once.

A click shows this until the panel itself has come: the same words and figures without any filter,
the charts as drawings, room where the panel has a switch between definitions.
"""

from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup

from dashboard.claim.card import eyebrow, head, tail
from dashboard.edition.drawing import drawing
from dashboard.figure.correction_marks import corrections_line
from dashboard.figure.draw import head as figure_head
from dashboard.figure.exhibit import exhibit_figure, resting, title
from dashboard.figure.panels import drawn
from dashboard.figure.toolbar import toolbar
from dashboard.html.markup import paragraph, render
from dashboard.shell.address import ViewState
from dashboard.shell.context import Context
from dashboard.store.catalogue import Claim, Exhibit, catalogue
from dashboard.store.lens import Lens

ROOM = render("edition.j2", "room")
"""The place of the switch; style.css knows its height."""


@lru_cache(maxsize=128)
def ahead(database: str, claim: str) -> bytes:
    """The evidence of a statement as HTML; KeyError where there is no such statement."""
    found = catalogue(database)
    context = Context(database, found, ViewState(claim=claim), (), Lens(), narrow=False)
    blocks = map(Markup, _blocks(context, found.claims[claim]))
    return render("edition.j2", "ahead", found.claims[claim].number, blocks).encode()


def _blocks(context: Context, claim: Claim) -> Iterator[str]:
    yield eyebrow(context, claim).replace(' id="evidence"', "") + head(context, claim)
    if context.ledger.titles(claim.id):
        yield ROOM
    if claim.exhibits:
        yield from _figure(context, context.catalogue.exhibits[claim.exhibits[0]], claim.id)
    yield tail(context, claim)


def _figure(context: Context, exhibit: Exhibit, key: str) -> Iterator[str]:
    ready = drawn(context.database, exhibit, context.lens, context.narrow)
    if not ready.panels:  # the panel explains itself
        yield title(exhibit)
        return
    figure = exhibit_figure(context, exhibit, ready)
    yield figure_head(figure)
    for place, chart in enumerate(ready.charts):
        if chart.heading:
            yield paragraph(chart.heading, "pt")
        yield drawing(chart, f"ahead-{key}-{place}", "marks", ready.finding)
    yield toolbar(context, figure)
    corrections = corrections_line(ready.touched)
    yield figure.source_line + corrections + resting(context, exhibit)
