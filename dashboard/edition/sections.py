"""The article itself: each section's text unchanged, its marks as links, then its evidence."""

from collections.abc import Iterator

from markupsafe import Markup

from dashboard.claim.parts import ClaimParts
from dashboard.claim.spans import paragraphs
from dashboard.edition.edition import Edition
from dashboard.edition.figure import figure
from dashboard.html import render
from dashboard.store.catalogue import Claim, Section


def section(edition: Edition, found: Section) -> str:
    """One section: text, list of its statements, evidence of each, further figures."""
    claims = edition.claims_of(found)
    return render(
        "edition.j2",
        "section",
        found,
        _stretches(found, claims),
        {claim.id: ClaimParts(edition.catalogue, edition.ledger, claim) for claim in claims},
        Markup("".join(_statement(edition, claim) for claim in claims)),
        Markup("".join(figure(edition, exhibit) for exhibit in edition.exhibits_at(found.id))),
    )


def _stretches(found: Section, claims: list[Claim]) -> Iterator[list[tuple[str, str, bool]]]:
    """By paragraph its stretches: words, the claim whose words they are, whether its first."""
    seen: set[str] = set()
    for paragraph in paragraphs(found.text, claims):
        stretches = []
        for run in paragraph:
            stretches.append((run.text, run.claim or "", run.claim not in seen))
            seen.add(run.claim or "")
        yield stretches


def _statement(edition: Edition, claim: Claim) -> str:
    """One statement with its evidence; one that no figure can meet says what could speak to it."""
    parts = ClaimParts(edition.catalogue, edition.ledger, claim)
    shown = Markup("".join(figure(edition, exhibit) for exhibit in edition.exhibits_at(claim.id)))
    elsewhere = [
        (name, edition.figure_numbers[name])
        for name in claim.exhibits
        if edition.places[name] != claim.id
    ]
    return render("claim.j2", "statement", parts, shown, elsewhere, _sources(edition, claim))


def _sources(edition: Edition, claim: Claim) -> tuple[str, list[tuple[str, int, str]]]:
    """The documents of the evidence counted, and a row for each: id, number, what it is.

    Those with most pieces come first.
    """
    behind = edition.behind.get(claim.id, {})
    named = {document.id: document for document in edition.documents}
    rows = [
        (
            name,
            edition.source_numbers[name],
            f"{named[name].publisher}, {named[name].title}: {pieces:,}",
        )
        for name, pieces in behind.items()
    ]
    return f"{sum(behind.values()):,} pieces of evidence in {len(behind)} documents", rows
