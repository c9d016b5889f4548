"""One section of the reading page: its text with claim links, and the list of its statements."""

from dataclasses import replace

from dashboard.claim.card import parts_of
from dashboard.claim.spans import paragraphs
from dashboard.figure.panels import drawn, is_empty
from dashboard.figure.selection import CLOSED, open_exhibit
from dashboard.html.markup import notice
from dashboard.pages.article.article import Mark, Statement, article_section
from dashboard.pages.article.names import names
from dashboard.sentences.reading_words import spoken
from dashboard.shell.context import Context, change
from dashboard.store.catalogue import Claim, Section
from dashboard.store.lens import Lens
from dashboard.words.readings import READINGS
from dashboard.words.wording import listed


def draw_text(context: Context, section: Section) -> None:
    """The author's text, character for character; its checkable spans are links."""
    claims = [c for c in context.catalogue.claims.values() if c.section == section.id]
    article_section(
        section.id,
        section.heading,
        paragraphs(section.text, claims),
        [_mark(context, claim) for claim in claims],
        [_statement(context, claim) for claim in claims],
        context.state.claim if context.state.claim in {c.id for c in claims} else None,
        key=f"article_{section.id}",
        on_claim=lambda claim: change(claim=claim, **CLOSED),
        names=names(context),
        ahead=_ahead(context),
    )


def _ahead(context: Context) -> str:
    """The build of which evidence may be shown ahead; empty where a choice changes a panel."""
    plain = replace(context.lens, theme=None) == Lens()
    others = context.is_pinned or context.narrow or context.state.basis
    return str(context.catalogue.build["id"]) if plain and not others else ""


def is_hollow(context: Context, claim: Claim) -> bool:
    """Whether the filters leave nothing of a claim's evidence: no actor of it, or no figure.

    The reading itself stays: it is evaluated on its own actors and period.
    """
    chosen, speaks_of = {*context.lens.actors}, context.ledger.speaks_of.get(claim.id)
    if chosen and speaks_of and chosen.isdisjoint(speaks_of):
        return True
    exhibits = [context.catalogue.exhibits[name] for name in claim.exhibits]
    return bool(exhibits) and all(is_empty(context.database, e, context.lens) for e in exhibits)


def hollow_line(context: Context) -> str:
    """Which statements have no evidence among what is chosen, as HTML; empty where all have."""
    if not (context.lens.actors or context.lens.start or context.lens.end):
        return ""
    claims = context.catalogue.claims.values()
    numbers = [str(claim.number) for claim in claims if is_hollow(context, claim)]
    if not numbers:
        return ""
    which = f"statement{'s' if len(numbers) > 1 else ''} {listed(numbers)}"
    return notice(
        "",
        f"Nothing of what is chosen is evidence of {which}: hollow marks. "
        "Readings stand as they are: they do not depend on filters.",
        "status",
    )


def is_of_other_theme(context: Context, claim: Claim) -> bool:
    """Whether a theme is chosen to which neither the claim nor its charts belong."""
    theme = context.lens.theme
    found = context.catalogue
    drawn_themes = {t for name in claim.exhibits for t in found.themes_of(found.exhibits[name])}
    return theme is not None and theme not in {*claim.themes, *drawn_themes}


def _is_unmarked(context: Context, claim: Claim) -> bool:
    """Whether marks are off, or the claim is none of those that a theme or a reading picks out."""
    wanted = context.state.reading
    other = wanted is not None and wanted != context.reading(claim.id).reading
    return not context.state.marks or other or is_of_other_theme(context, claim)


def _mark(context: Context, claim: Claim) -> Mark:
    hollow = is_hollow(context, claim)
    state = "off" if _is_unmarked(context, claim) else "hollow" if hollow else "plain"
    reading = context.reading(claim.id)
    said, shape = spoken(claim, reading, hollow), READINGS[reading.reading].mark
    href, finding = _href(context, claim), _finding(context, claim)
    return Mark(claim.id, claim.number, href, said, state, shape, finding)


def _finding(context: Context, claim: Claim) -> str:
    """The sentence above the charts of the open statement; the others have nothing to say yet."""
    if context.state.claim != claim.id:
        return ""
    exhibit = open_exhibit(context, context.catalogue.sections[claim.section])
    if exhibit is None:
        return ""
    return drawn(context.database, exhibit, context.lens, context.narrow).finding


def _statement(context: Context, claim: Claim) -> Statement:
    parts = parts_of(context, claim)
    word = READINGS[parts.reading.reading]
    detail, current = word.said + parts.after, context.state.claim == claim.id
    href = _href(context, claim)
    return Statement(claim.id, claim.number, claim.title, href, detail, current, word.mark)


def _href(context: Context, claim: Claim) -> str:
    return context.href(claim=claim.id, **CLOSED)
