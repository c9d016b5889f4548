"""One section of the article: the author's text, its claim links and the list of its statements."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit.components.v2 import component

from dashboard.claim.spans import Run
from dashboard.shell.session import sent
from dashboard.words.readings import READINGS

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Mark:
    """How a claim stands in the text: `state` is plain, hollow or off; `reading` draws a shape.

    `label` is what a screen reader says before the sentence, such as "Statement 7"; `finding` is
    said once the evidence has opened.
    """

    claim: str
    number: int
    href: str
    label: str
    state: str = "plain"
    reading: str = ""
    finding: str = ""


@dataclass(frozen=True)
class Statement:
    """A row in the list under the text; `detail` is the second, quieter line."""

    claim: str
    number: int
    title: str
    href: str
    detail: str = ""
    current: bool = False
    reading: str = ""


def _packaged(name: str) -> str:
    """Return a packaged file as text that Streamlit cannot take for a path.

    Streamlit reads a one-line string as a file name; a leading line break marks it as content.
    """
    return "\n" + (_HERE / name).read_text(encoding="utf-8")


_SHAPES = {reading.mark: reading.strokes for reading in READINGS.values()}
_SECTION = component(
    "article_section",
    css=_packaged("article.css"),
    js=f"\nconst SHAPES = {json.dumps(_SHAPES)};{_packaged('ahead.js')}{_packaged('article.js')}",
    isolate_styles=False,
)


def announcement(mark: Mark) -> str:
    """Return the sentence that is spoken when the evidence for a claim has opened."""
    statement, _, reading = mark.label.partition(", ")
    told = f": {reading}" if reading else ""
    shown = f"Evidence for {statement[:1].lower()}{statement[1:]} shown{told}."
    return f"{shown} {mark.finding}" if mark.finding else shown


def _mark(mark: Mark) -> dict[str, Any]:
    """What the browser gets of a mark: the finding only as a part of what is said."""
    given = vars(mark) | {"said": announcement(mark)}
    del given["finding"]
    return given


def article_section(
    section_id: str,
    heading: str,
    paragraphs: Sequence[Sequence[Run]],
    marks: Sequence[Mark],
    statements: Sequence[Statement],
    selected: str | None,
    key: str,
    on_claim: Callable[[str], None] | None = None,
    names: Mapping[str, Sequence[str]] | None = None,
    ahead: str = "",
) -> str | None:
    """Draw one section and return the claim clicked in this run, or None.

    `names` are words to underline, by the colour role of the actor whom they name; `ahead` is the
    build of which evidence may be shown at once, before the run of a click has brought it.

    `on_claim` is called with the claim before the script runs again: written to the URL there,
    the whole run already sees the new claim and no second run is needed.
    """
    data = {
        "section": section_id,
        "heading": heading,
        "paragraphs": paragraphs,
        "marks": {mark.claim: _mark(mark) for mark in marks},
        "statements": statements,
        "selected": selected,
        "names": names or {},
        "ahead": ahead,
    }

    def clicked() -> None:
        claim = sent(key, "claim")
        if on_claim and claim:
            on_claim(claim)

    # As one text: Streamlit looks into every value of a structure for a table.
    packed = json.dumps(data, default=vars, ensure_ascii=False)
    return _claim(_SECTION(key=key, data=packed, on_claim_change=clicked))


def _claim(result: Mapping[str, Any] | None) -> str | None:
    """Return the claim in a component's result; a result may come without any."""
    return result.get("claim") if result else None
