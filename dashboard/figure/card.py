"""The card of one figure, vote or event: what it is, where it was read, and what rests on it."""

import streamlit as st
from markupsafe import Markup

from dashboard.figure import citation
from dashboard.figure.card_event import told_event, told_vote
from dashboard.figure.card_figure import told_figure
from dashboard.figure.card_parts import CardContent, Facts, lines
from dashboard.html.markup import joined, render, soft_link
from dashboard.shell.context import FIGURE, READ, Context
from dashboard.store.cards import EVENT, VOTE, Card, Record, load

TELL = {VOTE: told_vote, EVENT: told_event}
WAYS = {"computed": "computed from it", "drawn": "drawn with it"}
BASES = {"now": "now", "then": "when published", "revised": "revised"}


def shown(context: Context) -> Card | None:
    """The card that the address names; it exists, else the address was told so."""
    figure = context.state.figure
    return load(context.database, figure) if figure else None


def draw_card(context: Context, *, alone: bool = False) -> None:
    """Draw the card that the address names, if any; alone on its page it cannot be closed."""
    card = shown(context)
    if card is None:
        return
    told = tell(context, card)
    with st.container(key="card"):
        st.html(card_html(context, card, told, alone))
        with st.container(key="card_foot", horizontal=True):
            with st.popover("Cite", type="tertiary", key="card_cite"):
                citation.offer(citation.forms(reference(context, card, told)))
            with st.popover("Copy link", type="tertiary", key="card_link"):
                st.code(address(context, card), language=None, wrap_lines=True)


def draw_card_under(context: Context, exhibit: str) -> None:
    """Draw the card where it was opened: under the exhibit that the address names with it."""
    if context.state.exhibit == exhibit:
        draw_card(context)


def tell(context: Context, card: Card) -> CardContent:
    """What the card says of itself, by its kind."""
    return TELL.get(card.kind, told_figure)(context, card)


def card_html(context: Context, card: Card, told: CardContent, alone: bool) -> str:
    """The card as HTML; every text of the data stays text."""
    facts = [*told.facts, *_resting(context, card), *told.faults, *told.stored]
    ways = [
        soft_link(context.to(FIGURE, figure=card.id), "Own page"),
        soft_link(context.href(figure=None), "Close", kind="close"),
    ]
    shown = [(name, Markup(said)) for name, said in facts if said]
    return render("figure.j2", "card", card.id, told, shown, [] if alone else ways)


def _resting(context: Context, card: Card) -> Facts:
    """The charts and statements that rest on it, and how."""
    claims: dict[str, list[Record]] = {}
    for row in card.rests:
        claims.setdefault(row["id"], []).append(row)
    first = {row["exhibit"]: row["id"] for row in reversed(card.rests) if row["exhibit"]}
    charts = [
        soft_link(context.to(READ, claim=first.get(c["id"]), exhibit=c["id"]), c["title"])
        for c in card.charts
    ]
    statements = [_statement(context, name, rows) for name, rows in claims.items()]
    none = "no chart of the article and no statement"
    return [
        ("Charts", lines(charts)),
        ("Statements", lines(statements)),
        ("Rests on it", "" if charts or statements else none),
    ]


def _statement(context: Context, claim: str, rows: list[Record]) -> str:
    link = soft_link(context.to(READ, claim=claim), f"Statement {rows[0]['number']}")
    return joined([link, f", “{rows[0]['title']}”: {', '.join(_way(rows))}"])


def _way(rows: list[Record]) -> list[str]:
    """How a statement rests on it: each way once, a computation with its tests and bases."""
    found = []
    for row in rows:
        said = WAYS[row["how"]]
        if row["how"] == "computed":
            tests = " and ".join(str(test) for test in row["tests"])
            bases = ", ".join(str(BASES.get(basis) or basis) for basis in row["bases"])
            said = f"{said} (test {tests}; {bases})"
        found.append(said)
    return list(dict.fromkeys(found))


def address(context: Context, card: Card) -> str:
    """The address of the card's own page in full, with the build it was made of."""
    build = str(context.catalogue.build["id"])
    return context.absolute(context.to(FIGURE, figure=card.id, build=build))


def reference(context: Context, card: Card, told: CardContent) -> citation.Citation:
    """What a citation of the figure says."""
    value = f"{told.big} {told.small}".strip()
    return citation.Citation(
        key=card.id,
        title=f"{told.title}: {told.head}: {value}",
        article=context.catalogue.article["title"],
        build=str(context.catalogue.build["id"]),
        named=f"figure {card.id}",
        as_of=card.row["published"],
        data=told.data,
        address=address(context, card),
    )
