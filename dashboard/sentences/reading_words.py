"""How readings are said: five words, their strength, what would turn them, and what they lack.

No word here says true, false or why: a reading says what figures show under a written rule.
"""

from itertools import pairwise

from dashboard.store.catalogue import Catalogue, Claim
from dashboard.store.ledger import Ledger
from dashboard.store.readings import MAIN, NOW, Earlier, Measurement, Reading, Rule, RuleTest
from dashboard.words.wording import counted, day, listed, quantity
from etl.readings.words import WORDS

RATIO = "ratio"
STRENGTHS = {
    "robust": "Evidence of two or more independent publishers, over the time that the statement "
    "speaks of, in numbers or judgements coded twice, recent, and of all its actors.",
    "medium": "Three or four of these five.",
    "limited": "Fewer.",
}
BASES = {
    "now": "now",
    "then": "what was published by {month}",
    "revised": "figures known now, up to {month}",
}
OUTCOMES = {
    "met": "is met",
    "between": "is neither met nor contradicted",
    "opposite": "speaks for the opposite",
    "breaks": "tells against it",
    "holds": "does not tell against it",
    "too_little": "has too few figures",
}
UNMET = {"between", "opposite", "breaks"}
CRITERIA = {
    "publishers": ("two or more independent publishers", "one publisher only"),
    "length": ("evidence spans the time the statement speaks of", "evidence spans less time"),
    "coding": ("figures, or judgements coded twice", "low confidence or one coder only"),
    "age": ("recent", "the newest figure is old"),
    "actors": ("covers all actors of the statement", "covers a part of its actors"),
}
CANNOT = {
    "description": "Counts show the recorded side of a state of affairs, not how it is felt.",
    "comparison": "That two things differ does not show why.",
    "trend": "A direction over these years need not go on.",
    "pattern": "A pattern of the past need not repeat.",
    "cause": "That one thing follows another does not show that it came of it.",
    "motive": "No count shows a reason.",
    "intent": "No count shows an aim.",
    "forecast": "No count of the present meets or misses what is yet to come.",
    "value": "No count shows what is good or wise.",
}


def strength_line(reading: Reading) -> str:
    """How strong the evidence is and what makes it so: publishers, pieces, the last day."""
    if reading.strength is None or reading.last_day is None:
        return ""
    parts = [
        counted(reading.publishers, "publisher"),
        counted(reading.observations, "piece of evidence", "pieces of evidence"),
        f"the last of {day(reading.last_day)}",
    ]
    return f"Strength of the evidence {reading.strength}: {', '.join(parts)}"


def criteria(reading: Reading) -> list[tuple[str, bool]]:
    """The five questions behind the strength, each as it was answered."""
    return [(CRITERIA[name][not yes], yes) for name, yes in reading.criteria.items()]


def measured(catalogue: Catalogue, test: RuleTest, value: float | None) -> str:
    """A value of a test with its unit; a ratio says how many times."""
    if value is None:
        return "no figure"
    shown = quantity(value, catalogue.units[test.unit], test.decimals)
    return f"{shown} times" if test.unit == RATIO else shown


def turned(found: Ledger, month: str) -> str:
    """How many statements read otherwise when the article came out, and how many for few data."""
    readings = found.readings.items()
    then = [read for (name, basis), read in readings if basis == "then" and found.turned(name)]
    few = sum(reading.reading == "too_little_data" for reading in then)
    why = f", {few} of them for too little data" if few else ""
    return f"{len(then)} read otherwise in {month}{why}"


def known_line(found: Ledger, month: str, basis: str = NOW) -> str:
    """Of which state of knowledge the readings are; of now, how many turned since the article."""
    if basis == NOW:
        return f"Read as of {day(found.known_on)}; {turned(found, month)}."
    return f"Read by {basis_words(basis, month)}."


def asked(catalogue: Catalogue, test: RuleTest) -> str:
    """What a test asks for: "at least 50 per cent"."""
    bound = "at least" if test.side == "above" else "at most"
    return f"{bound} {measured(catalogue, test, test.threshold)}"


def says(catalogue: Catalogue, tests: tuple[RuleTest, ...], results: dict[str, Measurement]) -> str:
    """One plain sentence per test for the claim: what was measured and what the rule asks."""
    told = [
        f"{test.title}: {measured(catalogue, test, results[test.id].value)}"
        f" ({asked(catalogue, test)} is asked)"
        for test in tests
        if test.role == "for" and test.id in results and results[test.id].value is not None
    ]
    return f"{'; '.join(told)}." if told else ""


def because(found: Ledger, reading: Reading, results: dict[str, Measurement]) -> str:
    """Which tests and definitions make a reading mixed or at odds; empty for other readings."""
    if reading.by_rule not in {"mixed", "at_odds"}:
        return ""
    told = [
        f"“{test.title}” {OUTCOMES[results[test.id].outcome]}"
        for test in found.tests[reading.claim]
        if results[test.id].outcome in UNMET
    ]
    titles = found.titles(reading.claim)
    by_definition = found.by_definition[reading.claim, reading.basis]
    told += [
        f"measured by “{titles[name]}” it reads {WORDS[word].lower()}"
        for name, word in by_definition.items()
        if name != MAIN and word not in {by_definition[MAIN], "too_little_data"}
    ]
    return f"{'; '.join(told)[:1].upper()}{'; '.join(told)[1:]}." if told else ""


def for_and_against(tests: tuple[RuleTest, ...], results: dict[str, Measurement]) -> str:
    """How many tests for and against came out which way, in one line."""
    met = _outcomes(tests, results, "for")
    broken = _outcomes(tests, results, "against")
    line = f"{met.count('met')} of {len(met)} tests for it met"
    if opposite := met.count("opposite"):
        line += f", {opposite} {'shows' if opposite == 1 else 'show'} the opposite"
    if broken:
        line += f"; {broken.count('breaks')} of {len(broken)} against it met"
    return line


def in_brief(found: Ledger, reading: Reading) -> str:
    """What makes a reading mixed, in a few words; empty for other readings."""
    if reading.by_rule != "mixed":
        return ""
    key = (reading.claim, reading.basis)
    results = {r.test: r for r in found.results[key] if r.definition == MAIN}
    line = for_and_against(found.tests[reading.claim], results)
    line = line.split(";")[0] if " 0 of " in line else line
    return f"{line}, definitions differ" if found.by_definition[key][MAIN] != "mixed" else line


def _outcomes(tests: tuple[RuleTest, ...], results: dict[str, Measurement], role: str) -> list[str]:
    return [results[t.id].outcome for t in tests if t.role == role and t.id in results]


def definitions_line(by_definition: dict[str, str], reading: str) -> str:
    """How many definitions give which reading."""
    others = len(by_definition) - 1
    if others < 1:
        return "one definition only"
    own = by_definition[MAIN]
    same = sum(word == own for word in by_definition.values()) - 1
    if same == others:
        return f"{counted(others, 'other')}, all with the same reading"
    return f"the rule’s own: {WORDS[own].lower()}; {others - same} of {others} others differ"


def cannot_show(claim: Claim) -> str:
    """What no figure shows of a claim: fixed by its kind, and what its coder wrote."""
    return " ".join(filter(None, (CANNOT.get(claim.kind, ""), claim.why_not)))


def spoken(claim: Claim, reading: Reading, hollow: bool) -> str:
    """What is read out before the words of a claim."""
    outside = ", its evidence lies outside the filters" if hollow else ""
    return f"Statement {claim.number}, {WORDS[reading.reading].lower()}{outside}"


def basis_words(basis: str, month: str) -> str:
    """A basis of readings in words; `month` is that of the article."""
    return BASES[basis].format(month=month)


def evaluated_on(catalogue: Catalogue, rule: Rule, reading: Reading) -> str:
    """On whom and which time a reading rests, whatever the reader's filters are."""
    names = listed([catalogue.actors[code].label for code in rule.actors])
    if reading.first_day is None or reading.last_day is None:
        return names
    return f"{names}, {day(reading.first_day)} to {day(reading.last_day)}"


def short_cannot(claim: Claim) -> str:
    """The closed line of what a claim's figures cannot show."""
    told = {"cause": "why", "motive": "reasons", "intent": "aims", "forecast": "the future"}
    return told.get(claim.kind, "what lies behind the counts")


def tried_line(tried: tuple[tuple[str, float, str], ...], reading: str) -> str:
    """How many of the thresholds tried give another reading."""
    if not tried:
        return "none tried"
    other = sum(turned != reading for _, _, turned in tried)
    return f"{other} of {len(tried)} tried for it give another reading"


def written_line(rule: Rule) -> str:
    """Whether a rule was written before its figures were seen."""
    return "before its figures were seen" if rule.blind else "after its figures were seen"


def written(rule: Rule) -> str:
    """When and by whom a rule was written, when it was first applied, and which choices it made."""
    how = "without having seen the figures it is held against" if rule.blind else "by one who had"
    return (
        f"Written on {day(rule.written_on)} by {rule.written_by}, {how}; first applied on "
        f"{day(rule.seen_on)}. {rule.choices}"
    )


def history_line(history: tuple[Earlier, ...]) -> str:
    """How often a reading changed over the builds that are known."""
    words = [(earlier.reading, earlier.strength) for earlier in history]
    turns = sum(now != before for before, now in pairwise(words))
    return f"{counted(len(words), 'build')}, {counted(turns, 'change')}"
