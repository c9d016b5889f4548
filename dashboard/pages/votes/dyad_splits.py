"""The roll calls on which two members split: to be searched, each with its record and tally."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard.figure.documents import votes_evidence
from dashboard.figure.figure import Figure
from dashboard.html.markup import table, text
from dashboard.pages.votes.dyad_measure import Pair
from dashboard.pages.votes.grid import tight
from dashboard.pages.votes.scene import Scene
from dashboard.shell.choices import choose
from dashboard.shell.context import Context, change
from dashboard.shell.messages import message
from dashboard.store.roll_calls import ISSUES, Sieve, cells, splits
from dashboard.words.wording import day, number

RECORD = "https://digitallibrary.un.org/record/{}"
MOST_LISTED = 100
ALL = ""
VOTES = {"Y": "yes", "A": "abstained", "N": "no"}
NO_TITLE = "no title in any copy found"


def sieve_bar(context: Context, here: Scene) -> Sieve:
    """Year, issue and words to look for; kept in the URL."""
    state = context.state
    years = [ALL, *map(str, reversed(here.years))]
    chosen = state.year if state.year in years else None
    places = st.columns(3, gap="medium", vertical_alignment="bottom")
    with places[0]:
        _pick("year", "Year", years, chosen, lambda year: year or "all years")
    with places[1]:
        _pick("issue", "Issue", [ALL, *ISSUES], state.issue, lambda c: ISSUES.get(c, "all issues"))
    with places[2]:
        choose(
            "sieve_search",
            "Words in title or symbol",
            (),
            state.search or "",
            lambda typed: change(search=_words(typed)),
            kind="line",
        )
    return Sieve(int(chosen) if chosen else None, state.issue, state.search)


def _words(typed: str) -> str | None:
    """What was typed as one line of printable words; nothing for blanks."""
    printable = "".join(letter if letter.isprintable() else " " for letter in typed)
    return " ".join(printable.split()) or None


def _pick(
    name: str, label: str, options: list[str], chosen: str | None, format_: Callable[[str], str]
) -> None:
    write = lambda code: change(**{name: code or None})  # noqa: E731
    choose(f"sieve_{name}", label, options, chosen or ALL, write, says=format_)


def splits_figure(here: Scene, pair: Pair, sieve: Sieve) -> Figure | None:
    """The figure; nothing when no roll call is left."""
    asked = (here.database, here.yardstick, pair, sieve)
    found = splits(*asked, MOST_LISTED)
    if found.empty:
        return None
    count, opposite = int(found["found"].iloc[0]), int(found["opposite"].iloc[0])
    flags = "" if sieve.issue is None else " Issue flags are known for 1991 to 2023 only."
    listing = _table(here, pair, found, count)
    return Figure(
        id="splits",
        title=f"{number(count, 0)} roll calls on which {here.pair(*pair)} split",
        subtitle=f"Newest first; on {number(opposite, 0)} of them one voted yes and the other no.",
        table=None,
        rows=lambda: splits(*asked).assign(actor=pair[0], partner=pair[1]),
        evidence=votes_evidence(here.database, here.yardstick),
        computation="none; votes as recorded.",
        note="Tally: yes – no – abstained, of all members. A title leads to the record of the UN "
        f"Digital Library where its number is known.{flags}",
        body=listing,
        names=("List", ""),
    )


def _table(here: Scene, pair: Pair, found: pd.DataFrame, count: int) -> str:
    make = _narrow_line if here.narrow else _line
    body = [make(row) for row in found.to_dict("records")]
    one, other = (text(here.label(code)) for code in pair)
    heads = ["Resolution", f"{one} – {other}", "Tally"] if here.narrow else [
        "Date", "Resolution", one, other, "Tally"
    ]  # fmt: skip
    words = (0, 1) if here.narrow else (0, 1, 2, 3)
    name = "Roll calls on which the two split"
    shown = tight(table(heads, body, words=words, name=name))
    more = (
        f'<p class="sub">The first {len(found)} of {count}; narrow the list, or take the CSV.</p>'
    )
    return shown + (more if len(found) < count else "")


def _line(row: dict) -> list[str]:
    votes = [VOTES[str(row[side])] for side in ("mine", "theirs")]
    return [f'<span class="nw">{day(row["date"])}</span>', _named(row), *votes, _tally(row)]


def _narrow_line(row: dict) -> list[str]:
    votes = " – ".join(VOTES[str(row[side])] for side in ("mine", "theirs"))
    return [f"{_named(row)}<small>{day(row['date'])}</small>", votes, _tally(row)]


def _tally(row: dict) -> str:
    return f'<span class="nw">{row["yes"]}–{row["no"]}–{row["abstain"]}</span>'


def _named(row: dict) -> str:
    symbol = text(row["resolution"]) if isinstance(row["resolution"], str) else ""
    title = text(row["title"]) if isinstance(row["title"], str) else f"<i>{NO_TITLE}</i>"
    name = ", ".join(filter(None, [symbol, title]))
    if isinstance(row["undl_id"], str):
        where = text(RECORD.format(row["undl_id"]))
        return f'<a href="{where}" target="_blank" rel="noreferrer">{name}</a>'
    return name


def nothing_left(sieve: Sieve) -> None:
    """Why no roll call is left."""
    if sieve == Sieve():
        message("They never split.", "In no roll call of these years did the two vote differently.")
        return
    flags = " Issue flags are known for 1991 to 2023 only." if sieve.issue else ""
    message("No roll call fits.", f"Choose another year or issue, or other words.{flags}")


def ballot_table(here: Scene, pair: Pair) -> str:
    """How often the two cast which votes in the last year, as HTML; empty without any."""
    found = cells(here.database, here.yardstick.scope, here.now, pair)
    if found is None:
        return ""
    one, other = (text(here.label(code)) for code in pair)
    words = ("yes", "abstained", "no")
    body = [
        [f"{one} {word}", *(number(n, 0) for n in line), f"<b>{number(sum(line), 0)}</b>"]
        for word, line in zip(words, found, strict=True)
    ]
    sums = [sum(column) for column in zip(*found, strict=True)]
    body.append(["<b>all</b>", *(f"<b>{number(n, 0)}</b>" for n in [*sums, sum(sums)])])
    heads = [str(here.now), *(f"{other} {word}" for word in words), "all"]
    return tight(table(heads, body, name="How often which votes"))
