"""The shapes of readings as HTML; style.css draws them, so that they are never characters."""

from dashboard.components.markup import text
from dashboard.components.section import SHAPES
from dashboard.queries.reading_words import WORDS


def shape(reading: str) -> str:
    """The shape of a reading; the word beside it says the same."""
    return f'<span class="mk {SHAPES[reading]}" aria-hidden="true"></span>'


def shaped(reading: str) -> str:
    """Shape and word of a reading, kept together."""
    return f'<span class="rw">{shape(reading)} {text(WORDS[reading])}</span>'
