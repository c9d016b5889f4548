"""An exhibit of the edition: caption, charts and source line in one piece, its figures below."""

from dashboard.edition.drawing import drawing
from dashboard.edition.edition import Edition
from dashboard.edition.figure_table import figure_table
from dashboard.figure.correction_marks import folded as corrections
from dashboard.figure.documents import source_line
from dashboard.figure.panels import DrawnExhibit
from dashboard.html import disclosure
from dashboard.html.markup import text
from dashboard.store.catalogue import Exhibit
from dashboard.words.wording import day


def figure(edition: Edition, exhibit: Exhibit) -> str:
    """One exhibit; the table of its figures lies outside what print keeps in one piece."""
    wide, narrow = edition.drawn(exhibit), edition.drawn(exhibit, narrow=True)
    name = f"f-{text(exhibit.id)}"
    if not wide.panels:
        told = f'{_caption(edition, exhibit)}<p class="src">No figure of it is in the build.</p>'
        return f'<div class="exhibit"><figure id="{name}">{told}</figure></div>'
    count = f"{len(wide.rows):,} figures from {_counted(len(wide.evidence.documents), 'document')}"
    table = disclosure("Table", count, figure_table(edition, exhibit, wide))
    return (
        f'<div class="exhibit"><figure id="{name}">{_caption(edition, exhibit)}'
        f"{_charts(exhibit, wide, narrow)}{source_line(wide.evidence, exhibit.note)}"
        f"{_resting(edition, exhibit)}</figure>{table}{_corrections(wide)}</div>"
    )


def _corrections(wide: DrawnExhibit) -> str:
    """What is corrected among the figures, folded; nothing where nothing is."""
    return disclosure("Corrections", *corrections(wide.touched)) if wide.touched.all else ""


def _caption(edition: Edition, exhibit: Exhibit) -> str:
    number = edition.figure_numbers[exhibit.id]
    return (
        f'<figcaption><p class="eb">Figure {number}</p><h4>{text(exhibit.title)}</h4>'
        f'<p class="sub">{text(exhibit.subtitle)}</p></figcaption>'
    )


def _charts(exhibit: Exhibit, wide: DrawnExhibit, narrow: DrawnExhibit) -> str:
    """The panels under each other, each drawn for a page and for a phone."""
    told = (
        f"{len(wide.rows):,} figures as of {day(wide.evidence.as_of)}; "
        "each of them stands in the table below."
    )
    parts = []
    for place, both in enumerate(zip(wide.charts, narrow.charts, strict=True)):
        if title := both[0].heading:
            parts.append(f'<p class="pt">{text(title)}</p>')
        for kind, chart in zip(("wide", "narrow"), both, strict=True):
            parts.append(drawing(chart, f"{exhibit.id}-{place}-{kind}", kind, told))
    return "".join(parts)


def _resting(edition: Edition, exhibit: Exhibit) -> str:
    """Links to the statements that rest on the exhibit."""
    links = [
        f'<a href="#{text(claim.id)}">{claim.number}</a>'
        for claim in edition.catalogue.resting_on(exhibit.id)
    ]
    plural = "s" if len(links) > 1 else ""
    return (
        f'<p class="src"><b>Speaks to</b> statement{plural} {", ".join(links)}.</p>'
        if links
        else ""
    )


def _counted(count: int, one: str) -> str:
    return f"{count} {one}{'' if count == 1 else 's'}"
