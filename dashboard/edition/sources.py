"""The list of sources: every document with its address, dates and licence."""

from dashboard.components.markup import link, text
from dashboard.edition.edition import Edition
from dashboard.queries.documents import Document
from dashboard.queries.wording import day, period

MAY = {"yes": "", "attribution": "with attribution", "no": "facts only"}
"""What may be passed on, after `redistributable`."""


def sources(edition: Edition) -> str:
    """Two lists with one count: documents behind the article's evidence, and the others held."""
    used = [d for d in edition.documents if d.id in edition.used]
    others = edition.documents[len(used) :]
    held = (
        f"<h3>Held in this build besides</h3><p class='sub'>{len(others)} documents on which no "
        f"statement and no figure above rests.</p>{_list(edition, others)}"
        if others
        else ""
    )
    return (
        '<section class="sec" id="sources" aria-labelledby="sources-title">'
        f'<h2 id="sources-title">Sources</h2><p class="sub">{len(used)} documents in which the '
        f"figures above were read.</p>{_list(edition, used)}{held}</section>"
    )


def _list(edition: Edition, found: list[Document]) -> str:
    first = edition.source_numbers[found[0].id] if found else 1
    items = "".join(f'<li id="s-{text(d.id)}">{_document(d)}</li>' for d in found)
    return f'<ol class="src-list" start="{first}">{items}</ol>'


def _document(document: Document) -> str:
    parts = [
        f"{text(document.publisher)}, {link(document.url, document.title)}",
        f"published {text(period(document.published))}" if document.published else "no date",
        f"read {day(document.accessed)}",
        text(document.licence),
        MAY[document.redistributable] if "facts only" not in document.licence else "",
        f"copy read: {text(document.copy)}" if document.copy else "",
    ]
    return "; ".join(part for part in parts if part) + "."
