"""Colours, dashes and marker shapes: the one table (tokens.json) for both themes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import altair as alt

TOKENS = json.loads(Path(__file__).with_name("tokens.json").read_text(encoding="utf-8"))
ACTORS = tuple(TOKENS["actors"])
NEUTRAL = ("ink", "ink2", "ink3", "ctx", "mark", "rule", "grid", "band", "wash", "paper")
TONES = ACTORS + NEUTRAL
SPARE = ("mark", "ink2", "ink3")  # for actors without a colour; told apart by dash and marker
PAPER = "var(--paper)"


def variable(tone: str) -> str:
    """Return the CSS variable that holds a tone's colour in the page's theme."""
    return f"var(--a-{tone.lower()})" if tone in ACTORS else f"var(--{tone})"


def tone(role: str, focus: bool) -> str:
    """Return the tone of a role: context figures are grey, unknown roles ink."""
    if not focus:
        return "ctx"
    return role if role in TONES else "ink"


def text_tone(name: str) -> str:
    """Return the tone of a label: context grey is too pale for words."""
    return "ink2" if name == "ctx" else name


def _range(key: str, other: Any, spare: dict[str, Any]) -> list[Any]:  # noqa: ANN401
    return [
        TOKENS["actors"][name][key] if name in ACTORS else spare.get(name, other) for name in TONES
    ]


def colour_scale() -> alt.Scale:
    """Return the scale from tones to CSS variables."""
    return alt.Scale(domain=list(TONES), range=[variable(name) for name in TONES])


def dash_scale() -> alt.Scale:
    """Return the scale from tones to dashes."""
    return alt.Scale(
        domain=list(TONES), range=_range("dash", [1, 0], {"ink2": [8, 3], "ink3": [2, 3]})
    )


def shape_scale() -> alt.Scale:
    """Return the scale from tones to marker shapes."""
    return alt.Scale(
        domain=list(TONES),
        range=_range("marker", "circle", {"ink2": "square", "ink3": "triangle-up"}),
    )


def hexes(theme: str) -> dict[str, str]:
    """Return the colour of every CSS variable in the light or the dark theme."""
    plain = {variable(name): value for name, value in TOKENS[theme].items()}
    return plain | {variable(code): row[theme] for code, row in TOKENS["actors"].items()}


def resolve(text: str, theme: str) -> str:
    """Return the text with every colour variable replaced by the theme's colour."""
    table = hexes(theme)
    return re.sub(r"var\(--[a-z0-9-]+\)", lambda found: table[found.group()], text)


def css() -> str:
    """Return the variables as one CSS block that follows the page's colour scheme."""
    light, dark = hexes("light"), hexes("dark")
    lines = [f"  {key[4:-1]}: light-dark({light[key]}, {dark[key]});" for key in light]
    return ":root {\n" + "\n".join(lines) + "\n}\n"
