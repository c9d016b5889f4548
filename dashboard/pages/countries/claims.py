"""The statements of the article that speak of an actor, and what is recorded of it in codes."""

from urllib.parse import urlencode

import streamlit as st

from dashboard.figure.place import place_of
from dashboard.html.markup import anchor, heading, joined, line_break, rows
from dashboard.pages.countries.series import recorded
from dashboard.shell.context import Context
from dashboard.shell.messages import message
from dashboard.store.catalogue import Claim
from dashboard.words.wording import period


def claims_of(context: Context, actor: str) -> list[Claim]:
    """The statements a chart of which names the actor on either side, in the order of the text."""
    found = context.catalogue
    kin = set(found.kin(actor))

    def names(exhibit: str) -> bool:
        panels = found.exhibits[exhibit].panels
        return any(kin & {*p["actors"], *p["partners"], *p["focus"]} for p in panels)

    return [claim for claim in found.claims.values() if any(map(names, claim.exhibits))]


def draw_claims(context: Context, actor: str) -> None:
    """Draw the statements as a list of links into the article."""
    name = context.catalogue.actors[actor].name
    found = claims_of(context, actor)
    with st.container(key="sec_claims"):
        said = (
            f"Those with a chart that names {name}; "
            "a number leads to the sentence and its evidence."
        )
        st.html(heading("Statements of the article", said))
        if not found:
            message(f"No statement has a chart that names {name}.", "Its figures stand above.")
            return
        items = [(f"Statement {c.number}", _link(actor, c)) for c in found]
        st.html(rows(items))


def _link(actor: str, claim: Claim) -> str:
    query = urlencode({"claim": claim.id, "actor": actor})
    return joined(["“", anchor(f"./?{query}", claim.exact), "”"])


def recorded_rows(context: Context, actor: str, theme: str) -> str:
    """What a theme records of an actor in codes, the newest of each, as definition rows."""
    found = context.catalogue
    said = []
    for row in recorded(context.database, actor, place_of(context).lens):
        if row["theme"] == theme:
            leaf = found.indicators[row["indicator"]]
            other = found.actors.get(row["other"] or "")
            opposite = f", {other.label}" if other and other.code != "UKR" else ""
            word = leaf.codes.get(row["code"], row["code"])
            said.append(f"{leaf.title}{opposite}: {word} ({period(row['period'])})")
    return rows([("Recorded", joined(said, line_break))]) if said else ""
