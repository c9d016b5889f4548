"""The article itself: each section's text unchanged, its marks as links, then its evidence."""

from dashboard.claim.parts import ClaimParts
from dashboard.components.section import paragraphs
from dashboard.edition.edition import Edition
from dashboard.edition.figure import figure
from dashboard.edition.statement import statement
from dashboard.html import shape, shaped, text
from dashboard.queries.catalogue import Claim, Section
from dashboard.queries.readings import NOW
from dashboard.words.readings import READINGS


def section(edition: Edition, found: Section) -> str:
    """One section: text, list of its statements, evidence of each, further figures."""
    claims = edition.claims_of(found)
    name = text(found.id)
    evidence = "".join(statement(edition, claim) for claim in claims)
    return (
        f'<section class="sec" id="{name}" aria-labelledby="{name}-title">'
        f'<div class="row"><div class="txt"><h2 id="{name}-title">{text(found.heading)}</h2>'
        f"{_text(edition, found, claims)}</div>{_list(edition, found, claims)}</div>"
        f"{evidence}{_further(edition, found)}</section>"
    )


def _text(edition: Edition, found: Section, claims: list[Claim]) -> str:
    """The author's words, character for character; a claim's first stretch bears its anchor."""
    known = {claim.id: claim for claim in claims}
    anchored: set[str] = set()
    parts = []
    for paragraph in paragraphs(found.text, claims):
        runs = []
        for run in paragraph:
            if run.claim is None:
                runs.append(text(run.text))
            else:
                runs.append(_mark(edition, known[run.claim], run.text, run.claim in anchored))
                anchored.add(run.claim)
        parts.append(f'<p class="art">{"".join(runs)}</p>')
    return "".join(parts)


def _mark(edition: Edition, claim: Claim, words: str, again: bool) -> str:
    """A claim's words as a link to its evidence; the shape is glued to the first of them."""
    reading = edition.ledger.readings[claim.id, NOW].reading
    name, mark = text(claim.id), READINGS[reading].mark
    first, space, rest = words.partition(" ")
    glued = f'<span class="gl">{"" if again else shape(reading, drawn=True)}{text(first)}</span>'
    anchor = "" if again else f' id="t-{name}"'
    return (
        f'<a class="cl {mark}"{anchor} href="#{name}" aria-describedby="l-{name}">'
        f"{glued}{space}{text(rest)}</a>"
    )


def _list(edition: Edition, found: Section, claims: list[Claim]) -> str:
    """The statements of a section with their readings: the second way to each."""
    if not claims:
        return ""
    rows = "".join(_row(edition, claim) for claim in claims)
    name = f"Statements in “{text(found.heading)}”"
    return f'<ol class="list" aria-label="{name}">{rows}</ol>'


def _row(edition: Edition, claim: Claim) -> str:
    parts = ClaimParts(edition.catalogue, edition.ledger, claim)
    name = text(claim.id)
    return (
        f'<li value="{claim.number}"><a href="#{name}">{text(claim.title)}</a>'
        f'<span id="l-{name}"><span class="vh">Statement {claim.number}: </span>'
        f"{shaped(parts.reading.reading, drawn=True)}{text(parts.after)}</span></li>"
    )


def _further(edition: Edition, found: Section) -> str:
    """Figures of a section on which no statement rests."""
    exhibits = edition.exhibits_at(found.id)
    if not exhibits:
        return ""
    shown = "".join(figure(edition, exhibit) for exhibit in exhibits)
    return f'<section class="stm further"><h3>Further figures</h3>{shown}</section>'
