"""All statements in one table: how each reads now and then, under which rule, by which margin."""

import streamlit as st

from dashboard.html import shaped
from dashboard.html.markup import anchor, disclosure, folds, heading, table, text
from dashboard.sentences.margins import margin
from dashboard.shell.context import Context
from dashboard.store.catalogue import Claim
from dashboard.store.readings import NOW


def draw_statements(context: Context) -> None:
    """Draw the table of readings and, behind a disclosure, the spans that are no statements."""
    claims = context.catalogue.claims.values()
    ledger = context.ledger
    flipped = sum(ledger.flipped(claim.id) for claim in claims)
    turned = sum(ledger.turned(claim.id) for claim in claims)
    blind = sum(rule.blind for rule in ledger.rules.values())
    with st.container(key="sec_statements"):
        said = (
            f"{len(claims)} statements, {len(ledger.rules)} with a rule, {blind} of "
            "these written before their figures were seen: on a copy of the data whose values "
            "were random numbers, by a writer and a reviewer who saw nothing else. "
            f"{turned} read otherwise by what was published by {context.month}; {flipped} "
            "of these from one reading that speaks to another, the others because there were too "
            "few figures then. A reading never depends on the filters."
        )
        st.html(heading("Statements and readings", said, "statements"))
        heads = ["No.", "Statement", "Reads", "Strength", f"In {context.month}", "Rule", "Margin"]
        lines = [_line(context, claim) for claim in claims]
        st.html(table(heads, lines, words=(1, 2, 3, 4, 5, 6), name="Statements"))
        sections = context.catalogue.sections
        spans = [
            [text(sections[one["section"]].heading), text(one["exact"]), text(one["reason"])]
            for one in ledger.left_out
        ]
        shown = table(["Section", "Words", "Why it is no statement"], spans, (0, 1, 2), "Left out")
        st.html(folds(disclosure("Looked at and left out", f"{len(spans)} spans", shown)))


def _line(context: Context, claim: Claim) -> list[str]:
    ledger = context.ledger
    now, then = (ledger.readings[claim.id, basis] for basis in (NOW, "then"))
    rule = ledger.rules.get(claim.id)
    turns = margin(context.catalogue, ledger, now) if rule else ""
    return [
        str(claim.number),
        anchor(f"./?claim={claim.id}", claim.title),
        shaped(now.reading),
        text(now.strength or ""),
        shaped(then.reading),
        text(rule.words) if rule else text(claim.why_not),
        text(turns),
    ]
