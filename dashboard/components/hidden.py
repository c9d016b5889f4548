"""Widgets in a popover: what the browser keeps of them while it is closed must not come back.

The browser draws a popover's widgets only while it is open, but sends their last values with
every run. When the URL changes by other means (Reset, Back, a word of the bar), such a value is
stale; the widget then gets a new key, and what is still sent for the old one is passed over.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

Value = str | Sequence[str]


def prepare(name: str, value: Value) -> str:
    """Set the widget to the value that the URL gives; return the key it has until that changes."""
    known, turn = st.session_state.get(_place(name), (value, 0))
    if known != value:
        turn += 1
    st.session_state[_place(name)] = (value, turn)
    key = f"{name}_{turn}"
    st.session_state[key] = value
    return key


def chosen(name: str, key: str, take: Callable[[Any], None]) -> Callable[[], None]:
    """The callback of a prepared widget: hands the reader's choice to `take`."""
    return partial(_choose, name, key, take)


def _choose(name: str, key: str, take: Callable[[Any], None]) -> None:
    _, turn = st.session_state[_place(name)]
    if key != f"{name}_{turn}":
        return
    value = st.session_state[key]
    st.session_state[_place(name)] = (value, turn)
    take(value)


def _place(name: str) -> str:
    """Where the value that was last seen and the turn of the key are kept."""
    return f"known_{name}"
