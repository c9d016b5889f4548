"""The catalogue: every quantity in a line that stands for itself, its codebook behind it."""

from dataclasses import asdict

import streamlit as st

from dashboard.figure.files import offer_files, records_csv
from dashboard.figure.indicator import about
from dashboard.html import disclosure, joined, render, rows, text
from dashboard.html.markup import bold, folds, heading, items, open_link
from dashboard.pages.method.entries import Entry, entries, leaf_records
from dashboard.shell.context import INDICATORS, Context
from dashboard.store.catalogue import Family, Indicator, Theme
from dashboard.words.wording import day

MOST_PUBLISHERS = 4


def draw_catalogue(context: Context) -> None:
    """Draw the catalogue of the chosen theme, or of all."""
    found, chosen = context.catalogue, context.lens.theme
    with st.container(key="sec_catalogue"):
        said = (
            f"{len(found.families)} quantities in {len(found.indicators)} indicators. A line says "
            "what is asked and how much there is of it; open it for definition, cuts, units, "
            "publishers, the next check, and the rules of coding."
        )
        st.html(heading("Catalogue", said, "catalogue"))
        with st.container(key="tabs_catalogue", horizontal=True):
            st.space("stretch")
            offer_files("catalogue", _files(context))
        for theme in found.themes.values():
            if chosen in {None, theme.id}:
                st.html(_theme(context, theme))


def _files(context: Context) -> dict:
    """The whole catalogue, whatever the filters."""

    def quantities() -> bytes:
        return records_csv([_record(context, e) for e in entries(context.database).values()])

    def indicators() -> bytes:
        return records_csv(leaf_records(context.database))

    return {
        "quantities.csv": ("All quantities (CSV)", quantities),
        "indicators.csv": ("All indicators (CSV)", indicators),
    }


def _record(context: Context, entry: Entry) -> dict:
    """A quantity as a row of a file, with its dimensions and their codes in words."""
    family = context.catalogue.families[entry.id]
    cuts = [f"{title}: {' | '.join(codes)}" for title, codes in _cuts(context, family)]
    return asdict(entry) | {"dimensions": cuts}


def _theme(context: Context, theme: Theme) -> str:
    mine = [e for e in entries(context.database).values() if e.theme == theme.id]
    head = heading(theme.title, theme.question, level=3, kind="ct")
    return head + folds(joined(_entry(context, entry) for entry in mine), "cat")


def _entry(context: Context, entry: Entry) -> str:
    family = context.catalogue.families[entry.id]
    return render("page.j2", "entry", entry, _size(entry), _facts(context, entry, family))


def _size(entry: Entry) -> tuple[str, str, str]:
    """How much there is of a quantity: of which years, whose figures, in how many indicators."""
    indicators = _count(entry.indicators, "indicator")
    if entry.since is None or entry.until is None:
        return "no figure", "", indicators
    first, last = entry.since.year, entry.until.year
    years = str(first) if first == last else f"{first}–{last}"
    whose = _count(entry.actors, "actor")
    if entry.actors == 1 and entry.partners > 1:
        whose = _count(entry.partners, "partner")
    return years, whose, indicators


def _facts(context: Context, entry: Entry, family: Family) -> str:
    """What stands behind the line: the facts, the indicators as links, the coding of the first."""
    leaves = [leaf for leaf in context.catalogue.indicators.values() if leaf.family == entry.id]
    cuts = [joined([bold(title), "; ".join(codes)], " ") for title, codes in _cuts(context, family)]
    default = context.catalogue.indicators[family.default_indicator]
    facts = rows(
        [
            ("Definition", text(entry.definition)),
            ("Cuts", items(cuts)),
            ("Units", text("; ".join(entry.units))),
            ("Held", text(f"{entry.figures:,} figures in force")),
            ("Publishers", text(_publishers(entry))),
            ("Next check", text(f"due {day(entry.next_check)}")),
            ("Indicators", items([_link(context, leaf) for leaf in leaves])),
        ]
    )
    return facts + disclosure("Codebook", f"of “{default.title}”", about(context, default))


def _cuts(context: Context, family: Family) -> list[tuple[str, list[str]]]:
    """The dimensions of a family with the codes that its leaves use, in words."""
    leaves = [leaf for leaf in context.catalogue.indicators.values() if leaf.family == family.id]
    found = []
    for name in family.dimensions:
        title, codes = context.catalogue.dimensions[family.theme, name]
        used = {leaf.dimensions[name] for leaf in leaves}
        found.append((title, [words for code, words in codes.items() if code in used]))
    return found


def _publishers(entry: Entry) -> str:
    """The publishers with most figures, and how many originators stand behind all of them."""
    more = len(entry.publishers) - MOST_PUBLISHERS
    named = "; ".join(entry.publishers[:MOST_PUBLISHERS])
    behind = f" ({entry.originators} independent)" if len(entry.publishers) > 1 else ""
    return f"{named}{f'; and {more} more' if more > 0 else ''}{behind}"


def _link(context: Context, leaf: Indicator) -> str:
    """A leaf as a link to its chart, with the filters kept."""
    address = context.to(INDICATORS, family=leaf.family, indicator=leaf.id)
    return open_link(address, leaf.title)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
