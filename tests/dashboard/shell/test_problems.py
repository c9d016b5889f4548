"""Problems of the data are listed for whoever opens the app, safely and not without end."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.shell.problems import MOST_SHOWN
from etl.store import builds


def page(problems, data):
    import streamlit as st

    from dashboard.shell.problems import show_problems

    st.text(f"standing: {show_problems(problems, data)}")


@pytest.fixture
def shown(tmp_path):
    """A function that returns what a page says of some problems."""

    def ask(messages, data=tmp_path):
        from etl.problems import Problem

        problems = [Problem("data/x.csv", n, "value", text) for n, text in enumerate(messages, 2)]
        app = AppTest.from_function(page, args=(problems, data)).run()
        assert not app.exception
        return app.text[0].value, [block.proto.body for block in app.get("html")]

    return ask


def test_no_problem_says_nothing(shown, edition):
    assert shown([], edition) == ("standing: True", [])


def test_each_problem_is_a_line_with_file_and_line(shown, edition):
    standing, (html,) = shown(["is <b>no</b> number", "is absent"], edition)
    assert standing == "standing: True"
    assert f"The build {builds.current(edition).stem} stays up." in html
    assert "<b>2 problems in the data.</b>" in html
    assert "<li>data/x.csv:2: value: is &lt;b&gt;no&lt;/b&gt; number</li>" in html
    assert "<li>data/x.csv:3: value: is absent</li>" in html
    assert 'role="alert"' in html


def test_one_problem_is_counted_as_one_and_may_stand_without_a_build(shown):
    standing, (html,) = shown(["is absent"])
    assert standing == "standing: False"
    assert "<b>1 problem in the data.</b> No build stands yet." in html


def test_very_many_problems_are_cut_with_the_way_to_the_rest(shown):
    _, (html,) = shown(["is absent"] * (MOST_SHOWN + 7))
    assert html.count("<li>") == MOST_SHOWN
    assert "and 7 more: <code>python -m etl check</code>" in html
