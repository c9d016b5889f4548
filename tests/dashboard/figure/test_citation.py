"""Citations hold what they cite, and data in them cannot become markup."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figure.citation import Citation, bibtex, forms, markdown, plain
from tests.poison import POISON

ADDRESS = "https://example.org/figure?figure=a:b:-:2024:c&build=x"


def cited(title="China – Russia, 2024: 244.8", data="Pew, p. 3", address=ADDRESS, key="a:b"):
    return Citation(key, title, "An article", "b1", "figure a:b", date(2025, 1, 2), data, address)


def test_the_forms_are_written_so():
    assert plain(cited()) == (
        "“China – Russia, 2024: 244.8”, Alignment Indicators: evidence edition of “An article”, "
        f"build b1, figure a:b, as of 2 January 2025. Data: Pew, p. 3. {ADDRESS}"
    )
    assert markdown(cited()).startswith(
        f"[“China – Russia, 2024: 244.8”](<{ADDRESS}>), Alignment Indicators: "
    )
    assert bibtex(cited()) == (
        "@misc{a:b,\n"
        "  title = {China – Russia, 2024: 244.8},\n"
        "  howpublished = {Alignment Indicators: evidence edition of “An article”, build b1},\n"
        "  year = {2025},\n"
        "  note = {figure a:b. Data: Pew, p. 3. As of 2025-01-02},\n"
        f"  url = {{{ADDRESS}}}\n"
        "}"
    )
    assert [name for name, _ in forms(cited())] == ["Text", "Markdown", "BibTeX"]


def unescaped(said):
    """What is left of Markdown when escaped signs are taken out."""
    return re.sub(r"\\[!-/:-@\[-`{-~]", "", said)


@given(st.text(), st.text())
def test_markdown_finds_no_markup_in_data(title, data):
    said = markdown(cited(title, data))
    left = unescaped(said)
    assert "\n" not in said
    assert left.count("[") == left.count("](<") == left.count(">)") == 1
    assert not re.search(r"[*`#!|\\$~_{}&]", left.replace(ADDRESS, ""))
    assert left.replace(ADDRESS, "").count("://") == 0
    assert left.count("<") == 1


@given(st.text(), st.text(), st.text())
def test_bibtex_has_balanced_braces_and_one_field_a_line(title, data, key):
    entry = bibtex(cited(title, data, key=key))
    depth = 0
    for sign in entry.replace(r"\{", "").replace(r"\}", ""):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    names = [line.split(" = ")[0].strip() for line in entry.split("\n")[1:-1]]
    assert names == ["title", "howpublished", "year", "note", "url"]
    assert not re.search(r"(?<!\\)[$&#%_]", entry.split("\n  url")[0].split("\n", 1)[1])


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "", "//evil", " x"])
def test_only_a_web_address_is_a_link(address):
    said = markdown(cited(address=address))
    assert "](" not in unescaped(said)
    assert "url = " not in bibtex(cited(address=address))


def test_an_address_cannot_leave_its_brackets():
    said = markdown(cited(address='https://x.org/>)[y](javascript:1)"'))
    assert unescaped(said).count("](<") == 1
    assert unescaped(said).count(">") == 1
    assert bibtex(cited(address="https://x.org/}{")).endswith("url = {https://x.org/%7D%7B}\n}")


def test_the_poison_stays_text():
    said = markdown(cited(POISON, POISON))
    assert "](javascript" not in unescaped(said)
    assert "<img" not in unescaped(said)
    assert POISON in plain(cited(POISON))
