"""A statement of the edition: what the figures show of it, under which rule, by which margin."""

from dashboard.components.markup import text
from dashboard.edition.edition import Edition
from dashboard.edition.figure import figure
from dashboard.edition.html import pairs, shape
from dashboard.edition.statement_folds import folds
from dashboard.edition.statement_rows import results, rows, tests_table
from dashboard.queries import reading_words as words
from dashboard.queries.catalogue import Claim
from dashboard.queries.readings import NOW, Reading
from dashboard.queries.wording import day


def statement(edition: Edition, claim: Claim) -> str:
    """One statement with its evidence; one that no figure can meet says what could speak to it."""
    shown = "".join(figure(edition, exhibit) for exhibit in edition.exhibits_at(claim.id))
    figures = f'<div class="shown">{shown}</div>' if shown else ""
    name = text(claim.id)
    return (
        f'<section class="stm" id="{name}" aria-labelledby="{name}-title"><div class="said">'
        f"{_head(edition, claim)}{pairs(rows(edition, claim))}{tests_table(edition, claim)}"
        f"{folds(edition, claim)}</div>{figures}</section>"
    )


def _head(edition: Edition, claim: Claim) -> str:
    """The sentence, its reading with strength and date, what was measured in one sentence."""
    reading = edition.ledger.readings[claim.id, NOW]
    tests = edition.ledger.tests.get(claim.id, ())
    told = words.says(edition.catalogue, tests, results(edition, claim))
    name = text(claim.id)
    return (
        f'<p class="eb"><span>Statement {claim.number}</span> '
        f'<a href="#t-{name}">In the text</a></p>'
        f'<h3 id="{name}-title">{text(claim.title)}</h3>'
        f"<blockquote>“{text(claim.exact)}”</blockquote>"
        f'<p class="reading">{shape(reading.reading)} {text(words.WORDS[reading.reading])}</p>'
        f'<p class="strength">{text(_under(reading))}</p>{_override(reading)}'
        + (f'<p class="say">{text(told)}</p>' if told else "")
    )


def _under(reading: Reading) -> str:
    """The line under the reading: its strength, and the day of which it is."""
    strength = words.strength_line(reading)
    when = f"Read as of {day(reading.as_of)}."
    return f"{strength}. {when}" if strength else when


def _override(reading: Reading) -> str:
    if not reading.override_by:
        return ""
    rule_says = words.WORDS[reading.by_rule].lower()
    on = day(reading.override_on) if reading.override_on else ""
    told = f"Coder’s judgement, {reading.override_by}, {on}; the rule says: {rule_says}."
    return f'<div class="msg"><b>{text(told)}</b> {text(reading.override_reason)}</div>'
