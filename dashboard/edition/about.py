"""What stands behind the article: the words, what was left out, licence, citation, build."""

from collections.abc import Iterator

from dashboard.claim.parts import ClaimParts
from dashboard.edition.edition import Edition
from dashboard.edition.sources import sources
from dashboard.html import render
from dashboard.sentences.reading_words import STRENGTHS
from dashboard.store.catalogue import Claim
from dashboard.store.readings import NOW
from dashboard.words.wording import day, period
from etl.readings.review import EDITION


def about(edition: Edition) -> Iterator[str]:
    """Its parts as HTML in order; the contents of the page name most of them."""
    found, ledger = edition.catalogue, edition.ledger
    known = day(ledger.known_on)
    claims = [
        [ClaimParts(found, ledger, claim, basis) for basis in (NOW, "then")]
        for claim in found.claims.values()
    ]
    yield render("about.j2", "overview", claims, edition.month)
    yield render("about.j2", "meanings", STRENGTHS, edition.month, known)
    yield render("about.j2", "left_out", ledger.left_out, found.sections)
    yield sources(edition)
    yield render("about.j2", "licence", found.article.get("source") or "its publisher")
    yield render("about.j2", "cite", *_citation(edition))
    held = ", ".join(f"{n:,} {_plural(name)}" for name, n in found.build["counts"].items())
    article = f"{found.article['title']}, {period(found.article['published'])}"
    yield render("about.j2", "build", found.build, known, held, article)


def _citation(edition: Edition) -> tuple[str, Claim, str]:
    """The edition as prose, a statement to be cited as an example, the edition as BibTeX."""
    title = edition.catalogue.article["title"]
    built = edition.catalogue.build["built_at"]
    where = f" {edition.address}" if edition.address else ""
    told = (
        f"{EDITION}: evidence edition of “{title}”, script-free edition, build {edition.build}, "
        f"as of {day(built.date())}.{where}"
    )
    bibtex = (
        f"@misc{{alignment_indicators_{edition.build.replace('-', '_')},\n"
        f"  title = {{{EDITION}: evidence edition of “{title}”}},\n"
        f"  howpublished = {{Script-free edition, build {edition.build}}},\n"
        f"  year = {{{built.year}}}"
        + (f",\n  url = {{{edition.address}}}" if where else "")
        + "\n}"
    )
    return told, next(iter(edition.catalogue.claims.values())), bibtex


def _plural(relation: str) -> str:
    """The rows of a relation in words: families, roll calls."""
    name = relation.replace("_", " ")
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"
