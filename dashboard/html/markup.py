"""Pieces of HTML that several components write; every text is escaped here."""

import re

from dashboard.html import disclosure, rows, table, text  # noqa: F401 (imported from here)

WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
SHORT_UNIT = re.compile(r"(?<=\d) (?=(?:bn|mn|tn)\b)")
MARKDOWN = re.compile(r"[\\`*_\[\]<>$~&#!|]|:(?=[\w-])")


def link(url: str, label: str) -> str:
    """A link to a publisher's page, opened beside the dashboard; other addresses are no links."""
    if not WEB.match(url):
        return text(label)
    return f'<a href="{text(url)}" target="_blank" rel="noreferrer">{text(label)}</a>'


def soft_link(
    href: str,
    label: str,
    figure: str = "",
    kind: str = "",
    title: str = "",
    *,
    kept: str = "",
    current: bool = False,
) -> str:
    """A link within the app as HTML.

    `figure` names the card that it opens, `kind` is its class, `title` tells more when pointed at.
    `kept` is the name under which focus finds it again in the page that it leads to; `current`
    says that it leads to what is shown.
    """
    told = {"data-figure": figure, "data-keep": kept, "class": kind, "title": title}
    told["aria-current"] = "true" if current else ""
    said = "".join(f' {name}="{text(value)}"' for name, value in told.items() if value)
    return f'<a data-soft{said} href="{text(href)}">{text(label)}</a>'


def finding(words: str) -> str:
    """A generated sentence as a paragraph; a number and its unit stay on one line."""
    return f'<p class="say">{SHORT_UNIT.sub(chr(0xA0), text(words))}</p>' if words else ""


def label(value: str) -> str:
    """A text as the label of a widget: what Streamlit would read as Markdown stays as it is."""
    return MARKDOWN.sub(r"\\\g<0>", value)
