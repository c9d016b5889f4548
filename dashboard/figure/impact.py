"""What falls with an indicator or a document, in words and links."""

from dashboard.figure.card_parts import lines
from dashboard.html.markup import column_head, joined, render, rows, soft_link
from dashboard.shell.context import READ, Context
from dashboard.store import impact
from dashboard.store.catalogue import Indicator
from etl.build.impact import RestingChart, RestingReading, RestingStatement

BASES = {"now": "now", "then": "when the article was published", "revised": "revised figures"}


def impact_of(context: Context, leaf: Indicator) -> str:
    """Charts, statements and readings that rest on an indicator, with its figures, as HTML."""
    found = impact.of(context.database, leaf.id)
    earlier = found.vintages - found.figures
    figures = f"{found.figures:,} in force" + (f", {earlier:,} earlier" if earlier else "")
    nothing = "" if found.charts or found.statements else "no chart of the article, no statement"
    return column_head("What falls with it") + rows(
        [
            ("Figures", figures),
            ("Charts", lines([_chart(context, chart) for chart in found.charts])),
            ("Statements", lines([_statement(context, s) for s in found.statements])),
            ("Readings", lines([_reading(context, reading) for reading in found.readings])),
            ("Nothing", nothing),
        ]
    )


def _chart(context: Context, chart: RestingChart) -> str:
    claims = context.catalogue.resting_on(chart.id)
    claim = claims[0].id if claims else None
    link = soft_link(context.to(READ, claim=claim, exhibit=chart.id), chart.title)
    whole = "all its" if chart.figures == chart.of else f"{chart.figures:,} of its"
    return joined([link, f": {whole} {_figures(chart.of)}"])


def _figures(count: int) -> str:
    return f"{count:,} figure{'' if count == 1 else 's'}"


def _statement(context: Context, statement: RestingStatement) -> str:
    ways = ((statement.computed, "computed from"), (statement.drawn, "drawn with"))
    said = ", ".join(f"{way} {_figures(count)}" for count, way in ways if count)
    link = _link(context, statement.id, statement.number)
    return joined([link, f", “{statement.title}”: {said}"])


def _reading(context: Context, reading: RestingReading) -> str:
    basis = BASES.get(reading.basis, reading.basis)
    word = reading.reading.replace("_", " ")
    return joined([_link(context, reading.claim, reading.number), f", {basis}: {word}"])


def _link(context: Context, claim: str, number: int) -> str:
    return soft_link(context.to(READ, claim=claim), f"Statement {number}")


def resting_on_source(context: Context, source: str) -> str:
    """How many charts, statements and readings fall with a document; folded, which these are."""
    found = impact.by_source(context.database).get(source)
    if found is None:
        return ""
    exhibits, claims = context.catalogue.exhibits, context.catalogue.claims
    counts = [
        (len(found.charts), "chart"),
        (len(found.claims), "statement"),
        (found.readings, "reading"),
    ]
    said = ", ".join(f"{n} {noun}{'s' if n > 1 else ''}" for n, noun in counts if n)
    charts = [
        soft_link(context.to(READ, exhibit=name), exhibits[name].title)
        for name in found.charts
        if name in exhibits
    ]
    statements = [_link(context, name, claims[name].number) for name in found.claims]
    return render("figure.j2", "resting", said, charts + statements)
