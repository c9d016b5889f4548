"""Citations to copy: plain, Markdown and BibTeX, in which titles and notes stay mere text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

import streamlit as st

from dashboard.figure.figure import Figure
from dashboard.html.markup import WEB, paragraph
from dashboard.shell.context import Context
from dashboard.words.wording import day

EDITION = "Alignment Indicators"
BIBTEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
} | {sign: f"\\{sign}" for sign in "$&#%_"}  # fmt: skip
MARKDOWN = re.compile(r"[\\`*_{}\[\]()<>#!|&~$]|:(?=//)")
KEPT = "/:?&=#%+,;@~()'!*$[]"


@dataclass(frozen=True)
class Citation:
    """What a citation says: the thing, the edition and build it stands in, and its documents."""

    key: str
    title: str
    article: str
    build: str
    named: str
    as_of: date
    data: str
    address: str


def reference(context: Context, figure: Figure) -> Citation:
    """What a citation of a figure says: title, edition, build, computation, documents, address."""
    build = str(context.catalogue.build["id"])
    return Citation(
        key=figure.id,
        title=figure.title,
        article=context.catalogue.article["title"],
        build=build,
        named=f"figure {figure.id}",
        as_of=figure.evidence.as_of,
        data=f"{figure.evidence.text}.{figure.computed}".removesuffix("."),
        address=context.absolute(context.href(exhibit=figure.id, figure=None, build=build)),
    )


def plain(cited: Citation) -> str:
    """The citation as a sentence or two."""
    return (
        f"“{cited.title}”, {EDITION}: evidence edition of “{cited.article}”, build {cited.build}, "
        f"{cited.named}, as of {day(cited.as_of)}. Data: {cited.data}. {cited.address}"
    ).rstrip()


def markdown(cited: Citation) -> str:
    """The citation in Markdown; only the title is a link, and only to a web address."""
    title = f"“{_inert(cited.title)}”"
    if WEB.match(cited.address):
        title = f"[{title}](<{quote(cited.address, safe=KEPT)}>)"
    return (
        f"{title}, {EDITION}: evidence edition of “{_inert(cited.article)}”, build "
        f"{_inert(cited.build)}, {_inert(cited.named)}, as of {day(cited.as_of)}. "
        f"Data: {_inert(cited.data)}."
    )


def bibtex(cited: Citation) -> str:
    """The citation as a BibTeX entry."""
    fields = {
        "title": cited.title,
        "howpublished": f"{EDITION}: evidence edition of “{cited.article}”, build {cited.build}",
        "year": str(cited.as_of.year),
        "note": f"{cited.named}. Data: {cited.data}. As of {cited.as_of.isoformat()}",
    }
    lines = [f"  {name} = {{{_escaped(said)}}}" for name, said in fields.items()]
    if WEB.match(cited.address):  # verbatim for TeX, so that only what would end it is coded
        lines.append(f"  url = {{{quote(cited.address, safe=KEPT)}}}")
    return f"@misc{{{re.sub(r'[^A-Za-z0-9_.:/+-]', '-', cited.key)},\n" + ",\n".join(lines) + "\n}"


def _inert(words: str) -> str:
    """A text in which Markdown finds nothing to do: no sign of its own, no address to link."""
    return MARKDOWN.sub(r"\\\g<0>", _one_line(words))


def _escaped(words: str) -> str:
    """A text in which TeX finds nothing to do."""
    return "".join(BIBTEX.get(sign, sign) for sign in _one_line(words))


def _one_line(words: str) -> str:
    return " ".join(words.split())


def offer(forms: Iterable[tuple[str, str]]) -> None:
    """The forms of a citation under each other, each with a button that copies it."""
    for name, said in forms:
        st.html(paragraph(name, "rests"))
        st.code(said, language=None, wrap_lines=True)


def forms(cited: Citation) -> list[tuple[str, str]]:
    """Plain, Markdown and BibTeX."""
    return [("Text", plain(cited)), ("Markdown", markdown(cited)), ("BibTeX", bibtex(cited))]
