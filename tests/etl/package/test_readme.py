import pytest

from etl.package.licences import Source, facts_only
from etl.package.readme import _cell


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b", "a \\| b"),
        ("<script>x</script>", "\\<script\\>x\\</script\\>"),
        ("[x](javascript:1)", "\\[x\\](javascript:1)"),
        ("one\ntwo", "one two"),
        ("50% of GDP", "50% of GDP"),
    ],
)
def test_markup_in_a_cell_stays_text(text, shown):
    assert _cell(text) == shown


def source(publisher, redistributable, figures):
    rest = {"title": "t", "url": "https://example.org", "published": None, "licence": "l"}
    counts = {"figures": figures, "events": 0, "roll_calls": 0}
    return Source(publisher, publisher, redistributable=redistributable, **rest, **counts)


def test_publishers_of_facts_only_are_added_up_most_first():
    found = [
        source("a", "no", 1),
        source("b", "no", 3),
        source("a", "no", 1),
        source("c", "yes", 9),
    ]
    assert facts_only(found) == [("b", "l", 3), ("a", "l", 2)]
