"""The list of sources: every document with its address, dates and licence."""

from markupsafe import Markup

from dashboard.edition.edition import Edition
from dashboard.html import render
from dashboard.html.markup import link
from dashboard.store.documents import CitedDocument
from dashboard.words.wording import day, period

MAY = {"yes": "", "attribution": "with attribution", "no": "facts only"}
"""What may be passed on, after `redistributable`."""


def sources(edition: Edition) -> str:
    """Two lists with one count: documents behind the article's evidence, and the others held."""
    listed = [
        (d.id, d.publisher, Markup(link(d.url, d.title)), _told(d)) for d in edition.documents
    ]
    count = sum(document.id in edition.used for document in edition.documents)
    return render("edition.j2", "sources", listed[:count], listed[count:])


def _told(document: CitedDocument) -> str:
    """The dates and the terms of a document."""
    parts = [
        f"published {period(document.published)}" if document.published else "no date",
        f"read {day(document.accessed)}",
        document.licence,
        MAY[document.redistributable] if "facts only" not in document.licence else "",
        f"copy read: {document.copy}" if document.copy else "",
    ]
    return "; ".join(part for part in parts if part)
