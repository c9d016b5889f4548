"""What would change a reading, in words: the nearest bound, or what holds it."""

from dashboard.sentences.reading_words import UNMET, WORDS, asked, measured
from dashboard.store.catalogue import Catalogue
from dashboard.store.ledger import Ledger
from dashboard.store.readings import MAIN, Reading
from dashboard.words.wording import listed


def margin(catalogue: Catalogue, found: Ledger, reading: Reading) -> str:
    """What would change a reading: the nearest bound and what lies beyond it."""
    tests = {test.id: test for test in found.tests.get(reading.claim, ())}
    if reading.lacks:
        return f"It lacks: {reading.lacks}."
    if reading.turns_at is None or reading.turns_to is None or reading.test not in tests:
        return _held(catalogue, found, reading)
    test = tests[reading.test]
    moved = "above" if (reading.margin or 0) < 0 else "below"
    bound = measured(catalogue, test, reading.turns_at)
    now = measured(catalogue, test, reading.value)
    turned = WORDS[reading.turns_to].lower()
    return f"It would turn to “{turned}” with “{test.title}” {moved} {bound}; it is {now}."


def _held(catalogue: Catalogue, found: Ledger, reading: Reading) -> str:
    """What holds a reading where no single value does: definitions that disagree, or more tests."""
    by_definition = found.by_definition.get((reading.claim, reading.basis), {})
    main, titles = by_definition.get(MAIN), found.titles(reading.claim)
    others = [f"“{titles[n]}”" for n, word in by_definition.items() if n != MAIN and word != main]
    if main is None or main == reading.by_rule or not others:
        return _holds(catalogue, found, reading)
    turned = WORDS[main].lower()
    return (
        f"It would turn to “{turned}” if it read so measured by {listed(others)} too; "
        "no move of a single value would do."
    )


def _holds(catalogue: Catalogue, found: Ledger, reading: Reading) -> str:
    """Which test holds a reading under several definitions; else that several tests do."""
    results = found.results.get((reading.claim, reading.basis), ())
    unmet = [r for r in results if r.outcome in UNMET]
    main = {r.test: r for r in unmet if r.definition == MAIN}
    titles = found.titles(reading.claim)
    if len(main) == 1:
        ((name, own),) = main.items()
        test = next(test for test in found.tests[reading.claim] if test.id == name)
        others = [r for r in unmet if r.test == name and r.value != own.value]
        if others:
            values = [f"{measured(catalogue, test, own.value)} as in the rule"]
            values += [
                f"{measured(catalogue, test, r.value)} by “{titles[r.definition]}”" for r in others
            ]
            return (
                f"“{test.title}” holds it: the bound is {asked(catalogue, test)}; it is "
                f"{listed(values)}. Moving one of these values alone would not change the reading."
            )
    return "No move of a single value would change it: more than one test holds it."
