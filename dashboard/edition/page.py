"""The whole page: head, the article with its evidence, and what stands behind it."""

from dashboard.components.article_head import published_at
from dashboard.components.markup import text
from dashboard.edition import about
from dashboard.edition.edition import Edition
from dashboard.edition.head import head
from dashboard.edition.sections import section
from dashboard.edition.sources import sources
from dashboard.html import render
from dashboard.queries.reading_words import known_line
from dashboard.queries.readings import NOW
from dashboard.queries.wording import period
from dashboard.words.readings import READINGS
from etl.readings.review import EDITION


def page(edition: Edition) -> str:
    """The edition as one HTML file that needs nothing but itself."""
    body = "".join(section(edition, found) for found in edition.catalogue.sections.values())
    behind = "".join(
        part(edition)
        for part in (
            about.overview,
            about.meanings,
            about.left_out,
            sources,
            about.licence,
            about.cite,
            about.build,
        )
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head>{head(edition)}</head><body>'
        f"{render('pieces.j2', 'symbols')}"
        f'<a class="skip" href="#article">To the article</a>{_top(edition)}'
        f'<main><article id="article">{_title(edition)}{_contents(edition)}{body}</article>'
        f"{behind}</main>{_foot(edition)}</body></html>\n"
    )


def _top(edition: Edition) -> str:
    return (
        f'<header class="top"><p><b>{text(EDITION)}</b> <span>Script-free edition, build '
        f"{text(edition.build)}</span></p></header>"
    )


def _title(edition: Edition) -> str:
    """Title and byline of the article, how its statements read, and one sentence of method."""
    article = edition.catalogue.article
    read = [edition.ledger.readings[name, NOW].reading for name in edition.catalogue.claims]
    return render(
        "article.j2",
        "head",
        article,
        published_at(article),
        period(article["published"]),
        len(read),
        [(name, f"{read.count(name)} {word.counted}") for name, word in READINGS.items()],
        known_line(edition.ledger, edition.month),
        True,
    )


def _contents(edition: Edition) -> str:
    """Links to the sections and to what stands behind them."""
    parts = [(found.id, found.heading) for found in edition.catalogue.sections.values()]
    parts += [("all", "All statements"), ("words", "What the words mean"), ("sources", "Sources")]
    parts += [("cite", "How to cite"), ("build", "This build")]
    links = "".join(f'<li><a href="#{text(name)}">{text(title)}</a></li>' for name, title in parts)
    return f'<nav class="toc" aria-label="Contents"><ol>{links}</ol></nav>'


def _foot(edition: Edition) -> str:
    counts = edition.catalogue.build["counts"]
    return (
        f'<footer class="foot"><p>Build {text(edition.build)}: {counts["observation"]:,} '
        f"observations, {counts['source']:,} sources, {counts['roll_call']:,} roll calls. Every "
        "figure was read in a document and carries its place in it.</p></footer>"
    )
