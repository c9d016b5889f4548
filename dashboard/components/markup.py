"""Pieces of HTML that several components write; every text is escaped here."""

import re
from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
SHORT_UNIT = re.compile(r"(?<=\d) (?=(?:bn|mn|tn)\b)")
MARKDOWN = re.compile(r"[\\`*_\[\]<>$~&#!|]|:(?=[\w-])")


def text(value: object) -> str:
    """A value as safe HTML text; empty for None."""
    return escape(str(value)) if value is not None else ""


def message(bold: str, rest: str = "") -> None:
    """A message block: what is the case, why, and what to do."""
    st.html(f'<div class="msg"><b>{text(bold)}</b> {text(rest)}</div>')


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


def rows(pairs: Iterable[tuple[str, str]]) -> str:
    """Definition rows: bold name, HTML value; empty values are left out."""
    shown = [
        f'<div class="fx"><b>{text(name)}</b><span>{value}</span></div>'
        for name, value in pairs
        if value
    ]
    return f'<div class="dl">{"".join(shown)}</div>'


def disclosure(name: str, result: str, body: str) -> str:
    """A disclosure whose closed line already says the result; `body` is HTML."""
    summary = f"<summary><b>{text(name)}</b><span>{text(result)}</span></summary>"
    return f"<details>{summary}<div>{body}</div></details>"


def table(
    heads: Sequence[str],
    body: Iterable[Sequence[str]],
    words: Sequence[int] = (),
    name: str = "Table",
) -> str:
    """A table of HTML cells; `words` are the columns set left, the others are numbers.

    `name` tells it apart from the other tables of a page.
    """

    def cell(tag: str, index: int, content: str) -> str:
        scope = ' scope="col"' if tag == "th" else ""
        left = ' class="t"' if index in words else ""
        return f"<{tag}{scope}{left}>{content}</{tag}>"

    head = "".join(cell("th", i, text(name)) for i, name in enumerate(heads))
    lines = ("".join(cell("td", i, c) for i, c in enumerate(line)) for line in body)
    inner = "".join(f"<tr>{line}</tr>" for line in lines)
    tabbed = f'class="scroll" tabindex="0" role="region" aria-label="{text(name)}"'
    return (
        f"<div {tabbed}><table><thead><tr>{head}</tr></thead><tbody>{inner}</tbody></table></div>"
    )
