"""How the statements read, counted: each count picks out its marks; never a share or score."""

from functools import partial

import streamlit as st

from dashboard.components.context import Context, change
from dashboard.components.markup import text
from dashboard.queries.reading_words import BASES, WORDS
from dashboard.queries.readings import NOW
from dashboard.queries.wording import day

MEANINGS = {
    "consistent": "All that its rule asks is met; nothing that was looked for tells against it.",
    "mixed": "A part of what its rule asks is met, or all of it while something tells against it "
    "or another definition differs; how much stands under each statement.",
    "at_odds": "The figures show the opposite of what its rule asks.",
    "too_little_data": "Its rule asks for more figures than are held.",
    "not_a_data_question": "It speaks of motives, intentions or what may come; no figure tells.",
}
METHOD = (
    "Readings follow written rules applied to coded figures; they say what the figures show, not "
    "who is right. The author’s text stands as published."
)


def draw_tally(context: Context) -> None:
    """Draw the line of counts, the state of knowledge that they are of, and one of method."""
    claims = context.catalogue.claims
    read = [context.reading(name).reading for name in claims]
    with st.container(key="tally", horizontal=True):
        st.html(f"<b>{len(claims)} statements</b>", width="content")
        for word, told in WORDS.items():
            _count(context, word, read.count(word), f"{told[:1].lower()}{told[1:]}")
    st.html(f'<p class="method">{text(_known(context))} {text(METHOD)}</p>')


def _count(context: Context, word: str, count: int, told: str) -> None:
    """A count; chosen, it leaves only its own marks in the text, and chosen again all."""
    chosen = context.state.reading == word
    label = f"{count} {told}"
    st.button(
        f"**{label}**" if chosen else label,
        key=f"tally_{word}",
        type="tertiary",
        help=MEANINGS[word] + (" Show all marks again." if chosen else " Mark only these."),
        disabled=not count and not chosen,
        on_click=partial(change, reading=None if chosen else word),
    )


def _known(context: Context) -> str:
    """Of which state of knowledge the readings are, and how many turned since the article."""
    basis = context.state.basis or NOW
    ledger = context.ledger
    if basis == NOW:
        turned = sum(ledger.turned(name) for name in context.catalogue.claims)
        when = day(next(iter(ledger.readings.values())).evaluated_on)
        return f"Read as of {when}; {turned} read otherwise in {context.month}."
    return f"Read by {BASES[basis].format(month=context.month)}."
