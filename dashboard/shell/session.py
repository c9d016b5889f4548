"""What the session of a reader holds beside the address, and what its components sent."""

from typing import Any

import streamlit as st


def kept(name: str) -> dict[Any, Any]:
    """What is kept under a name over the runs of this session; empty at first."""
    return st.session_state.setdefault(name, {})


def sent(component: str, name: str) -> Any:  # noqa: ANN401 # as the component's script made it
    """What the component of this key sent under a name; None where it sent nothing."""
    return (st.session_state.get(component) or {}).get(name)
