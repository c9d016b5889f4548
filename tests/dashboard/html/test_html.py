"""Whatever a template is given stays text; shapes of readings are known to every style sheet."""

import inspect
from dataclasses import is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from justhtml import JustHTML
from markupsafe import Markup

import dashboard
from dashboard import html
from dashboard.claim.parts import ClaimParts
from dashboard.store.ledger import ledger
from dashboard.words.readings import READINGS
from tests.poison import POISON

HOSTILE = f"{POISON} {{{{ 7 * 7 }}}} {{% raw %}} {{# &amp; #}} </title></p>"
READING = "mixed"
TITLE = "<title>.</title>"
OWN = {"metadata": {"script"}, "key": {"i"}, "bar": {"i"}}
"""Elements of a macro's own that elsewhere only a hostile text would make."""
PAIRS = [(HOSTILE, HOSTILE)]
SHEETS = ("style.css", "pages/article/article.css", "edition/edition.css")


def hostile(value):
    """A value with hostile words in place of all its texts but the codes of readings."""
    if isinstance(value, str):
        return value if value in READINGS else HOSTILE
    if is_dataclass(value):
        return SimpleNamespace(**{name: hostile(own) for name, own in vars(value).items()})
    if isinstance(value, list | tuple) or inspect.isgenerator(value):
        return [hostile(one) for one in value]
    return value


@pytest.fixture(scope="module")
def claim(database, found):
    """Everything said of a claim, hostile."""
    parts = ClaimParts(found, ledger(database), found.claims["c10"])
    names = ["claim", *(name for name in dir(ClaimParts) if not name.startswith("_"))]
    return SimpleNamespace(**{name: hostile(getattr(parts, name)) for name in names})


def given(claim):
    """By template and macro, what it is called with."""
    sources = (HOSTILE, [(HOSTILE, 1, HOSTILE)])
    article = dict.fromkeys(("title", "reading_time", "author_note", "published_note"), HOSTILE)
    build = {"id": HOSTILE, "counts": {"observation": 1, "source": 1, "roll_call": 1}}
    stretches = [[(HOSTILE, "c", True), (HOSTILE, "c", False), (HOSTILE, "", True)]]
    found = SimpleNamespace(id=HOSTILE, heading=HOSTILE, number=1)
    exhibit = SimpleNamespace(id=HOSTILE, title=HOSTILE, subtitle=HOSTILE, question=HOSTILE)
    evidence = SimpleNamespace(text=HOSTILE, licence=HOSTILE)
    card = SimpleNamespace(head=HOSTILE, big=HOSTILE, small=HOSTILE, blocks=HOSTILE)
    fault = SimpleNamespace(status=HOSTILE, fault=HOSTILE, mend=HOSTILE)
    documents = [(HOSTILE,) * 4]
    row = dict.fromkeys(("id", "git_revision", "inputs_hash"), HOSTILE)
    row |= {"built_at": datetime(2026, 1, 2, tzinfo=UTC)}
    span = {"section": "s", "exact": HOSTILE, "reason": HOSTILE}
    return {
        "about.j2": {
            "overview": ([(claim, claim)], HOSTILE),
            "meanings": ({HOSTILE: HOSTILE}, HOSTILE, HOSTILE),
            "left_out": ([span], {"s": found}),
            "licence": (HOSTILE,),
            "cite": (HOSTILE, found, HOSTILE),
            "build": (row, HOSTILE, HOSTILE, HOSTILE),
        },
        "article.j2": {
            "head": (article, HOSTILE, HOSTILE, 1, [(READING, HOSTILE)], HOSTILE),
            "meanings": ({HOSTILE: HOSTILE},),
        },
        "claim.j2": {
            "alone": (READING,),
            "head": (claim,),
            "tail": (claim, True, HOSTILE, sources),
            "ruled": (claim, False, sources),
            "paragraphs": (HOSTILE, (HOSTILE, PAIRS)),
            "grid": (HOSTILE, [HOSTILE, "Reads"], [(HOSTILE, READING)], True, 1),
            "statement": (claim, HOSTILE, PAIRS, sources),
        },
        "edition.j2": {
            "page": (HOSTILE, build, PAIRS, Markup(TITLE), HOSTILE, HOSTILE, HOSTILE),
            "section": (found, stretches, {"c": claim}, HOSTILE, HOSTILE),
            "mark": (HOSTILE, claim, True),
            "sources": (documents, documents),
            "listed": (documents, 1),
            "metadata": ({"og:title": HOSTILE}, HOSTILE, HOSTILE, "#here", HOSTILE, HOSTILE, ""),
            "ahead": (1, [HOSTILE]),
            "room": (),
            "drawn": (HOSTILE, HOSTILE, HOSTILE),
        },
        "figure.j2": {
            "source": (evidence, HOSTILE, HOSTILE, HOSTILE),
            "events": ([HOSTILE],),
            "toolbar": (HOSTILE, [HOSTILE], [HOSTILE]),
            "exhibit": (1, exhibit, HOSTILE, [found], HOSTILE),
            "group": (HOSTILE, [(HOSTILE,) * 4], ""),
            "read_in": (HOSTILE, 1, HOSTILE),
            "card": (HOSTILE, card, PAIRS, [HOSTILE]),
            "lines": ([HOSTILE],),
            "resting": (HOSTILE, [HOSTILE]),
            "correction": (fault, HOSTILE, HOSTILE, HOSTILE, HOSTILE),
            "corrections": ([HOSTILE],),
            "mend": (HOSTILE, HOSTILE),
        },
        "page.j2": {
            "title": (HOSTILE,) * 5,
            "heading": (HOSTILE, HOSTILE, HOSTILE, 2, HOSTILE),
            "message": (HOSTILE,) * 3,
            "column_head": (HOSTILE,),
            "items": ([HOSTILE], HOSTILE, "ol"),
            "ways": ([HOSTILE],),
            "banner": (HOSTILE, HOSTILE, HOSTILE, True),
            "since": (HOSTILE,) * 5,
            "foot": (HOSTILE, HOSTILE, HOSTILE, HOSTILE, [HOSTILE]),
            "to_mend": ([HOSTILE, HOSTILE], 1),
            "pasted": ([HOSTILE, HOSTILE], 1),
            "stick": (1, HOSTILE),
            "further": ([HOSTILE],),
            "plate": (HOSTILE, exhibit, HOSTILE),
            "steps": (1, {HOSTILE: HOSTILE, f"{HOSTILE} off": ""}),
            "key": ({HOSTILE: HOSTILE},),
            "over": (HOSTILE,),
            "nothing": (HOSTILE,),
            "to_fill": (HOSTILE, HOSTILE),
            "entry": (exhibit, [HOSTILE], HOSTILE),
            "contents": ({HOSTILE: HOSTILE},),
            "bar": (HOSTILE, HOSTILE),
        },
        "pieces.j2": {
            "rows": (PAIRS,),
            "row": (HOSTILE, HOSTILE),
            "fold": (HOSTILE, HOSTILE, HOSTILE, HOSTILE),
            "framed": (HOSTILE, [HOSTILE], (0,), HOSTILE),
            "shape": (READING, True),
            "shaped": (READING,),
            "symbols": (),
        },
    }


def test_hostile_texts_stay_text_in_every_template(claim):
    calls = given(claim)
    assert calls.keys() == html.MACROS.keys()
    for template, macros in calls.items():
        own = {name for name in vars(html.MACROS[template]) if not name.startswith("_")}
        assert macros.keys() == own
        for name, values in macros.items():
            made = html.render(template, name, *values)
            page = made if name == "page" else f"<!DOCTYPE html><html>{TITLE}<body>{made}</body>"
            tree = JustHTML(page, strict=True, sanitize=False)
            told = tree.to_text(separator="", strip=False)
            assert (HOSTILE in told) == (
                name not in {"alone", "room", "shape", "shaped", "symbols"}
            )
            assert "49" not in told
            for node in tree.query("*"):
                assert node.name not in {"img", "script", "i"} - OWN.get(name, set())
                for attribute, value in (node.attrs or {}).items():
                    assert not attribute.startswith("on")
                    assert attribute != "href" or (value or "").startswith(("#", "./"))


def test_pieces_take_html_only_where_they_say_so():
    cell = "<b>1</b>"
    assert html.rows([(HOSTILE, cell), ("Empty", "")]).count("<dt>") == 1
    for made in (
        html.rows([(HOSTILE, cell)]),
        html.disclosure(HOSTILE, HOSTILE, cell),
        html.table([HOSTILE], [[cell]], name=HOSTILE),
    ):
        assert cell in made
        assert "<img" not in made
        assert isinstance(made, Markup)
    assert html.text(Markup(cell)) == "&lt;b&gt;1&lt;/b&gt;"
    assert html.text(None) == ""


def test_cells_of_words_and_of_numbers_are_told_apart():
    made = html.table(["Who", "How many"], [["A", "1"]], words=(0,))
    assert '<td class="t">A</td><td>1</td>' in made
    with pytest.raises(ValueError, match="shorter"):
        html.table(["Who", "How many"], [["A"]])


def test_every_reading_has_a_shape_of_its_own_which_the_style_sheets_know():
    folder = Path(dashboard.__file__).parent
    page, *links = [(folder / name).read_text("utf-8") for name in SHEETS]
    marks = [reading.mark for reading in READINGS.values()]
    assert len({*marks}) == len({reading.strokes for reading in READINGS.values()}) == 5
    for mark in marks:
        assert f".mk.{mark} {{" in page
        assert mark == "con" or all(f".cl.{mark}" in sheet for sheet in links)
