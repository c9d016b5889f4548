"""HTML as templates, in which every text is escaped: `render` fills one, the others are pieces."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from dashboard.words.readings import READINGS

ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    auto_reload=False,
    undefined=StrictUndefined,
    finalize=lambda value: "" if value is None else value,
    trim_blocks=True,
    lstrip_blocks=True,
)
ENVIRONMENT.globals["readings"] = READINGS
MACROS = {name: ENVIRONMENT.get_template(name).module for name in ENVIRONMENT.list_templates()}
"""What each template defines, compiled when the first page starts."""


def render(template: str, macro: str, *values: object, **named: object) -> Markup:
    """One macro of a template as HTML; texts among the values are escaped, Markup stands."""
    return getattr(MACROS[template], macro)(*values, **named)


framed = partial(render, "pieces.j2", "framed")
"""A table of finished bodies in its box, from its name, heads and the columns of words."""
shape = partial(render, "pieces.j2", "shape")
"""The shape of a reading, `drawn` in the edition; the word beside it says the same."""
shaped = partial(render, "pieces.j2", "shaped")
"""Shape and word of a reading, kept together."""


def text(value: object) -> Markup:
    """A value as safe HTML text; empty for None."""
    return escape(str(value)) if value is not None else Markup("")


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Pieces of HTML as one; texts among them are escaped, and empty ones left out."""
    return Markup(escape(between)).join(part for part in parts if part)


def rows(pairs: Iterable[tuple[str, str]], kind: str = "") -> Markup:
    """Names and HTML values as a description list of a class; empty values are left out."""
    return render("pieces.j2", "rows", [(name, Markup(value)) for name, value in pairs], kind)


def disclosure(name: str, result: str, body: str) -> Markup:
    """A disclosure whose closed line already says the result; `body` is HTML."""
    return render("pieces.j2", "fold", name, result, Markup(body))


def table(
    heads: Sequence[str],
    body: Iterable[Sequence[str]],
    words: Sequence[int] = (),
    name: str = "Table",
) -> Markup:
    """A table of HTML cells; `words` are the columns set left, the others are numbers.

    `name` tells it apart from the other tables of a page. Cells are not put together by the
    template: a table of 400 rows would take ten times as long.
    """
    kinds = ['<td class="t">' if place in words else "<td>" for place in range(len(heads))]
    lines = (
        "".join(f"{kind}{cell}</td>" for kind, cell in zip(kinds, line, strict=True))
        for line in body
    )
    inner = "".join(f"<tr>{line}</tr>" for line in lines)
    return framed(name, heads, words, Markup(f"<tbody>{inner}</tbody>"))
