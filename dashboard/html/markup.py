"""Pieces of HTML that several components write, with those of the package; texts are escaped."""

import re
from functools import partial

from markupsafe import Markup

from dashboard.html import disclosure, joined, render, rows, table, text  # noqa: F401

WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
SHORT_UNIT = re.compile(r"(?<=\d) (?=(?:bn|mn|tn)\b)")
MARKDOWN = re.compile(r"[\\`*_\[\]<>$~&#!|]|:(?=[\w-])")

title = partial(render, "page.j2", "title")
"""The head of a page: its heading, a sentence on it, one of method."""
heading = partial(render, "page.j2", "heading")
"""A heading with the line under it."""
notice = partial(render, "page.j2", "message")
"""A message block: bold words, the rest, and its role."""
column_head = partial(render, "page.j2", "column_head")
items = partial(render, "page.j2", "items")
"""A list of pieces, of a class and an element."""
bold = Markup("<b>{}</b>").format
code = Markup("<code>{}</code>").format
small = Markup("<small>{}</small>").format
set_back = Markup("<i>{}</i>").format
line_break = Markup("<br>")
caption = Markup('<span class="lab">{}</span>').format
"""The name over a widget or a row of words."""
anchor = Markup('<a href="{}">{}</a>').format
"""A link of an address and its words, which loads the page anew."""
open_link = Markup('<a href="{}" target="_self">{}</a>').format
"""The same in this tab, to another page of the dashboard."""


def paragraph(words: str, kind: str = "sub") -> Markup:
    """A paragraph, of a class if any; nothing without words."""
    opening = Markup('<p class="{}">').format(kind) if kind else Markup("<p>")
    return opening + words + Markup("</p>") if words else Markup("")


def folds(inner: str, kind: str = "wide") -> Markup:
    """Disclosures, which are HTML, in their box."""
    return Markup('<div class="{}">{}</div>').format(f"dl {kind}".strip(), Markup(inner))


def link(url: str, label: str) -> Markup:
    """A link to a publisher's page, opened beside the dashboard; other addresses are no links."""
    if not WEB.match(url):
        return text(label)
    return Markup('<a href="{}" target="_blank" rel="noreferrer">{}</a>').format(url, label)


def soft_link(
    href: str,
    label: str,
    figure: str = "",
    kind: str = "",
    title: str = "",
    *,
    kept: str = "",
    current: bool = False,
) -> Markup:
    """A link within the app as HTML.

    `figure` names the card that it opens, `kind` is its class, `title` tells more when pointed at.
    `kept` is the name under which focus finds it again in the page that it leads to; `current`
    says that it leads to what is shown.
    """
    told = {"data-figure": figure, "data-keep": kept, "class": kind, "title": title}
    told["aria-current"] = "true" if current else ""
    said = "".join(f' {name}="{text(value)}"' for name, value in told.items() if value)
    return Markup(f'<a data-soft{said} href="{text(href)}">{text(label)}</a>')


def finding(words: str) -> Markup:
    """A generated sentence as a paragraph; a number and its unit stay on one line."""
    return paragraph(SHORT_UNIT.sub("\xa0", words), "say")


def label(value: str) -> str:
    """A text as the label of a widget: what Streamlit would read as Markdown stays as it is."""
    return MARKDOWN.sub(r"\\\g<0>", value)
