"""How the statements read, counted: each count picks out its marks; never a share or score."""

from dashboard.components.context import Context
from dashboard.components.markup import soft_link, text
from dashboard.html import shape
from dashboard.queries.reading_words import STRENGTHS, known_line
from dashboard.queries.readings import NOW
from dashboard.words.readings import READINGS

METHOD = (
    "Readings follow written rules applied to coded figures; they say what the figures show, not "
    "who is right. The author’s text stands as published."
)


def tally(context: Context) -> str:
    """The line of counts, the state of knowledge that they are of, method and meanings as HTML."""
    claims = context.catalogue.claims
    read = [context.reading(name).reading for name in claims]
    counts = "".join(_count(context, word, read.count(word)) for word in READINGS)
    meanings = "".join(
        f"<dt>{shape(word)} {text(one.said)}</dt><dd>{text(one.means)}</dd>"
        for word, one in READINGS.items()
    )
    meanings += "".join(
        f"<dt>evidence {word}</dt><dd>{text(told)}</dd>" for word, told in STRENGTHS.items()
    )
    known = known_line(context.ledger, context.month, context.state.basis or NOW)
    return (
        f'<div class="tally"><b>{len(claims)} statements</b>{counts}</div>'
        f'<p class="method">{text(known)} {text(METHOD)}</p>'
        f'<details class="words"><summary>What these words mean</summary>'
        f"<dl>{meanings}</dl></details>"
    )


def _count(context: Context, word: str, count: int) -> str:
    """A count; chosen, it leaves only its own marks in the text, and chosen again all."""
    chosen = context.state.reading == word
    said = f"{count} {READINGS[word].counted}"
    if not count and not chosen:
        return f"<span>{shape(word)} {text(said)}</span>"
    href = context.href(reading=None if chosen else word)
    does = "Show all marks again." if chosen else "Mark only these."
    link = soft_link(href, said, title=does, kept=f"tally:{word}", current=chosen)
    return f"<span>{shape(word)} {link}</span>"
