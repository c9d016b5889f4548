"""The style sheet says what the table of tokens says, and fetches nothing."""

import json
import re
from pathlib import Path

import pytest

import dashboard

HERE = Path(dashboard.__file__).parent
STYLE = (HERE / "style.css").read_text(encoding="utf-8")
TOKENS = json.loads((HERE / "charts" / "tokens.json").read_text(encoding="utf-8"))


def pairs():
    """Return each token with its light and its dark colour."""
    named = [(name, TOKENS["light"][name], TOKENS["dark"][name]) for name in TOKENS["light"]]
    actors = TOKENS["actors"].items()
    return named + [(f"a-{code.lower()}", a["light"], a["dark"]) for code, a in actors]


@pytest.mark.parametrize(("name", "light", "dark"), pairs())
def test_a_colour_is_the_token_s_in_both_themes(name, light, dark):
    assert f"  --{name}: light-dark({light}, {dark});" in STYLE


def test_every_variable_that_is_used_is_defined():
    article = (HERE / "pages" / "article" / "article.css").read_text(encoding="utf-8")
    defined = set(re.findall(r"(--[a-z0-9-]+):", STYLE))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", STYLE + article)) <= defined


def test_the_sheet_survives_streamlit_s_cleaning_of_html():
    assert "<" not in STYLE
    assert STYLE.count("{") == STYLE.count("}")


def test_nothing_is_fetched_from_elsewhere():
    assert "url(" not in STYLE
    assert "@import" not in STYLE
