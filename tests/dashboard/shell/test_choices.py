"""A widget shows what the address gives, and only what a reader chooses comes back."""

import ast
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.shell import choices

OPTIONS = ["a", "b", "c"]
BINDERS = {"selectbox", "multiselect", "segmented_control", "pills", "text_input"}
ELSEWHERE = {"claim/own_reading.py"}
"""What a reader words in it stands in no address."""


def script():
    """A page with one choice; the address is played by the session."""
    import streamlit as st

    from dashboard.shell.choices import choose

    st.session_state.setdefault("wrote", [])
    st.session_state.setdefault("address", {"list": "a", "words": "a", "line": "", "pills": ["a"]})
    kind = st.session_state["kind"]
    popover = st.session_state["popover"]
    now = st.session_state["address"][kind]

    def write(value):
        st.session_state["wrote"].append(value)
        st.session_state["address"][kind] = value

    choose("it", "It", ["a", "b", "c"], now, write, kind=kind, says=str.upper, popover=popover)


def page(kind, *, popover=False):
    app = AppTest.from_function(script)
    app.session_state["kind"], app.session_state["popover"] = kind, popover
    return app.run()


@pytest.mark.parametrize(
    ("kind", "widget", "other"),
    [
        ("list", "selectbox", "b"),
        ("words", "segmented_control", "b"),
        ("pills", "pills", ["a", "c"]),
        ("line", "text_input", "words"),
    ],
)
@pytest.mark.parametrize("popover", [False, True])
def test_what_is_chosen_is_written_once_and_shown(kind, widget, other, popover):
    app = page(kind, popover=popover)
    (it,) = getattr(app, widget)
    it.set_value(other).run()
    assert app.session_state["wrote"] == [other]
    (it,) = getattr(app, widget)
    assert it.value == other
    app.run()
    assert app.session_state["wrote"] == [other]
    assert not app.exception


def test_the_address_overtakes_a_widget():
    app = page("list", popover=True)
    first = app.selectbox[0]
    app.session_state["address"] = {"list": "c"}
    app.run()
    assert app.selectbox[0].value == "c"
    assert app.selectbox[0].key != first.key
    assert app.session_state["wrote"] == []


@pytest.mark.parametrize(
    ("name", "chosen", "wrote"),
    [
        ("it_1", "b", ["b"]),
        ("it_0", "b", []),  # what the browser kept of a widget from before the address changed
        ("it_1", "a", []),  # what is chosen already
        ("it_1", None, []),  # a widget that went with its line
    ],
)
def test_what_is_no_choice_is_passed_over(name, chosen, wrote, monkeypatch):
    session = {"known_it": ("a", 1), name: chosen}
    monkeypatch.setattr(choices.st, "session_state", session)
    got = []
    choices._take("it", name, "a", got.append)
    assert got == wrote


def test_no_other_module_binds_a_widget():
    found = set()
    folder = Path(dashboard.__file__).parent
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in BINDERS:
                found.add(path.relative_to(folder).as_posix())
    assert found - ELSEWHERE == {"shell/choices.py"}
