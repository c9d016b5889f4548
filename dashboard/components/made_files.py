"""What a reader takes along of a figure that a page made: files, and words to cite it by."""

from collections.abc import Callable
from functools import partial
from typing import Literal

import streamlit as st

from dashboard.components import cite

Kind = Literal["csv", "png", "svg"]
FILES: tuple[tuple[str, Kind, str], ...] = (
    ("Figures (CSV)", "csv", "text/csv"),
    ("Picture (PNG)", "png", "image/png"),
    ("Drawing (SVG)", "svg", "image/svg+xml"),
)


def offer_files(name: str, make: Callable[[Kind], bytes]) -> None:
    """A popover with the three files; buttons and files are made only when asked for."""
    with st.popover("Download", type="tertiary", key=f"get_{name}", on_change="rerun") as box:
        if not box.open:
            return
        for label, kind, mime in FILES:
            st.download_button(
                label,
                partial(make, kind),
                file_name=f"{name}.{kind}",
                mime=mime,
                key=f"get_{name}_{kind}",
                type="tertiary",
                on_click="ignore",
            )


def offer_words(name: str, reference: Callable[[], cite.Reference]) -> None:
    """A popover with the citation in each form, each with a button that copies it."""
    with st.popover("Cite", type="tertiary", key=f"cite_{name}", on_change="rerun") as box:
        if box.open:
            cite.offer(cite.forms(reference()))
