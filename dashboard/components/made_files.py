"""What a reader takes along of a figure that a page made: files, and words to cite it by."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

import streamlit as st

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


def offer_words(name: str, cite: Callable[[], Sequence[str]]) -> None:
    """A popover with citations, each with a button that copies it."""
    with st.popover("Cite", type="tertiary", key=f"cite_{name}", on_change="rerun") as box:
        if box.open:
            for words in cite():
                st.code(words, language=None, wrap_lines=True)
