import pytest

from etl.build import problems

AMOUNTS = "themes/aid/observations/amounts.csv"
HEAD = """
[[identity]]
name = "parts give the whole"
tolerance = 0.01
"""
PARTS = 'parts = ["sample_aid_military"]\nwhole = "sample_aid_total"\n'
ACTORS = 'indicator = "sample_aid_total"\nactors = ["USA"]\nwhole_actor = "DEU"\n'


def found(data, text):
    (data / "identities.toml").write_text(HEAD + text, "utf-8")
    return problems(data)


def line(data, start):
    text = (data / AMOUNTS).read_text("utf-8").splitlines()
    return next(n for n, row in enumerate(text, 1) if row.startswith(start))


def test_parts_that_do_not_give_the_whole_are_named_at_the_line_of_the_whole(data):
    wrong = found(data, PARTS)
    row = line(data, "sample_aid_total,DEU,UKR,2024-01,2,sample_r1")
    first = next(p for p in wrong if p.line == row)
    assert (first.file, first.field) == (f"data/{AMOUNTS}", "value")
    assert "2 is not the sum of its parts, 1.25" in first.message


def test_an_exception_excuses_its_cell_in_every_edition(data):
    cell = '{{ actor = "{}", period = "2024-01", reason = "a sample" }}'
    cells = ", ".join(cell.format(actor) for actor in ("DEU", "USA"))
    assert found(data, f"{PARTS}exceptions = [{cells}]\n") == []


def test_differences_below_the_floor_are_rounding(data):
    assert found(data, PARTS + "floor = 2\n") == []


def test_actors_that_do_not_give_the_whole_are_found(data):
    wrong = found(data, ACTORS)
    row = line(data, "sample_aid_total,DEU,UKR,2024-01,2,sample_r1")
    assert next(p for p in wrong if p.line == row).message.startswith("2 is not the sum")


def test_without_a_file_nothing_must_add_up(data):
    assert problems(data) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('parts = ["nothing"]\nwhole = "sample_aid_total"\n', "'nothing' is in no codebook"),
        (PARTS + ACTORS, "name parts and whole, or indicator"),
        ("", "name parts and whole, or indicator"),
        (PARTS + "sum = 1\n", "Extra inputs are not permitted"),
    ],
)
def test_a_faulty_identity_is_a_problem_with_its_line(data, text, message):
    wrong = found(data, text)
    assert any(message in p.message and p.file.endswith("identities.toml") for p in wrong)
    assert all(p.line > 1 for p in wrong)
