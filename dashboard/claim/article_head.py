"""The head of the article: how its statements read, each count to pick out its marks by."""

from typing import Any

from markupsafe import Markup

from dashboard.html import render
from dashboard.html.markup import link, soft_link
from dashboard.sentences.reading_words import STRENGTHS, known_line
from dashboard.shell.context import Context
from dashboard.store.readings import NOW
from dashboard.words.readings import READINGS
from dashboard.words.wording import period


def article_head(context: Context) -> str:
    """Title, byline, counts, the state of knowledge that they are of, and meanings as HTML."""
    article, claims = context.catalogue.article, context.catalogue.claims
    read = [context.reading(name).reading for name in claims]
    shown = render(
        "article.j2",
        "head",
        article,
        published_at(article),
        period(article["published"]),
        len(read),
        [(word, _count(context, word, read.count(word))) for word in READINGS],
        known_line(context.ledger, context.month, context.state.basis or NOW),
    )
    return shown + render("article.j2", "meanings", STRENGTHS)


def published_at(article: dict[str, Any]) -> Markup:
    """A link to where an article was published; empty where that is not known."""
    url = article.get("url")
    return Markup(link(url, article.get("source") or url) if url else "")


def _count(context: Context, word: str, count: int) -> str:
    """A count; chosen, it leaves only its own marks in the text, and chosen again all."""
    chosen = context.state.reading == word
    said = f"{count} {READINGS[word].counted}"
    if not count and not chosen:
        return said
    href = context.href(reading=None if chosen else word)
    does = "Show all marks again." if chosen else "Mark only these."
    return Markup(soft_link(href, said, title=does, kept=f"tally:{word}", current=chosen))
