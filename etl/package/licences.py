"""Whose the contents of the package are, and what of them may be passed on."""

from collections import Counter
from dataclasses import dataclass

from etl.package.describe import Json

OWN: Json = {
    "name": "MIT",
    "path": "LICENSE",
    "title": "Definitions, procedures, notes, rules and readings: the contributors, MIT",
}
FACTS: Json = {
    "path": "README.md",
    "title": "Figures: facts of the publishers that each row names; their terms stand in source",
}
TEXT: Json = {
    "path": "README.md",
    "title": "The article’s text belongs to its author and publisher; it stands here unchanged",
}
QUOTED = {"article": [TEXT], "section": [TEXT], "claim": [TEXT, OWN], "left_out": [TEXT, OWN]}
"""Relations that hold words of the article."""
NOTES = """\
1. What the contributors wrote themselves, such as definitions, coding procedures, notes, rules
   and readings, comes under the MIT licence (LICENSE).
2. Figures are facts that were read in documents of others. Each row names its document, and
   each document its publisher, its address, its licence in short words and whether it may be
   passed on (`source.redistributable`: yes, attribution or no). Whoever reuses figures names
   the publisher and keeps to the publisher’s terms.
3. {facts:,} of {all:,} published figures come from the {no:,} documents that may not be passed
   on ({roll_calls:,} roll calls and {events:,} events do as well). Of these nothing is here but
   the facts: who, when, how much, the document, the place in it, and our own words on it. No
   sentence, table or file of theirs is copied.
4. The text of the article, in `section`, `claim` and `left_out`, belongs to its author and
   publisher, whom `article` names with its address. It stands here unchanged, so that its
   statements can be set beside figures, and comes under none of these licences.
"""


@dataclass(frozen=True)
class Source:
    """A document and how many figures, events and roll calls were read in it."""

    id: str
    publisher: str
    title: str
    url: str
    published: str | None
    licence: str
    redistributable: str
    figures: int
    events: int
    roll_calls: int


def described(source: Source) -> Json:
    """A document as the descriptor lists it."""
    found: Json = {"title": f"{source.publisher}, {source.title}", "path": source.url}
    if source.published:
        found["version"] = source.published
    return found | {
        "id": source.id,
        "licence": source.licence,
        "redistributable": source.redistributable,
        "figures": source.figures,
    }


def notes(sources: list[Source]) -> str:
    """The notes with the numbers of this build."""
    kept = [source for source in sources if source.redistributable == "no"]
    return NOTES.format(
        facts=sum(source.figures for source in kept),
        all=sum(source.figures for source in sources),
        no=len(kept),
        roll_calls=sum(source.roll_calls for source in kept),
        events=sum(source.events for source in kept),
    )


def facts_only(sources: list[Source]) -> list[tuple[str, str, int]]:
    """Publishers whose documents may not be passed on, with licence and figures; most first."""
    found: Counter[tuple[str, str]] = Counter()
    for source in sources:
        if source.redistributable == "no":
            found[source.publisher, source.licence] += source.figures
    rows = [(publisher, licence, count) for (publisher, licence), count in found.items()]
    return sorted(rows, key=lambda row: (-row[2], row[0]))
