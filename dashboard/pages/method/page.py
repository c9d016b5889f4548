"""Sources and method: how figures are coded, from which documents, and what is covered."""

import streamlit as st

from dashboard.figure.files import records_csv
from dashboard.figure.impact import resting_on_source
from dashboard.html.markup import code, heading, link, render, rows, table, text, title
from dashboard.pages.method.agreement import draw_agreement
from dashboard.pages.method.catalogue import draw_catalogue
from dashboard.pages.method.corrections import draw_corrections
from dashboard.pages.method.coverage import draw_coverage
from dashboard.pages.method.reach import draw_reach
from dashboard.pages.method.revisions import draw_revised
from dashboard.pages.method.statements import draw_statements
from dashboard.shell.context import Context
from dashboard.shell.filters import filter_bar
from dashboard.shell.messages import message
from dashboard.shell.page import page
from dashboard.store.holdings import confidence, sources

MOST_SOURCES = 150
METHOD = (
    (
        "A figure",
        "is a number or code that was read in a document; its row names the document and "
        "the place in it. What was not found is left out.",
    ),
    (
        "Vintages",
        "of a figure are kept side by side. Where a publisher restates a whole table, only the "
        "newest edition is in force and editions are never mixed; elsewhere it is the newest "
        "published figure.",
    ),
    (
        "Confidence",
        "is high where a figure was copied from the publisher’s own table, medium where "
        "it was read in a report of it, low where it was derived or its carrier is weak.",
    ),
    ("Estimates", "and doubtful figures are drawn with an open marker."),
    ("Part-years", "are intervals of their own and never joined to full years."),
    (
        "Statements",
        "of the article were marked and classed by several coders apart from each other.",
    ),
    (
        "Readings",
        "follow a rule per statement: tests for and against with bounds, recomputed under every "
        "defensible definition. Consistent: every test for with figures enough is met and none "
        "against tells against it, under every definition. At odds: all tests for reach the "
        "opposite. Mixed: anything between. Too little data: fewer figures or publishers than the "
        "rule asks for. A statement that no figure can meet is not a data question.",
    ),
    (
        "Strength",
        "is a second word: robust when the evidence has two publishers, spans the time the "
        "statement speaks of, is numbers or coded twice, is recent, and covers its actors; medium "
        "with three or four of these; else limited.",
    ),
)

SECTIONS = {
    "statements": "Statements and readings",
    "method": "Method",
    "catalogue": "Catalogue",
    "coverage": "Coverage",
    "reach": "Actors by theme",
    "agreement": "Agreement between coders",
    "corrections": "Corrections",
    "documents": "Documents",
    "build": "This build",
}
"""The sections of the page in their order, by the anchor of their heading."""
REVISED = {"revised": "Revised since this build"}
"""The first section, where an older build is shown."""


@page
def method_page(context: Context) -> None:
    """Where do the figures come from, who coded them, and what is wrong or missing?"""
    lead = (
        "How the figures were coded, in which documents they were read, what is covered, and what "
        "this build was made of."
    )
    sections = (REVISED if context.is_pinned else {}) | SECTIONS
    contents = render("page.j2", "contents", sections)
    st.html(title("Sources and method", lead, more=contents))
    filter_bar(context)
    draw_revised(context)
    draw_statements(context)
    _method(context)
    draw_catalogue(context)
    draw_coverage(context)
    draw_reach(context)
    draw_agreement(context)
    draw_corrections(context)
    _documents(context)
    _build(context)


def _method(context: Context) -> None:
    counted = confidence(context.database)
    with st.container(key="sec_method"):
        st.html(heading("Method", name="method"))
        st.html(rows([(name, text(said)) for name, said in METHOD]))
        body = []
        for theme in context.catalogue.themes.values():
            mine = {c["confidence"]: c["figures"] for c in counted if c["theme"] == theme.id}
            numbers = [mine.get(level, 0) for level in ("high", "medium", "low")]
            body.append([text(theme.title), *(f"{n:,}" for n in numbers), f"{sum(numbers):,}"])
        heads = ["Figures in force", "high", "medium", "low", "all"]
        st.html(table(heads, body, name="Figures by confidence"))


def _documents(context: Context) -> None:
    found = sources(context.database, context.lens.theme, list(context.lens.actors))
    names = {theme.id: theme.title for theme in context.catalogue.themes.values()}
    with st.container(key="sec_sources"):
        said = (
            f"{len(found)} documents, with the figures and events read in each, all vintages "
            "counted, and what of the article falls with it."
        )
        st.html(heading("Documents", said, "documents"))
        if not found:
            message("No document for these filters.", "Choose another theme or other actors.")
            return
        body = [
            [
                link(row["url"], f"{row['publisher']}, {row['title']}"),
                text(row["published_as"] or "not printed"),
                text(row["licence"]),
                text(", ".join(names[name] for name in row["themes"])),
                f"{row['figures']:,}",
                resting_on_source(context, row["id"]),
            ]
            for row in found[:MOST_SOURCES]
        ]
        heads = ["Document", "Published", "Licence", "Theme", "Figures, events", "Falls with it"]
        st.html(table(heads, body, words=(0, 1, 2, 3, 5), name="Documents"))
        st.download_button(
            f"All {len(found)} documents (CSV)",
            records_csv(found),
            "sources.csv",
            "text/csv",
            type="tertiary",
            on_click="ignore",
        )


def _build(context: Context) -> None:
    build = context.catalogue.build
    versions = ", ".join(f"{name} {version}" for name, version in build["versions"].items())
    counts = ", ".join(f"{count:,} {_plural(name)}" for name, count in build["counts"].items())
    with st.container(key="sec_build"):
        st.html(heading("This build", name="build"))
        st.html(
            rows(
                [
                    ("Build", code(build["id"])),
                    ("Made", text(f"{build['built_at']:%Y-%m-%d %H:%M} UTC")),
                    ("Revision", text(build["git_revision"] or "outside a checkout")),
                    ("Inputs", code(build["inputs_hash"][:16])),
                    ("Rows", text(counts)),
                    ("Versions", text(versions)),
                ]
            )
        )


def _plural(relation: str) -> str:
    """The name of a relation as a word for several of its rows."""
    word = relation.replace("_", " ")
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
