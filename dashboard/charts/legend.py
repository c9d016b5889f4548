"""The key over a chart whose shapes need words: where each entry stands."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.charts import text

SHAPE, SPACE, LEAD = 17, 18, 18  # pixels: of a shape with its gap, between entries, of a line


@dataclass(frozen=True)
class LegendEntry:
    """One shape with its words, in pixels from the top left of the chart; no code, no shape."""

    code: str
    words: str
    left: float
    top: float

    @property
    def start(self) -> float:
        """Return where the words begin."""
        return self.left + (SHAPE if self.code else 0)


def entries(key: tuple[tuple[str, str], ...], wide: float, size: float) -> list[LegendEntry]:
    """Return the key in as few lines as the width allows; an entry is cut rather than broken."""
    found: list[LegendEntry] = []
    left = top = 0.0
    for code, words in key:
        shape = SHAPE if code else 0
        shown = text.shorten(words, wide - shape, size)
        need = shape + text.width(shown, size)
        if left and left + need > wide:
            left, top = 0.0, top + LEAD
        found.append(LegendEntry(code, shown, left, top))
        left += need + SPACE
    return found


def height(key: tuple[tuple[str, str], ...], wide: float, size: float) -> int:
    """Return the pixels that the key needs."""
    return max((int(entry.top) + LEAD for entry in entries(key, wide, size)), default=0)
