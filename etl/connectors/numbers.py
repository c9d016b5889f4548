"""Numbers as publishers write them, exactly, and as observations hold them."""

import math
import re
from decimal import Decimal

PLAIN = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?", re.ASCII)
COMMA = re.compile(r"[-+]?\d{1,3}(\.\d{3})*,\d+|[-+]?\d+,\d+", re.ASCII)


def number(cell: object) -> Decimal:
    """The exact number of a cell; raises ValueError with what is wrong."""
    if isinstance(cell, bool) or cell is None:
        raise ValueError(f"{cell!r} is no number")
    if isinstance(cell, int | float):
        if not math.isfinite(cell):
            raise ValueError(f"{cell!r} is no number")
        return Decimal(repr(cell))
    text = str(cell).strip()
    if PLAIN.fullmatch(text):
        return Decimal(text)
    if COMMA.fullmatch(text):
        raise ValueError(f"'{text}' has a decimal comma (has the publisher changed the format?)")
    raise ValueError(f"'{text}' is no number")


def plain(value: Decimal, places: int) -> str:
    """The number rounded as Python's round does, without exponent, without needless zeros."""
    text = f"{round(float(value), places):.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
