"""Choices that stand in the address: the one place where a widget is bound to it.

The address gives what is chosen, the widget shows it, and a choice of the reader is handed to
`write`, which puts it into the address.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Literal

import streamlit as st

from dashboard.html.markup import caption
from dashboard.html.markup import label as plain

Kind = Literal["list", "words", "several", "pills", "line"]
LONGEST_LINE = 80


def choose(
    key: str,
    label: str,
    options: Iterable[Any],
    now: Any,  # noqa: ANN401 # a code, a place in a list, or a list of codes
    write: Callable[[Any], None],
    *,
    kind: Kind = "list",
    says: Callable[[Any], str] = str,
    popover: bool = False,
) -> None:
    """Draw a widget that shows `now`; `write` is called with what the reader chooses instead.

    One of a list or of a row of words, several of a list or of pills, or a line that is typed.
    `says` is how an option is written; `popover` where the widget stands in one.
    """
    plainly = plain(label)  # Streamlit reads the label of a widget as Markdown
    name = _turned(key, now) if popover else key
    st.session_state[name] = now
    common: dict[str, Any] = {"key": name, "on_change": partial(_take, key, name, now, write)}
    listed = common | {"options": list(options), "format_func": says}
    match kind:
        case "list":
            st.selectbox(plainly, **listed)
        case "several":
            st.multiselect(plainly, **listed)
        case "line":
            st.text_input(plainly, max_chars=LONGEST_LINE, **common)
        case "words" | "pills":
            st.html(caption(label), width="content")
            listed["label_visibility"] = "collapsed"
            if kind == "words":
                st.segmented_control(plainly, required=True, **listed)
            else:
                st.pills(plainly, selection_mode="multi", **listed)


def _take(key: str, name: str, now: object, write: Callable[[Any], None]) -> None:
    """Hand on what was chosen.

    Streamlit also calls this for a widget that went with its line, and for one in a popover that
    the address has overtaken: neither is a choice.
    """
    chosen = st.session_state[name]
    _, turn = st.session_state.get(_place(key), (now, 0))
    if chosen is None or chosen == now or name not in {key, f"{key}_{turn}"}:
        return
    if name != key:
        st.session_state[_place(key)] = (chosen, turn)
    write(chosen)


def _turned(key: str, now: str | Sequence[str]) -> str:
    """The key of a widget in a popover: another one whenever the address gives another value.

    The browser draws a popover's widgets only while it is open, but sends their last values with
    every run. When the address changes by other means (Reset, Back, a word of the bar), such a
    value is stale, and must not come back.
    """
    known, turn = st.session_state.get(_place(key), (now, 0))
    if known != now:
        turn += 1
    st.session_state[_place(key)] = (now, turn)
    return f"{key}_{turn}"


def _place(key: str) -> str:
    """Where the value that was last seen and the turn of the key are kept."""
    return f"known_{key}"
