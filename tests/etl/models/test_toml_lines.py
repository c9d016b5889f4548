import pytest

from etl.models.toml_lines import line_of, tables

TEXT = """\
title = "x"
"quoted key" = 1
list = [
  "not = a key",
]
text = \"\"\"
hidden = 1
[hidden]
\"\"\"
[one]
key = 1
deep.er = 2   # dotted
[ one . two ]
key = 3
['quoted.name']
key = 4
[[array]]
key = 5
[array.inner]
key = 6
[[array]]
key = 7
[[array.part]]
key = 8
[[array.part]]
key = 9
last = "\u2028"
end = 1
"""


@pytest.mark.parametrize(
    ("location", "line"),
    [
        (("title",), 1),
        (("quoted key",), 2),
        (("list", 0), 3),
        (("not",), 1),
        (("hidden",), 1),
        (("one",), 10),
        (("one", "key"), 11),
        (("one", "deep", "er"), 12),
        (("one", "two", "key"), 14),
        (("one", "absent", "x"), 10),
        (("quoted.name", "key"), 16),
        (("array", 0, "key"), 18),
        (("array", 0, "inner", "key"), 20),
        (("array", 1, "key"), 22),
        (("array", 1, "part", 0, "key"), 24),
        (("array", 1, "part", 1, "key"), 26),
        (("array", 1, "part", 1, "end"), 28),
        (("array", 7, "key"), 1),
        (("absent",), 1),
        ((), 1),
    ],
)
def test_a_key_is_found_on_its_line(location, line):
    assert line_of(TEXT, location) == line


def test_the_tables_below_a_name_are_listed_also_in_broken_text():
    assert list(tables("[a.b]\nx = = 1\n[a.'c d']\n[b.c]\n", "a")) == ["b", "c d"]
