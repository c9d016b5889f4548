"""Words and numbers on charts: formats, measured widths, line breaks."""

from __future__ import annotations

import json
import math
import re
from functools import lru_cache
from pathlib import Path

MINUS = "\u2212"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNKNOWN = 1.0  # a glyph our font lacks comes from another font: count a full em


def _advances() -> dict[int, dict[str, float]]:
    table = json.loads(Path(__file__).with_name("advances.json").read_text(encoding="utf-8"))
    return {
        weight: {
            char: value / 1000
            for char, value in zip(table["characters"], table[str(weight)], strict=True)
        }
        for weight in (400, 600)
    }


_ADVANCES = _advances()


def number(value: float, decimals: int) -> str:
    """Return the number as drawn: grouped by comma, with a true minus, never minus zero."""
    if not math.isfinite(value):
        return ""
    text = f"{value:,.{decimals}f}"
    negative = text.startswith("-") and any(char in "123456789" for char in text)
    return (MINUS if negative else "") + text.lstrip("-")


@lru_cache(maxsize=4096)
def width(text: str, size: float, weight: int = 400) -> float:
    """Return the width in pixels of the widest line, from the font's own advances."""
    table = _ADVANCES[600 if weight > 500 else 400]
    return max(sum(table.get(char, _UNKNOWN) for char in line) * size for line in text.split("\n"))


def shorten(text: str, room: float, size: float, weight: int = 400) -> str:
    """Return the text, cut with an ellipsis where it is wider than the room."""
    if width(text, size, weight) <= room:
        return text
    while text and width(text + "…", size, weight) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def wrap(text: str, room: float, size: float, weight: int = 400, lines: int = 2) -> list[str]:
    """Return the text broken at spaces into at most so many lines, the last one cut if need be."""
    out: list[str] = []
    words = text.split()
    while words and len(out) < lines - 1:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size, weight) <= room:
            line = f"{line} {words.pop(0)}"
        out.append(shorten(line, room, size, weight))
    if words:
        out.append(shorten(" ".join(words), room, size, weight))
    return out


def period(iso: str) -> str:
    """Return a period as a reader writes it: Oct 2024, Q3 2024, 17 Jun 2024, 2020–2024."""
    if "/" in iso:
        return "–".join(period(part) for part in iso.split("/", 1))
    found = re.fullmatch(r"(\d{4})(?:-(?:([HQ]\d)|(\d{2})(?:-(\d{2}))?))?", iso)
    if not found:
        return iso
    year, part, month, day = found.groups()
    name = MONTHS[(int(month) - 1) % 12] if month else part
    return " ".join(bit for bit in (day and str(int(day)), name, year) if bit)
