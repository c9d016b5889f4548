"""The whole page: head, the article with its evidence, and what stands behind it."""

from markupsafe import Markup

from dashboard.claim.article_head import published_at
from dashboard.edition.about import about
from dashboard.edition.edition import Edition
from dashboard.edition.head import head
from dashboard.edition.sections import section
from dashboard.html import render
from dashboard.sentences.reading_words import known_line
from dashboard.store.readings import NOW
from dashboard.words.readings import READINGS
from dashboard.words.wording import period
from etl.readings.review import EDITION

PARTS = [("all", "All statements"), ("words", "What the words mean"), ("sources", "Sources")]
PARTS += [("cite", "How to cite"), ("build", "This build")]
"""What stands behind the article, as the contents name it."""


def page(edition: Edition) -> str:
    """The edition as one HTML file that needs nothing but itself."""
    sections = edition.catalogue.sections.values()
    return render(
        "edition.j2",
        "page",
        EDITION,
        edition.catalogue.build,
        [*((found.id, found.heading) for found in sections), *PARTS],
        Markup(head(edition)),
        Markup(_title(edition)),
        Markup("".join(section(edition, found) for found in sections)),
        Markup("".join(about(edition))),
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
