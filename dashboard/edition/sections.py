"""The article itself: each section's text unchanged, its marks as links, then its evidence."""

from collections.abc import Iterator

from markupsafe import Markup

from dashboard.claim.parts import ClaimParts
from dashboard.components.section import paragraphs
from dashboard.edition.edition import Edition
from dashboard.edition.figure import figure
from dashboard.edition.statement import statement
from dashboard.html import render
from dashboard.queries.catalogue import Claim, Section


def section(edition: Edition, found: Section) -> str:
    """One section: text, list of its statements, evidence of each, further figures."""
    claims = edition.claims_of(found)
    return render(
        "edition.j2",
        "section",
        found,
        _stretches(found, claims),
        {claim.id: ClaimParts(edition.catalogue, edition.ledger, claim) for claim in claims},
        Markup("".join(statement(edition, claim) for claim in claims)),
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
