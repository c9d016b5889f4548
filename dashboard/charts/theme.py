"""The Altair theme: paper, ink and hairlines."""

from __future__ import annotations

from typing import Any

import altair as alt

FAMILY = "Public Sans"
CONFIG: dict[str, Any] = {
    "font": FAMILY,
    "background": "transparent",
    "view": {"stroke": None},
    "text": {"font": FAMILY, "fontSize": 11.5, "color": "var(--ink2)"},
}


@alt.theme.register("edition", enable=False)
def edition() -> alt.theme.ThemeConfig:
    """Return the theme's configuration."""
    return {"config": CONFIG}  # pyright: ignore[reportReturnType]
