"""The article, its claims and its exhibits: read, and held to the text they speak of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Literal

from pydantic import Field

from etl.exhibit import Exhibits
from etl.paths import shown
from etl.problems import Problem
from etl.toml_files import Code, Strict, Text, line_of, read_text, read_toml, validated

FENCE = "+++\n"


class Section(Strict):
    """One heading of the article and the themes whose figures speak to its text."""

    id: Code
    heading: Text
    themes: list[Code]


class FrontMatter(Strict):
    """What is known of the article; `author` is absent where no document names one."""

    title: Text
    published: Text
    sections: list[Section] = Field(min_length=1)
    published_note: str | None = None
    reading_time: str | None = None
    url: str | None = None
    author: str | None = None
    author_note: str | None = None
    source: str | None = None


class Claim(Strict):
    """A checkable span of a sentence; `exact` in its context occurs once in the article."""

    id: Code
    number: int = Field(gt=0)
    section: Code
    title: Text
    exact: Text
    prefix: str = ""
    suffix: str = ""
    kind: Code
    testable: Literal["yes", "part", "no"]
    why_not: str | None = None
    could_speak: str | None = None
    themes: list[Code] = []
    exhibits: list[Code] = []
    coder: Text
    coded_on: date


class Claims(Strict):
    """The claim ledger of one article, in the order of its text, and the kinds it tells apart."""

    kinds: dict[Code, Text]
    claim: list[Claim]


@dataclass(frozen=True)
class Article:
    """An article with everything that is laid beside it; texts and spans by section id."""

    slug: str
    front: FrontMatter
    texts: dict[str, str]
    claims: tuple[Claim, ...]
    spans: dict[str, tuple[int, int]]
    exhibits: Exhibits


def read_articles(data: Path) -> tuple[list[Article], list[Problem]]:
    """All articles that can be read, and every problem of their three files."""
    articles: list[Article] = []
    problems: list[Problem] = []
    for folder in sorted(p for p in (data / "articles").iterdir() if p.is_dir()):
        body = _front_and_body(folder / "article.md", data, problems)
        claims = read_toml(folder / "claims.toml", Claims, data, problems)
        exhibits = read_toml(folder / "exhibits.toml", Exhibits, data, problems)
        if body is None or claims is None or exhibits is None:
            continue
        front, texts = body
        spans, found = _spans(folder / "claims.toml", claims, texts, data)
        problems += found
        problems += _references(folder, claims, exhibits, front, data)
        articles.append(Article(folder.name, front, texts, tuple(claims.claim), spans, exhibits))
    return articles, problems


def _front_and_body(
    path: Path, data: Path, problems: list[Problem]
) -> tuple[FrontMatter, dict[str, str]] | None:
    text = read_text(path, data, problems)
    if text is None:
        return None
    file = shown(path, data)
    parts = text.split(FENCE, 2)
    if len(parts) != 3 or parts[0]:
        problems.append(Problem(file, 1, "file", "front matter must stand between +++ lines"))
        return None
    front = validated(parts[1], FrontMatter, file, problems, offset=1)
    if front is None:
        return None
    texts, start = {}, parts[1].count("\n") + 3
    for section, (heading, body) in zip(front.sections, _bodies(parts[2]), strict=False):
        if heading == section.heading:
            texts[section.id] = body
    for section in front.sections:
        if section.id not in texts:
            message = f"'## {section.heading}' is not in the text at its place (copy it unchanged)"
            problems.append(Problem(file, start, f"sections.{section.id}", message))
    return front, texts


def _bodies(text: str) -> Iterator[tuple[str, str]]:
    for block in text.split("\n## ")[1:] if "\n## " in text else []:
        heading, _, body = block.partition("\n")
        yield heading, body.strip("\n")


def _spans(
    path: Path, claims: Claims, texts: dict[str, str], data: Path
) -> tuple[dict[str, tuple[int, int]], list[Problem]]:
    """Where each claim stands in its section; a claim that is not found once is a problem."""
    spans: dict[str, tuple[int, int]] = {}
    problems = []
    source = path.read_text("utf-8")
    for index, claim in enumerate(claims.claim):
        text = texts.get(claim.section, "")
        quoted = claim.prefix + claim.exact + claim.suffix
        count = text.count(quoted)
        if count == 1:
            start = text.index(quoted) + len(claim.prefix)
            spans[claim.id] = (start, start + len(claim.exact))
            continue
        line = line_of(source, ("claim", index, "exact"))
        message = f"stands {count} times in section '{claim.section}' (lengthen prefix or suffix)"
        problems.append(Problem(shown(path, data), line, "exact", message))
    for (one, first), (two, second) in _neighbours(claims, spans):
        if one.section == two.section and second[0] < first[1]:
            line = line_of(source, ("claim", claims.claim.index(two), "exact"))
            message = f"begins before '{one.id}' ends (number claims in the order of the text)"
            problems.append(Problem(shown(path, data), line, "exact", message))
    return spans, problems


def _neighbours(
    claims: Claims, spans: dict[str, tuple[int, int]]
) -> Iterator[tuple[tuple[Claim, tuple[int, int]], tuple[Claim, tuple[int, int]]]]:
    placed = [(claim, spans[claim.id]) for claim in claims.claim if claim.id in spans]
    yield from pairwise(placed)


def _references(
    folder: Path, claims: Claims, exhibits: Exhibits, front: FrontMatter, data: Path
) -> Iterator[Problem]:
    """Sections and exhibits that are named must exist; ids stand once."""
    sections = {section.id for section in front.sections}
    known = {exhibit.id for exhibit in exhibits.exhibit}
    for name, entries in (("claim", claims.claim), ("exhibit", exhibits.exhibit)):
        path = folder / f"{name}s.toml"
        text, seen = path.read_text("utf-8"), set()
        for index, entry in enumerate(entries):
            wrong = []
            if entry.section not in sections:
                wrong.append(("section", f"'{entry.section}' is no section of the article"))
            if name == "claim" and entry.kind not in claims.kinds:
                wrong.append(("kind", f"'{entry.kind}' is not in [kinds] (declare it)"))
            if entry.id in seen:
                wrong.append(("id", f"'{entry.id}' stands twice (rename one)"))
            for missing in sorted(set(getattr(entry, "exhibits", ())) - known):
                wrong.append(("exhibits", f"'{missing}' is not in exhibits.toml (add it there)"))
            seen.add(entry.id)
            for field, message in wrong:
                line = line_of(text, (name, index, field))
                yield Problem(shown(path, data), line, field, message)
