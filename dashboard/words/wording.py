"""Numbers, periods and names as they are written, one way everywhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

MINUS = "\u2212"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August")
MONTHS += ("September", "October", "November", "December")


@dataclass(frozen=True)
class Unit:
    """How a unit is written: in a subtitle, at the top tick, around a number in prose."""

    code: str
    name: str
    axis: str | None
    prefix: str | None
    suffix: str | None


def number(value: float, decimals: int) -> str:
    """A number with a true minus and thousands set off by commas, as in the charts: −1,234.5."""
    text = f"{abs(value):,.{decimals}f}"
    negative = value < 0 and float(f"{abs(value):.{decimals}f}") != 0
    return f"{MINUS}{text}" if negative else text


def quantity(value: float, unit: Unit, decimals: int) -> str:
    """A number with its unit as prose writes it: €3.1 bn, −€3.1 bn, 2.05 per cent, 1 meeting."""
    shown = number(value, decimals)
    size = shown.removeprefix(MINUS)
    noun = singular(unit.suffix) if unit.suffix and size == "1" else unit.suffix
    sign = MINUS if size != shown else ""
    return f"{sign}{unit.prefix or ''}{size}" + (f" {noun}" if noun else "")


def singular(words: str) -> str:
    """Counted things as one of them: meeting, country, mention per 10,000 words."""
    first, *rest = words.split(" ")
    if words == "percentage points":
        return "percentage point"
    if first.endswith("ies"):
        first = f"{first[:-3]}y"
    return " ".join([first.removesuffix("s"), *rest])


def ordinal(rank: int) -> str:
    """A place in an order: 1st, 2nd, 11th."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{'th' if rank % 100 in {11, 12, 13} else ending}"


def day(value: date) -> str:
    """A day as prose writes it: 4 August 2026."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def period(text: str) -> str:
    """An ISO period as prose writes it: June 2024, 17 June 2024, second half of 2024."""
    if "/" in text:
        first, last = text.split("/")
        return _interval(first, last)
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text):
        return f"{int(match[3])} {MONTHS[int(match[2]) - 1]} {match[1]}"
    if match := re.fullmatch(r"(\d{4})-(\d\d)", text):
        return f"{MONTHS[int(match[2]) - 1]} {match[1]}"
    if match := re.fullmatch(r"(\d{4})-Q(\d)", text):
        return f"quarter {match[2]} of {match[1]}"
    if match := re.fullmatch(r"(\d{4})-H(\d)", text):
        return f"{'first' if match[2] == '1' else 'second'} half of {match[1]}"
    return text


def when(text: str, preposition: str = "in") -> str:
    """An ISO period as an adverb: in June 2024, on 17 June 2024, from May to June 2024."""
    said = period(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return f"{'on' if preposition == 'in' else preposition} {said}"
    if "/" in text and " to " in said:
        return f"{'from' if preposition == 'in' else preposition} {said}"
    the = "the " if re.fullmatch(r"\d{4}-H\d", text) else ""
    return f"{preposition} {the}{said}"


def _interval(first: str, last: str) -> str:
    """Parts of one year are written short: January to April 2026."""
    start, end = period(first), period(last)
    if start == end:
        return start
    if first[:4] == last[:4] and start.endswith(f" {first[:4]}"):
        start = start.removesuffix(f" {first[:4]}")
    return f"{start} to {end}"


def listed(names: Sequence[str]) -> str:
    """Names as prose lists them: A, B and C."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def capital(words: str) -> str:
    """Words as they begin a sentence or a title."""
    return f"{words[:1].upper()}{words[1:]}"


def joined(*sentences: str) -> str:
    """Sentences one after the other, without the empty ones."""
    return " ".join(filter(None, sentences))


def counted(count: int, noun: str, many: str = "") -> str:
    """How many of something, in the number that the count asks for: 1 figure, 1,200 figures."""
    return f"{count:,} {noun if count == 1 else many or f'{noun}s'}"
