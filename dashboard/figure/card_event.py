"""The cards of a vote in a roll call and of an event."""

from dashboard.figure.card_parts import CardContent, corrected, data_of, read_in, stored
from dashboard.html.markup import link, text
from dashboard.shell.context import Context
from dashboard.store.cards import Card, Record
from dashboard.store.frames import VOTES
from dashboard.words.wording import day, listed, period

RECORD = "https://digitallibrary.un.org/record/"
DOCUMENT = "https://undocs.org/"


def told_vote(context: Context, card: Card) -> CardContent:
    """What the card of a vote says: how one actor voted, on what, and how all did."""
    row = card.row
    name = context.catalogue.actors[row["actor"]].name
    what = row["resolution"] or f"roll call {row['id']}"
    remarks = "; ".join(f"{remark['kind']}: {remark['note']}" for remark in card.remarks)
    counts = {"in favour": row["yes"], "against": row["no"]}
    counts |= {"abstaining": row["abstain"], "not voting": row["absent"]}
    return CardContent(
        head=f"{name}, vote on {what}",
        title=row["title"] or what,
        big=VOTES[row["code"]],
        small=day(row["date"]),
        facts=[
            ("On", text(row["title"])),
            ("Session", text(_session(row))),
            ("All votes", listed([f"{count} {word}" for word, count in counts.items()])),
            ("UN record" if row["undl_id"] else "UN text", _record(row)),
            *read_in(row),
            ("Note", text(row["note"])),
            ("Remarks", text(remarks)),
        ],
        faults=corrected(card.corrections, "Among all votes"),
        stored=stored(row, card.id),
        data=data_of(row),
    )


def _session(row: Record) -> str:
    """In which session it was, and whether the vote was the last on the text."""
    number = row["session"]
    if row["emergency_session"]:
        number = f"{row['emergency_session']} (emergency)"
    kind = {True: "vote on the whole text", False: "vote on a part or an amendment"}
    said = [f"session {number} of the General Assembly", kind.get(row["final_passage"], "")]
    return ", ".join(filter(None, said))


def _record(row: Record) -> str:
    """The record of the vote in the library of the United Nations, and the text voted on."""
    links = []
    if row["undl_id"]:
        links.append(link(f"{RECORD}{row['undl_id']}", f"record {row['undl_id']}"))
    if row["resolution"]:
        links.append(link(f"{DOCUMENT}{row['resolution']}", f"text of {row['resolution']}"))
    return ", ".join(links) or "no record number and no symbol is known"


def told_event(context: Context, card: Card) -> CardContent:
    """What the card of an event says: when, who, what."""
    row = card.row
    actors = context.catalogue.actors
    names = [actors[code].name if code in actors else code for code in row["actors"]]
    return CardContent(
        head=row["title"],
        title=f"Event of {listed(names)}",
        big=period(row["date"]),
        small="",
        facts=[
            ("Who", text(listed(names))),
            ("What", text(row["description"])),
            ("Theme", text(context.catalogue.themes[row["theme"]].title)),
            ("Topic", text(str(row["topic"]).replace("_", " "))),
            *read_in(row),
            ("Confidence", text(row["confidence"])),
        ],
        faults=[],
        stored=stored(row, card.id),
        data=data_of(row),
    )
