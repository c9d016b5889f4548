import pytest

from etl.build.steps import data_problems

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
    return data_problems(data)


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


def test_a_part_may_be_less_than_its_whole_but_not_more(data):
    assert found(data, PARTS + "at_most = true\n") == []
    turned = 'parts = ["sample_aid_total"]\nwhole = "sample_aid_military"\nat_most = true\n'
    row = line(data, "sample_aid_military,DEU,UKR,2024-01,1.25,sample_r1")
    message = next(p for p in found(data, turned) if p.line == row).message
    assert message.startswith("1.25 is less than its parts, 2.0, though parts give the whole")


@pytest.mark.parametrize(
    ("code", "more", "tally", "problem"),
    [
        ("yes", "", "1", None),
        ("yes", "", "2", "2 is not what is counted, 1"),
        ("no", "", "0", "0 is not what is counted, 1"),
        ("yes", "at_most = true\n", "2", None),
        ("yes", "at_most = true\n", "0", "0 is less than what is counted, 1"),
    ],
)
def test_a_tally_is_what_is_counted_of_its_code(data, code, more, tally, problem):
    book = data / "themes/aid/codebook.toml"
    text = book.read_text("utf-8")
    leaf = text[text.index("[indicators.sample_aid_military]") :].split("\n\n")[0]
    dropped = 'family = "sample_aid"\ndimensions = { aid_type = "military" }\n'
    leaf = leaf.replace("sample_aid_military", "sample_tally").replace(dropped, "")
    book.write_text(f"{text}\n{leaf.rstrip()}\n", "utf-8")
    rows = data / "themes/aid/observations/stances.csv"
    for day, given in (("2024-02", "yes"), ("2024-02", "no")):
        actor = "USA" if given == "yes" else "UKR"
        row = f"sample_stance,{actor},,{day},{given},sample_speech,p,high,c1,\n"
        rows.write_text(rows.read_text("utf-8") + row, "utf-8")
    row = f"sample_tally,USA,,2024-02,{tally},sample_speech,p,high,c1,\n"
    rows.write_text(rows.read_text("utf-8") + row, "utf-8")
    text = f'counted = "sample_stance"\ncode = "{code}"\nwhole = "sample_tally"\n{more}'
    wrong = found(data, text)
    assert len(wrong) == (problem is not None)
    assert problem is None or wrong[0].message.startswith(problem)


def test_without_a_file_nothing_must_add_up(data):
    assert data_problems(data) == []


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
