import pytest

from etl.models.codebook import read_codebooks

AID = "themes/aid/codebook.toml"
TRADE = "themes/trade/codebook.toml"
FAULTS = [
    (AID, 'chart = "tile"', 'chart = "pie"', "indicators.sample_stance.chart", "Input should be"),
    (AID, "decimals = 0", "decimals = 9", "indicators.sample_stance.decimals", "less than"),
    (AID, 'reads_as = "', 'read_as = "', "indicators.sample_aid_total.read_as", "Extra inputs"),
    (AID, "maximum = 50", 'maximum = "50"', "indicators.sample_aid_total.maximum", "valid number"),
    (AID, "maximum = 50", "maximum = inf", "indicators.sample_aid_total.maximum", "finite"),
    (AID, "position = 91", "position = 92", "position", "is taken by"),
    (AID, "position = 91", "position = 9999999999", "position", "less than"),
    (AID, "check_every_days = 90", "check_every_days = 0", "check_every_days", "greater than"),
    (
        AID,
        'dimensions = { aid_type = "military" }',
        'dimensions = { aid_type = "total" }',
        "indicators.sample_aid_military.dimensions",
        "same cut as 'sample_aid_total'",
    ),
    (
        AID,
        'dimensions = { aid_type = "military" }',
        'dimensions = { aid_type = "arms" }',
        "indicators.sample_aid_military.dimensions",
        "'arms' is not a code of dimension 'aid_type'",
    ),
    (
        AID,
        'dimensions = { aid_type = "military" }',
        'dimensions = { kind = "military" }',
        "indicators.sample_aid_military.dimensions",
        "must name exactly the family's dimensions: aid_type",
    ),
    (
        AID,
        'dimensions = ["aid_type"]',
        'dimensions = ["aid_type", "colour"]',
        "families.sample_aid.dimensions",
        "'colour' is not declared",
    ),
    (
        AID,
        'default = "sample_aid_total"',
        'default = "sample_stance"',
        "families.sample_aid.default",
        "'sample_stance' is no leaf",
    ),
    (
        AID,
        'title = "Stance on aid"',
        'title = "Stance on aid"\nfamily = "stances"',
        "indicators.sample_stance.dimensions",
        "family 'stances' is not declared",
    ),
    (
        AID,
        'title = "Stance on aid"',
        'title = "Stance on aid"\ndimensions = { aid_type = "total" }',
        "indicators.sample_stance.dimensions",
        "dimensions without a family",
    ),
    (
        TRADE,
        "[indicators.sample_trade_window]",
        "[indicators.sample_stance]",
        "indicators.sample_stance",
        "also a name among the indicators of theme 'aid'",
    ),
    (
        TRADE,
        "[indicators.sample_trade_window]",
        "[indicators.sample_aid]",
        "indicators.sample_aid",
        "also a name among the families of theme 'aid'",
    ),
]
AGREEMENTS = [
    ('codes = { yes = "In favour", no = "Against" }', "", "unit 'code' and a table of codes"),
    ('procedure = ["Read the statement.", "Take the first code that fits."]', "", "procedure"),
    ('codes = { yes = "In favour"', 'codes = { withheld = "x"', "the name of a reason"),
]


def test_the_codebooks_of_all_themes_are_read(data):
    books, problems = read_codebooks(data)
    assert problems == []
    assert list(books) == ["aid", "trade"]
    assert books["aid"].model.indicators["sample_aid_total"].maximum == 50


@pytest.mark.parametrize(("name", "old", "new", "field", "part"), FAULTS)
def test_a_fault_is_one_problem_with_its_line(data, replace, name, old, new, field, part):
    line = replace(name, old, new)
    _, (problem, *_) = read_codebooks(data)
    assert problem.field == field
    assert part in problem.message
    text = (data / name).read_text("utf-8").split("\n")
    assert problem.file == f"data/{name}" or "is taken by" in part
    if problem.file == f"data/{name}":
        assert problem.line == line or text[problem.line - 1].startswith(("[ind", "dimensions"))


@pytest.mark.parametrize(("old", "new", "part"), AGREEMENTS)
def test_parts_of_an_indicator_must_agree(data, replace, old, new, part):
    replace(AID, old, new)
    _, problems = read_codebooks(data)
    assert [(p.field, p.line) for p in problems] == [("indicators.sample_stance", 49)]
    assert part in problems[0].message


def test_bounds_must_not_be_swapped(data, replace):
    replace(AID, "minimum = 0\nmaximum = 50", "minimum = 51\nmaximum = 50")
    _, (problem,) = read_codebooks(data)
    assert "minimum is above maximum" in problem.message


def test_the_other_leaves_of_a_faulty_codebook_stay_known(data, replace):
    replace(AID, 'chart = "tile"', 'chart = "pie"')
    replace(AID, "position = 91\n", "")
    books, problems = read_codebooks(data)
    assert len(problems) == 2
    assert set(books["aid"].model.indicators) == {"sample_aid_total", "sample_aid_military"}


def test_a_theme_without_a_codebook_is_a_problem(data):
    (data / AID).unlink()
    books, (problem,) = read_codebooks(data)
    assert str(problem) == f"data/{AID}:1: file: is missing (write it)"
    assert list(books) == ["trade"]
