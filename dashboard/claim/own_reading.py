"""A reader's own reading of a statement, as a CSV row to copy; nothing is stored or sent."""

import csv
import io

import streamlit as st

from dashboard.html.markup import paragraph
from dashboard.sentences.reading_words import WORDS
from dashboard.shell.context import Context
from dashboard.store.catalogue import Claim
from dashboard.store.readings import Reading

COLUMNS = ("article", "claim", "basis", "build", "stored", "mine", "reason")


def offer_dissent(context: Context, claim: Claim, reading: Reading) -> None:
    """A popover in which a reader words another reading and takes it along as a CSV row."""
    key = f"dissent_{claim.id}"
    with st.popover("I read this differently", type="tertiary", key=key, on_change="rerun") as box:
        if not box.open:
            return
        st.html(paragraph("Nothing is sent. Copy the row and keep it, or send it to us.", "src"))
        mine = st.selectbox("I read it as", list(WORDS), format_func=WORDS.__getitem__)
        reason = st.text_area("Because", max_chars=2000)
        st.code(row(context, claim, reading, mine, reason), language=None, wrap_lines=True)


def row(context: Context, claim: Claim, reading: Reading, mine: str, reason: str) -> str:
    """Header and one row of CSV that names the statement, its basis, the build and both words."""
    build, article = context.catalogue.build["id"], context.catalogue.article["id"]
    values = (article, claim.id, reading.basis, build, reading.reading, mine, reason)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerow(" ".join(str(value).split()) for value in values)
    return out.getvalue()
