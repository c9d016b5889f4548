"""An exhibit of the edition: caption, charts and source line in one piece, its figures below."""

from markupsafe import Markup

from dashboard.edition.drawing import drawing
from dashboard.edition.edition import Edition
from dashboard.edition.figure_table import figure_table
from dashboard.figure.correction_marks import folded as corrections
from dashboard.figure.documents import source_line
from dashboard.figure.panels import DrawnExhibit
from dashboard.html.markup import disclosure, paragraph, render
from dashboard.store.catalogue import Exhibit
from dashboard.words.wording import day


def figure(edition: Edition, exhibit: Exhibit) -> str:
    """One exhibit; the table of its figures lies outside what print keeps in one piece."""
    wide, narrow = edition.drawn(exhibit), edition.drawn(exhibit, narrow=True)
    number = edition.figure_numbers[exhibit.id]
    if not wide.panels:
        none = paragraph("No figure of it is in the build.", "src")
        return render("figure.j2", "exhibit", number, exhibit, none)
    count = f"{len(wide.rows):,} figures from {_counted(len(wide.evidence.documents), 'document')}"
    table = disclosure("Table", count, figure_table(edition, exhibit, wide))
    shown = Markup(_charts(exhibit, wide, narrow)) + source_line(wide.evidence, exhibit.note)
    claims = edition.catalogue.resting_on(exhibit.id)
    behind = table + _corrections(wide)
    return render("figure.j2", "exhibit", number, exhibit, shown, claims, behind)


def _corrections(wide: DrawnExhibit) -> str:
    """What is corrected among the figures, folded; nothing where nothing is."""
    return disclosure("Corrections", *corrections(wide.touched)) if wide.touched.all else ""


def _charts(exhibit: Exhibit, wide: DrawnExhibit, narrow: DrawnExhibit) -> str:
    """The panels under each other, each drawn for a page and for a phone."""
    told = (
        f"{len(wide.rows):,} figures as of {day(wide.evidence.as_of)}; "
        "each of them stands in the table below."
    )
    parts = []
    for place, both in enumerate(zip(wide.charts, narrow.charts, strict=True)):
        if title := both[0].heading:
            parts.append(paragraph(title, "pt"))
        for kind, chart in zip(("wide", "narrow"), both, strict=True):
            parts.append(drawing(chart, f"{exhibit.id}-{place}-{kind}", kind, told))
    return "".join(parts)


def _counted(count: int, one: str) -> str:
    return f"{count} {one}{'' if count == 1 else 's'}"
