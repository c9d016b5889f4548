"""The card of a statement: what the figures show of it, under which rule, by which margin."""

from collections.abc import Iterator
from functools import partial

import streamlit as st

from dashboard.components.context import Context, change
from dashboard.components.dissent import offer_dissent
from dashboard.components.markup import disclosure, rows, table, text
from dashboard.components.shapes import shape, shaped
from dashboard.queries import reading_words as words
from dashboard.queries.catalogue import Claim
from dashboard.queries.margins import margin
from dashboard.queries.readings import MAIN, NOW, Reading, Result
from dashboard.queries.wording import day, number

Pairs = Iterator[tuple[str, str]]


def silent(claim: Claim) -> bool:
    """Whether figures cannot speak to a claim at all."""
    return claim.testable == "no"


def draw_head(context: Context, claim: Claim, above: str) -> None:
    """The head of the card under the HTML above it, and the switch between definitions."""
    st.html(above + head(context, claim))
    _definitions(context, claim)


def head(context: Context, claim: Claim) -> str:
    """The sentence, its reading with strength and date, and what was measured in one sentence."""
    reading = context.reading(claim.id)
    parts = [
        f"<blockquote>“{text(claim.exact)}”</blockquote>",
        f'<p class="reading">{shape(reading.reading)} {text(words.WORDS[reading.reading])}</p>',
        f'<p class="strength">{text(_under(context, reading))}</p>',
    ]
    if reading.override_by:
        parts.append(_override(reading))
    told = _says(context, claim)
    return "".join(parts) + (f'<p class="say">{text(told)}</p>' if told else "")


def draw_tail(context: Context, claim: Claim) -> None:
    """The tail of the card, and the reader's own reading."""
    st.html(tail(context, claim))
    offer_dissent(context, claim, context.reading(claim.id))


def tail(context: Context, claim: Claim) -> str:
    """Rule and margin in the open, all else behind lines that already say the result."""
    if silent(claim):
        return f'<div class="nd">{rows(_why_silent(claim))}</div>'
    reading = context.reading(claim.id)
    found = context.ledger
    rule = found.rules.get(claim.id)
    pairs = [
        ("Kind", text(claim.kind)),
        ("Rule", text(rule.words) if rule else ""),
        ("Because", text(words.because(found, reading, _results(context, claim))) if rule else ""),
        ("Margin", text(margin(context.catalogue, found, reading))),
        ("Read on", text(words.evaluated_on(context.catalogue, rule, reading)) if rule else ""),
        ("Then and now", _then_and_now(context, claim)),
    ]
    folded = "".join(disclosure(*parts) for parts in _folded(context, claim, reading))
    return f"{rows(pairs)[:-6]}{folded}</div>"


def _under(context: Context, reading: Reading) -> str:
    """The line under the reading: strength, and the state of knowledge that it is of."""
    strength = words.strength_line(reading)
    basis = words.basis_words(reading.basis, context.month)
    when = f"as of {day(reading.as_of)}" if reading.basis == NOW else f"by {basis}"
    return f"{strength}. Read {when}." if strength else f"Read {when}."


def _override(reading: Reading) -> str:
    rule_says = words.WORDS[reading.by_rule].lower()
    on = day(reading.override_on) if reading.override_on else ""
    told = f"Coder’s judgement, {reading.override_by}, {on}; the rule says: {rule_says}."
    return f'<div class="msg"><b>{text(told)}</b> {text(reading.override_reason)}</div>'


def _results(context: Context, claim: Claim, definition: str = MAIN) -> dict[str, Result]:
    basis = context.state.basis or NOW
    results = context.ledger.results.get((claim.id, basis), ())
    return {result.test: result for result in results if result.definition == definition}


def _chosen(context: Context, claim: Claim) -> str:
    """The definition that the reader chose for this claim, else the main one."""
    wanted = context.state.definition
    return wanted if wanted and wanted in context.ledger.titles(claim.id) else MAIN


def _says(context: Context, claim: Claim) -> str:
    tests = context.ledger.tests.get(claim.id, ())
    results = _results(context, claim, _chosen(context, claim))
    return words.says(context.catalogue, tests, results)


def _definitions(context: Context, claim: Claim) -> None:
    """A switch between the main definition and the others; the standing reading does not move."""
    titles = context.ledger.titles(claim.id)
    if not titles:
        return
    chosen = _chosen(context, claim)
    key = f"definition_{claim.id}"
    st.session_state[key] = chosen
    names = {MAIN: "as in the rule"} | titles
    st.selectbox(
        "Measured",
        list(names),
        format_func=names.__getitem__,
        key=key,
        on_change=partial(_define, key, chosen),
    )
    if chosen != MAIN:
        basis = context.state.basis or NOW
        alone = context.ledger.by_definition[claim.id, basis][chosen]
        st.html(
            f'<p class="src">So measured alone: {shaped(alone)}. The reading above takes all '
            "definitions together and does not move.</p>"
        )


def _define(key: str, shown: str) -> None:
    chosen = st.session_state[key]
    if chosen != shown:
        change(definition=None if chosen == MAIN else chosen)


def _why_silent(claim: Claim) -> Pairs:
    yield "Kind", text(claim.kind)
    yield "Why not", text(claim.why_not)
    yield "Could speak", text(claim.could_speak)
    yield "Cannot show", text(words.CANNOT.get(claim.kind))


def _then_and_now(context: Context, claim: Claim) -> str:
    """The readings on all three bases, in the order of what was known."""
    readings = context.ledger.readings
    lines = [
        f"{shaped(readings[claim.id, basis].reading)}, {text(told)}"
        for basis, told in (
            ("then", f"by what was published by {context.month}"),
            ("revised", f"by figures known now, up to {context.month}"),
            (NOW, "by all figures known now"),
        )
    ]
    return "<br>".join(lines)


def _folded(context: Context, claim: Claim, reading: Reading) -> Iterator[tuple[str, str, str]]:
    """The disclosures of a card: name, closed line, body."""
    found, tests = context.ledger, context.ledger.tests.get(claim.id, ())
    rule = found.rules.get(claim.id)
    yield "Cannot show", words.short_cannot(claim), f"<p>{text(words.cannot_show(claim))}</p>"
    if rule is None:
        return
    key = (claim.id, reading.basis)
    results = _results(context, claim)
    yield "For, against", words.for_and_against(tests, results), _tested(context, claim)
    by_definition = found.by_definition.get(key, {})
    line = words.definitions_line(by_definition, reading.reading)
    yield "Definitions", line, _by_definition(context, claim, by_definition)
    tried = found.tried.get(key, ())
    yield "Thresholds", words.tried_line(tried, reading.by_rule), _thresholds(context, claim)
    kept = [told for told, yes in words.criteria(reading) if yes]
    line = f"{len(kept)} of {len(reading.criteria)} questions answered yes"
    yield "Strength", line, "".join(f"<p>{text(told)}</p>" for told, _ in words.criteria(reading))
    yield "Written", words.written_line(rule), f"<p>{text(words.written(rule))}</p>"
    history = found.history.get(claim.id, ())
    yield "History", words.history_line(history), _history(context, claim)
    sql = "".join(f"<p>{text(t.title)}</p><pre>{text(t.sql.strip())}</pre>" for t in tests)
    yield "SQL", f"{len(tests)} tests", sql


def _tested(context: Context, claim: Claim) -> str:
    """Every test with what it asks and what it measured, and what was looked for against."""
    results = _results(context, claim)
    lines = []
    for test in context.ledger.tests[claim.id]:
        held = results.get(test.id)
        value = words.measured(context.catalogue, test, held.value if held else None)
        outcome = words.OUTCOMES[held.outcome] if held else ""
        role = "For" if test.role == "for" else "Against"
        lines.append(
            f"<li><p><b>{role}: {text(test.title)}</b> {text(outcome)}</p>"
            f"<p>{text(value)}; the bound is {text(words.asked(context.catalogue, test))}</p>"
            f"<p><small>{text(test.words)}</small></p></li>"
        )
    looked = context.ledger.rules[claim.id].looked_for
    told = f"<p><b>Looked for against it</b> {text(looked)}</p>" if looked else ""
    return f'<ul class="tests" aria-label="Tests">{"".join(lines)}</ul>{told}'


def _by_definition(context: Context, claim: Claim, found: dict[str, str]) -> str:
    """Each definition with what it measures otherwise than the rule, and how it reads alone."""
    titles = {MAIN: "As in the rule"} | context.ledger.titles(claim.id)
    lines = [
        [text(titles[name]), text(_otherwise(context, claim, name)), shaped(reading)]
        for name, reading in found.items()
    ]
    return table(["Measured", "Values", "Reads"], lines, words=(0, 1, 2), name="Definitions")


def _otherwise(context: Context, claim: Claim, definition: str) -> str:
    """The values of a definition that are not those of the rule's own, or that all are."""
    own, here = _results(context, claim), _results(context, claim, definition)
    told = "; ".join(
        f"{test.title}: {words.measured(context.catalogue, test, here[test.id].value)}"
        for test in context.ledger.tests[claim.id]
        if test.id in here and (definition == MAIN or here[test.id].value != own[test.id].value)
    )
    return told or "the same as in the rule"


def _thresholds(context: Context, claim: Claim) -> str:
    """What the claim would read with other thresholds: the reader's own scale to judge by."""
    tests = {test.id: test for test in context.ledger.tests[claim.id]}
    basis = context.state.basis or NOW
    lines = []
    for name, threshold, reading in context.ledger.tried.get((claim.id, basis), ()):
        test = tests[name]
        own = " (the rule’s)" if threshold == test.threshold else ""
        shown = number(threshold, test.decimals)
        lines.append([text(test.title), f"{shown}{own}", shaped(reading)])
    told = (
        "<p>Thresholds are choices. This is what others would give, those of tests for it, one at "
        "a time; bounds of what tells against it stay. Nothing is stored.</p>"
    )
    return told + table(["Test", "Threshold", "Reads"], lines, words=(0, 2), name="Thresholds")


def _history(context: Context, claim: Claim) -> str:
    """One line per change of the reading over builds."""
    lines, last = [], None
    for earlier in context.ledger.history.get(claim.id, ()):
        if (earlier.reading, earlier.strength) != last:
            when = f"{day(earlier.built_at.date())}, build {text(earlier.build)}"
            lines.append([when, shaped(earlier.reading), text(earlier.strength or "")])
        last = (earlier.reading, earlier.strength)
    return table(["Since", "Read", "Strength"], lines, words=(0, 1, 2), name="History")
