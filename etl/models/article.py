"""The article, its claims and its exhibits: read, and held to the text they speak of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from etl.models.claim import ClaimModel, Claims
from etl.models.exhibit import Exhibits
from etl.models.toml_files import (
    Code,
    Period,
    Strict,
    Text,
    TomlDocument,
    folders,
    read_text,
    read_toml,
    validated,
)
from etl.paths import shown
from etl.problems import Problem

FENCE = "+++\n"


class SectionModel(Strict):
    """One heading of the article and the themes whose figures speak to its text."""

    id: Code
    heading: Text
    themes: list[Code]


class FrontMatter(Strict):
    """What is known of the article; `author` is absent where no document names one."""

    title: Text
    published: Period
    sections: list[SectionModel] = Field(min_length=1)
    published_note: str | None = None
    reading_time: str | None = None
    url: str | None = None
    author: str | None = None
    author_note: str | None = None
    source: str | None = None
    names: dict[Code, list[Text]] = {}


@dataclass(frozen=True)
class Article:
    """An article with everything that is laid beside it; texts and spans by section id."""

    slug: str
    front: TomlDocument[FrontMatter]
    texts: dict[str, str]
    spans: dict[str, tuple[int, int]]
    claims: TomlDocument[Claims]
    exhibits: TomlDocument[Exhibits]


def read_articles(data: Path) -> tuple[list[Article], list[Problem]]:
    """All articles, as far as they can be read, and every problem of their three files."""
    articles: list[Article] = []
    problems: list[Problem] = []
    for folder in folders(data / "articles", data, problems):
        body = _front_and_body(folder / "article.md", data, problems)
        claims = read_toml(folder / "claims.toml", Claims, data, problems)
        exhibits = read_toml(folder / "exhibits.toml", Exhibits, data, problems)
        if body is None or claims is None or exhibits is None:
            continue
        front, texts = body
        spans, found = _spans(claims, texts)
        problems += [*found, *_left_out(claims, texts), *_references(claims, exhibits, front)]
        articles.append(Article(folder.name, front, texts, spans, claims, exhibits))
    if not articles and not problems:
        problems.append(Problem(shown(data / "articles", data), 1, "file", "holds no article"))
    return articles, [*problems, *_repeated(articles)]


def _front_and_body(
    path: Path, data: Path, problems: list[Problem]
) -> tuple[TomlDocument[FrontMatter], dict[str, str]] | None:
    text = read_text(path, data, problems)
    if text is None:
        return None
    file = shown(path, data)
    parts = text.split(FENCE, 2)
    if len(parts) != 3 or parts[0]:
        problems.append(Problem(file, 1, "file", "front matter must stand between +++ lines"))
        return None
    front = validated(parts[1], FrontMatter, file, problems, offset=1)
    texts, found = _texts(front, parts[2], parts[1].count("\n") + 3)
    problems += found
    return front, texts


def _texts(
    front: TomlDocument[FrontMatter], body: str, first: int
) -> tuple[dict[str, str], list[Problem]]:
    """The text below each heading, and what does not fit the sections of the front matter."""
    before, *blocks = f"\n{body}".split("\n## ")
    texts, problems, line = {}, [], first + before.count("\n") - 1
    if before.strip():
        message = "text before the first heading belongs to no section (move it below one)"
        problems.append(Problem(front.file, first, "text", message))
    by_heading = {section.heading: section.id for section in front.model.sections}
    for block in blocks:
        heading, _, text = block.partition("\n")
        line += 1
        if heading not in by_heading:
            message = f"'## {heading}' is no section of the front matter, or stands twice"
            problems.append(Problem(front.file, line, "heading", message))
        else:
            texts[by_heading.pop(heading)] = text.strip("\n")
        line += block.count("\n")
    for number, section in enumerate(front.model.sections):
        if section.id not in texts:
            message = f"'## {section.heading}' is not in the text (copy it unchanged)"
            problems.append(front.problem(("sections", number, "heading"), message))
    return texts, problems


def _spans(
    claims: TomlDocument[Claims], texts: dict[str, str]
) -> tuple[dict[str, tuple[int, int]], list[Problem]]:
    """Where each claim stands in its section; a claim that is not found once is a problem."""
    spans: dict[str, tuple[int, int]] = {}
    problems = []
    previous: ClaimModel | None = None
    for index, claim in enumerate(claims.model.claim):
        if claim.section not in texts:
            continue  # a fault of its own, reported elsewhere
        text = texts[claim.section]
        quoted = claim.prefix + claim.exact + claim.suffix
        count = sum(text.startswith(quoted, at) for at in range(len(text)))
        if count != 1:
            remedy = "lengthen prefix or suffix" if count else "copy it from the article"
            message = f"stands {count} times in section '{claim.section}' ({remedy})"
            problems.append(claims.problem(("claim", index, "exact"), message))
            continue
        start = text.index(quoted) + len(claim.prefix)
        spans[claim.id] = (start, start + len(claim.exact))
        same = previous is not None and previous.section == claim.section
        if previous is not None and same and start < spans[previous.id][1]:
            message = f"begins before '{previous.id}' ends (number claims in the order of the text)"
            problems.append(claims.problem(("claim", index, "exact"), message))
        previous = claim
    return spans, problems


def _left_out(claims: TomlDocument[Claims], texts: dict[str, str]) -> Iterator[Problem]:
    """What was left out of the ledger stands in the text too, so that a reader can look it up."""
    for index, span in enumerate(claims.model.left_out):
        count = texts[span.section].count(span.exact) if span.section in texts else 1
        if count != 1:
            message = f"stands {count} times in section '{span.section}' (copy it from the article)"
            yield claims.problem(("left_out", index, "exact"), message)


def _references(
    claims: TomlDocument[Claims], exhibits: TomlDocument[Exhibits], front: TomlDocument[FrontMatter]
) -> Iterator[Problem]:
    """Sections, kinds and exhibits that are named must exist; ids and numbers stand once."""
    sections = [section.id for section in front.model.sections]
    names = [exhibit.id for exhibit in exhibits.model.exhibit]
    for index, claim in enumerate(claims.model.claim):
        if claim.kind not in claims.model.kinds:
            message = f"'{claim.kind}' is not in [kinds] (declare it)"
            yield claims.problem(("claim", index, "kind"), message)
        for missing in sorted(set(claim.exhibits) - set(names)) if exhibits.is_whole else ():
            message = f"'{missing}' is not in exhibits.toml (add it there)"
            yield claims.problem(("claim", index, "exhibits"), message)
    yield from _twice(front, "sections", "id", sections)
    yield from _twice(front, "sections", "heading", [s.heading for s in front.model.sections])
    yield from _twice(exhibits, "exhibit", "id", names)
    yield from _twice(claims, "claim", "id", [claim.id for claim in claims.model.claim])
    yield from _twice(claims, "claim", "number", [claim.number for claim in claims.model.claim])
    yield from _placed(claims, "claim", [claim.section for claim in claims.model.claim], sections)
    left_out = [span.section for span in claims.model.left_out]
    yield from _placed(claims, "left_out", left_out, sections)
    places = [exhibit.section for exhibit in exhibits.model.exhibit]
    yield from _placed(exhibits, "exhibit", places, sections)


def _twice(
    document: TomlDocument, table: str, field: str, values: Sequence[str | int]
) -> Iterator[Problem]:
    for index, value in enumerate(values):
        if value in values[:index]:
            message = f"'{value}' stands twice (change one)"
            yield document.problem((table, index, field), message)


def _placed(
    document: TomlDocument, table: str, values: Sequence[str], sections: Sequence[str]
) -> Iterator[Problem]:
    for index, value in enumerate(values):
        if value not in sections:
            message = f"'{value}' is no section of the article"
            yield document.problem((table, index, "section"), message)


def _repeated(articles: Sequence[Article]) -> Iterator[Problem]:
    """Claims and exhibits are named once over all articles: links and tables go by their ids."""
    seen: dict[tuple[str, str], str] = {}
    for article in articles:
        entries = [(article.claims, "claim", claim.id) for claim in article.claims.model.claim]
        exhibits = article.exhibits.model.exhibit
        entries += [(article.exhibits, "exhibit", exhibit.id) for exhibit in exhibits]
        places: dict[str, int] = {}
        for document, table, name in entries:
            index = places[table] = places.get(table, -1) + 1
            other = seen.setdefault((table, name), article.slug)
            if other != article.slug:
                message = f"'{name}' is also a name in article '{other}' (change one)"
                yield document.problem((table, index, "id"), message)
