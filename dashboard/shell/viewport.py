"""Whether the reader's window is a phone's: charts are drawn for two widths."""

import streamlit as st
from streamlit.components.v2 import component

from dashboard.shell.context import is_narrow
from dashboard.shell.session import sent

SCRIPT = """
const phone = window.matchMedia("(max-width: 640px)")
const told = new WeakMap()

export default function ({ parentElement, data, setStateValue }) {
  if (told.has(parentElement)) return
  told.set(parentElement, data.guess)
  const tell = () => {
    if (phone.matches === told.get(parentElement)) return
    told.set(parentElement, phone.matches)
    setStateValue("narrow", phone.matches)
  }
  phone.addEventListener("change", tell)
  tell()
  return () => phone.removeEventListener("change", tell)
}
"""

_VIEWPORT = component("viewport", js=SCRIPT)


def watch_viewport() -> None:
    """Ask the browser once; it answers only when the guess by its name was wrong, or on a turn."""
    result = _VIEWPORT(key="viewport", data={"guess": is_narrow()}, on_narrow_change=_keep)
    if result and result.get("narrow") is not None:
        st.session_state["narrow"] = bool(result["narrow"])


def _keep() -> None:
    st.session_state["narrow"] = bool(sent("viewport", "narrow"))
