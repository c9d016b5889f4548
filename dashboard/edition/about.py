"""What stands behind the article: the words, what was left out, licence, citation, build."""

from markupsafe import Markup

from dashboard.edition.edition import Edition
from dashboard.html import rows, shaped, table, text
from dashboard.queries.reading_words import STRENGTHS
from dashboard.queries.readings import NOW
from dashboard.queries.wording import day, period
from dashboard.words.readings import READINGS
from etl.readings.review import EDITION


def overview(edition: Edition) -> str:
    """All statements in one table: how each reads now and by what was published then."""
    readings, month = edition.ledger.readings, edition.month
    lines = [
        [
            str(claim.number),
            f'<a href="#{text(claim.id)}">{text(claim.title)}</a>',
            shaped(readings[claim.id, NOW].reading, drawn=True),
            shaped(readings[claim.id, "then"].reading, drawn=True),
            text(readings[claim.id, NOW].strength or ""),
        ]
        for claim in edition.catalogue.claims.values()
    ]
    heads = ("No.", "Statement", "Reads now", f"By {month}", "Strength")
    return _part("all", "All statements", table(heads, lines, (0, 1, 2, 3, 4), "All statements"))


def meanings(edition: Edition) -> str:
    """The five words, the three strengths and the three bases, each in a sentence."""
    month, known = edition.month, day(edition.ledger.known_on)
    read = [(Markup(shaped(word, drawn=True)), one.means) for word, one in READINGS.items()]
    strong = [(word.capitalize(), told) for word, told in STRENGTHS.items()]
    bases = [
        ("Then", f"By what was published by {month}, of periods that had ended."),
        ("Revised", f"By the figures known now, of periods that had ended by {month}."),
        ("Now", f"By all figures of this edition, as of {known}."),
    ]
    told = (
        "<p>A reading says what figures show of a statement under a written rule; it does not say "
        "who is right. It is one of five words, never a number, and there is none of the article "
        "as a whole. Strength is a second word.</p>"
    )
    body = told + rows([*read, *strong, *bases])
    return _part("words", "What the words mean", f'<div class="words">{body}</div>')


def left_out(edition: Edition) -> str:
    """Spans that were looked at and are no statements of the ledger, with the reason."""
    sections = edition.catalogue.sections
    lines = [
        [text(sections[row["section"]].heading), f"“{text(row['exact'])}”", text(row["reason"])]
        for row in edition.ledger.left_out
    ]
    if not lines:
        return ""
    heads = ("Section", "Words", "Why it is no statement")
    return _part("left-out", "Looked at and left out", table(heads, lines, (0, 1, 2), "Left out"))


def licence(edition: Edition) -> str:
    """Whose the text, the figures, our own words and the typefaces are."""
    article = edition.catalogue.article
    owner = article.get("source") or "its publisher"
    body = (
        f"<p>The text of the article belongs to its author and to {text(owner)}; it stands here "
        "unchanged so that its statements can be set beside figures.</p><p>Figures are facts of "
        "the publishers that the list of sources names; whoever reuses them names the publisher "
        "and keeps to the terms given there. From documents that may not be passed on only facts "
        "are taken, each with the place where it was read.</p><p>Definitions, rules, readings and "
        "notes: the contributors of Alignment Indicators, MIT licence. Typefaces: Public Sans and "
        "Source Serif 4, SIL Open Font License 1.1.</p>"
    )
    return _part("licence", "Licence", body)


def cite(edition: Edition) -> str:
    """How to cite the edition, a statement and a figure of it."""
    title = edition.catalogue.article["title"]
    built = edition.catalogue.build["built_at"]
    where = f" {edition.address}" if edition.address else ""
    told = (
        f"{EDITION}: evidence edition of “{title}”, script-free edition, build {edition.build}, "
        f"as of {day(built.date())}.{where}"
    )
    bibtex = (
        f"@misc{{alignment_indicators_{edition.build.replace('-', '_')},\n"
        f"  title = {{{EDITION}: evidence edition of “{title}”}},\n"
        f"  howpublished = {{Script-free edition, build {edition.build}}},\n"
        f"  year = {{{built.year}}}"
        + (f",\n  url = {{{edition.address}}}" if where else "")
        + "\n}"
    )
    first = next(iter(edition.catalogue.claims.values()))
    body = (
        f"<p>{text(told)}</p><p>A statement is cited with its number and anchor, such as "
        f"“statement {first.number} (#{text(first.id)})”, a figure with its number; the build "
        f"says which figures were in force.</p><pre>{text(bibtex)}</pre>"
    )
    return _part("cite", "How to cite", body)


def build(edition: Edition) -> str:
    """What this build is made of."""
    row, article = edition.catalogue.build, edition.catalogue.article
    counts = row["counts"]
    facts = [
        ("Build", text(edition.build)),
        ("Made", f"{row['built_at']:%Y-%m-%d %H:%M} UTC"),
        ("Readings as of", day(edition.ledger.known_on)),
        ("Revision", text(row["git_revision"])),
        ("Inputs", f"SHA-256 <code>{text(row['inputs_hash'])}</code>"),
        ("Holds", text(", ".join(f"{count:,} {_plural(name)}" for name, count in counts.items()))),
        ("Article", f"{text(article['title'])}, {text(period(article['published']))}"),
    ]
    return _part("build", "This build", rows(facts))


def _plural(relation: str) -> str:
    """The rows of a relation in words: families, roll calls."""
    name = relation.replace("_", " ")
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def _part(name: str, title: str, body: str) -> str:
    return (
        f'<section class="sec" id="{name}" aria-labelledby="{name}-title">'
        f'<h2 id="{name}-title">{text(title)}</h2>{body}</section>'
    )
