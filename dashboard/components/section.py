"""One section of the reading page: its text with claim links, and the evidence beside it."""

from functools import partial

import streamlit as st

from dashboard.components.article import Mark, Run, Statement, article_section
from dashboard.components.context import Context, change
from dashboard.components.drawn import drawn, is_empty
from dashboard.components.exhibit import draw_exhibit
from dashboard.components.markup import label, rows, text
from dashboard.components.muted import is_muted, muted_line
from dashboard.queries.catalogue import Claim, Exhibit, Section
from dashboard.queries.wording import listed

SAYS = {
    "yes": "Figures can speak to it",
    "part": "Figures can speak to a part of it",
    "no": "Not a data question",
}


def draw_text(context: Context, section: Section) -> None:
    """The author's text, character for character; its checkable spans are links."""
    claims = _claims(context, section)
    article_section(
        section.id,
        section.heading,
        paragraphs(section.text, claims),
        [_mark(context, claim) for claim in claims],
        [_statement(context, claim) for claim in claims],
        context.state.claim if context.state.claim in {c.id for c in claims} else None,
        key=f"article_{section.id}",
        on_claim=lambda claim: change(claim=claim, exhibit=None, tab=None),
    )


def paragraphs(body: str, claims: list[Claim]) -> list[list[Run]]:
    """The text as runs, one list per paragraph; put together they are the text again."""
    found: list[list[Run]] = []
    place = 0
    for paragraph in body.split("\n\n"):
        runs, at = [], place
        for claim in claims:
            if place <= claim.start and claim.stop <= place + len(paragraph):
                if claim.start > at:
                    runs.append(Run(body[at : claim.start]))
                runs.append(Run(claim.exact, claim.id))
                at = claim.stop
        if at < place + len(paragraph):
            runs.append(Run(body[at : place + len(paragraph)]))
        found.append(runs)
        place += len(paragraph) + 2
    return found


def _claims(context: Context, section: Section) -> list[Claim]:
    return [c for c in context.catalogue.claims.values() if c.section == section.id]


def is_hollow(context: Context, claim: Claim) -> bool:
    """Whether the filter of actors or period leaves none of a claim's charts a figure."""
    if not claim.exhibits:
        return False
    exhibits = (context.catalogue.exhibits[name] for name in claim.exhibits)
    return all(is_empty(context.database, exhibit, context.lens) for exhibit in exhibits)


def is_of_other_theme(context: Context, claim: Claim) -> bool:
    """Whether a theme is chosen to which neither the claim nor its charts belong."""
    theme = context.lens.theme
    found = context.catalogue
    drawn_themes = {t for name in claim.exhibits for t in found.themes_of(found.exhibits[name])}
    return theme is not None and theme not in {*claim.themes, *drawn_themes}


def _mark(context: Context, claim: Claim) -> Mark:
    hollow = is_hollow(context, claim)
    unmarked = not context.state.marks or is_of_other_theme(context, claim)
    state = "off" if unmarked else "hollow" if hollow else "plain"
    name = f"Statement {claim.number}, {SAYS[claim.testable].lower()}"
    if hollow:
        name += ", its evidence lies outside the filters"
    said = _finding(context, claim)
    return Mark(claim.id, claim.number, _href(context, claim), name, state, finding=said)


def _finding(context: Context, claim: Claim) -> str:
    """The sentence above the charts of the open statement; the others have nothing to say yet."""
    if context.state.claim != claim.id:
        return ""
    exhibit = open_exhibit(context, context.catalogue.sections[claim.section])
    if exhibit is None:
        return ""
    return drawn(context.database, exhibit, context.lens, context.narrow).finding


def _statement(context: Context, claim: Claim) -> Statement:
    current = context.state.claim == claim.id
    count = len(claim.exhibits)
    charts = f"{count} chart{'s' if count > 1 else ''}" if count else "charts to come"
    detail = SAYS[claim.testable] + ("" if claim.testable == "no" else f" · {charts}")
    return Statement(claim.id, claim.number, claim.title, _href(context, claim), detail, current)


def _href(context: Context, claim: Claim) -> str:
    return context.href(claim=claim.id, exhibit=None, tab=None)


def draw_evidence(context: Context, section: Section) -> None:
    """The evidence panel: of the open statement, else the section's overview; never empty."""
    here = open_claim(context, section)
    _eyebrow(context, section, here)
    if here:
        st.html(f"<blockquote>“{text(here.exact)}”</blockquote>")
        _kind(here)
    exhibit = open_exhibit(context, section)
    if exhibit is None:
        _nothing_yet(context, section, here)
    elif is_muted(context, exhibit) and not here:
        muted_line(context, exhibit)
    else:
        foreign = exhibit.section != section.id
        draw_exhibit(context, exhibit, within=f"_in_{section.id}" if foreign else "")
    _further(context, section, here, exhibit)


def _eyebrow(context: Context, section: Section, claim: Claim | None) -> None:
    if claim is None:
        st.html('<p class="eb"><span>Evidence for this section</span></p>')
        return
    order = list(context.catalogue.claims.values())
    place = order.index(claim)
    st.html(f'<p class="eb" id="evidence"><span>Statement {claim.number}</span></p>')
    with st.container(key=f"step_{section.id}", horizontal=True):
        for name, to in (("previous", place - 1), ("next", place + 1)):
            inside = 0 <= to < len(order)
            st.button(
                name,
                key=f"{name}_{section.id}",
                type="tertiary",
                disabled=not inside,
                on_click=partial(
                    change, claim=order[to].id if inside else claim.id, exhibit=None, tab=None
                ),
            )
        st.button(
            "close",
            key=f"close_{section.id}",
            type="tertiary",
            on_click=partial(change, claim=None, exhibit=None, tab=None),
        )


def _kind(claim: Claim) -> None:
    """What kind of statement it is, and what figures can say of it; readings come later."""
    pairs = [
        ("Kind", text(claim.kind)),
        ("Figures", text(SAYS[claim.testable])),
        ("Why not", text(claim.why_not)),
        ("Could speak", text(claim.could_speak) if not claim.exhibits else ""),
    ]
    st.html(rows(pairs))


def open_claim(context: Context, section: Section) -> Claim | None:
    """The statement that the URL names, where it stands in this section."""
    claim = context.catalogue.claims.get(context.state.claim or "")
    return claim if claim and claim.section == section.id else None


def open_exhibit(context: Context, section: Section) -> Exhibit | None:
    """The exhibit in the panel: the URL's, else the statement's first, else the overview."""
    exhibits = context.catalogue.exhibits
    claim = open_claim(context, section)
    named = exhibits.get(context.state.exhibit or "")
    if claim and named and named.id in claim.exhibits:
        return named
    if named and named.section == section.id and named.place != "plate":
        return named
    if claim:
        return exhibits[claim.exhibits[0]] if claim.exhibits else None
    here = (e for e in exhibits.values() if e.section == section.id and e.place == "panel")
    return next(here, None)


def _nothing_yet(context: Context, section: Section, claim: Claim | None) -> None:
    if claim and claim.testable == "no":
        return
    titles = [
        context.catalogue.themes[name].title
        for name in section.themes
        if name in context.catalogue.themes
    ]
    missing = [name for name in section.themes if name not in context.catalogue.themes]
    todo = listed([name.replace("_", " ") for name in missing])
    held = f" Figures on {listed(titles)} are in this edition already." if titles else ""
    awaited = f"Still to come: {todo}." if todo else "Its charts are still to come."
    st.html(
        f'<div class="msg"><b>No chart for this {"statement" if claim else "section"} yet.</b> '
        f"{text(awaited)}{text(held)}</div>"
    )


def _further(
    context: Context, section: Section, claim: Claim | None, shown: Exhibit | None
) -> None:
    """The other charts of the statement, or of the section: words that open them in place."""
    exhibits = context.catalogue.exhibits
    names = claim.exhibits if claim else [e.id for e in exhibits.values()]
    others = [
        exhibits[name]
        for name in names
        if exhibits[name] is not shown
        and (claim or (exhibits[name].section == section.id and exhibits[name].place != "plate"))
    ]
    if not others:
        return
    with st.container(key=f"further_{section.id}"):
        st.html('<p class="rests">Further figures</p>')
        for exhibit in others:
            st.button(
                label(exhibit.title),
                key=f"open_{section.id}_{exhibit.id}",
                type="tertiary",
                on_click=partial(change, exhibit=exhibit.id, tab=None, figure=None),
            )
