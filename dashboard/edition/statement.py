"""A statement of the edition: what the figures show of it, under which rule, by which margin."""

from markupsafe import Markup

from dashboard.claim.parts import ClaimParts
from dashboard.edition.edition import Edition
from dashboard.edition.figure import figure
from dashboard.html import render
from dashboard.queries.catalogue import Claim


def statement(edition: Edition, claim: Claim) -> str:
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
