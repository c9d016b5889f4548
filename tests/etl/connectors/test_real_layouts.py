"""What publishers' real documents hold beside figures: gaps, former states, marks, more columns."""

import csv
import io

import pytest

from etl.connectors.model import RefusedError
from etl.connectors.reading import folded
from etl.connectors.register import CONNECTORS
from etl.problems import DataProblemsError
from tests.etl.connectors.samples import SAMPLES, rows, sample, workbook

SIPRI, TROOPS, CREA, CENSUS = (CONNECTORS[n] for n in ("sipri", "troopdata", "crea", "census"))
YEARS = [str(year) for year in range(1989, 2026)]
BOOK = "SIPRI-Milex-data.xlsx"
FORMER = ("Czechoslovakia", "German Democratic Republic", "Yugoslavia", "USSR", "Yemen, North")
DOLLARS, SHARE = ("Constant (2024) US$", "Current US$"), "Share of GDP"


def milex(names=("Russia", "United States of America"), cells=None, further=(), drop=None):
    """A workbook of made-up figures; `cells` has those of (sheet, name, year) that differ."""
    cells, years = cells or {}, [year for year in YEARS if year != drop]

    def line(sheet, name, least):
        found = (cells.get((sheet, name, y), str(least + int(y) - 1989)) for y in years)
        return [name, "", "§4", *found]

    head = ["Country", "", "Notes", *years]
    sheets = {s: [["note"]] * 5 + [head] + [line(s, n, 1000) for n in names] for s in DOLLARS}
    sheets[SHARE] = [["note"]] * 5 + [head] + [line(SHARE, n, 0.02) for n in names]
    regions = [[*line("Regional totals", n, 2000), "3", "", "Cuba"] for n in ("World", "Europe")]
    regions += [line("Regional totals", "sub-Saharan Africa", 20)]
    sheets["Regional totals"] = [["Region"], head + list(further), *regions]
    return {BOOK: workbook(sheets)}


def values(found, indicator):
    """By actor and period."""
    return {(actor, period): v for name, actor, _, period, v in found if name == indicator}


def test_a_workbook_as_it_is_published_is_read_without_faults(read):
    names = ("COTE D’IVOIRE", "Côte d'Ivoire*", "Türkiye", *FORMER, "United States of America")
    further = ["2025 (current prices)", "", "Omitted countries"]
    (found, _), reading = read(SIPRI, milex(names[1:], further=further), bounded=False)
    assert reading.faults == []
    (note,) = reading.notes
    assert note.endswith("columns that nobody reads: '2025 (current prices)', 'Omitted countries'")
    actors = {actor for _, actor, *_ in found}
    assert actors == {"CIV", "TUR", "USA", "WORLD", "EUR_SIPRI"}
    assert folded(names[0]) == folded(names[1])


def test_an_unknown_name_still_stops_the_run(read):
    _, reading = read(SIPRI, milex(("Ruritania", "USSR")), bounded=False)
    assert {f.message.split(" (")[0] for f in reading.faults} == {"'Ruritania' is no actor"}


@pytest.mark.parametrize("zero", ["0", "0.0", "-0.0", "0.0004"])
def test_a_zero_without_a_rate_is_no_zero(zero, read):
    """Of Russia in 1990 and 1992 there are dollars of 2024 and a share of GDP, but no rate."""
    false = {("Current US$", "Russia", year): zero for year in ("1990", "1992")}
    false[SHARE, "Russia", "1991"] = "..."
    (found, _), _ = read(SIPRI, milex(cells=false), bounded=False)
    for name in ("military_expenditure_current_usd", "military_expenditure_usd_current_sipri"):
        dollars = values(found, name)
        assert {("RUS", "1990"), ("RUS", "1992")}.isdisjoint(dollars)
        assert ("RUS", "1991") in dollars
    assert ("RUS", "1990") in values(found, "military_expenditure_pct_gdp")


def test_a_zero_in_all_sheets_is_one(read):
    true = {(sheet, "Iceland", "2000"): "0" for sheet in (*DOLLARS, SHARE)}
    names = ("Iceland", "United States of America")
    (found, _), _ = read(SIPRI, milex(names, cells=true), bounded=False)
    assert values(found, "military_expenditure_current_usd")["ISL", "2000"] == "0"


@pytest.mark.parametrize(
    ("further", "drop", "words"),
    [
        (["2026e"], None, "'2026e' is a column of a year that is not read"),
        (["Twenty"], "2020", "expected a column of 2020 in sheet 'Constant (2024) US$'"),
    ],
)
def test_a_year_that_lost_its_column_stops_the_run(further, drop, words, read):
    try:
        _, reading = read(SIPRI, milex(further=further, drop=drop), bounded=False)
        said = "\n".join(map(str, reading.faults))
    except RefusedError as error:
        said = str(error)
    assert words in said


def test_all_sheets_end_with_one_year(read):
    short = {
        ("Current US$", name, "2025"): "..." for name in ("Russia", "United States of America")
    }
    with pytest.raises(RefusedError, match="one last year in all sheets, found 2024 and 2025"):
        read(SIPRI, milex(cells=short), bounded=False)


def reports(*given):
    """Reports of (host, year, month, soldiers), in the columns that are read."""
    stream = io.StringIO()
    csv.writer(stream).writerows([("iso3c", "year", "month", "troops_ad"), *given])
    return {"troopdata-rebuild-reports.csv": stream.getvalue().encode()}


AUTUMN = [("USA", 2022, "September", 1000000), ("DEU", 2022, "September", 36000)]
AUTUMN += [("ITA", 2022, "September", 12000)]
NEXT = [(host, 2023, "December", count) for host, _, _, count in AUTUMN]


@pytest.mark.parametrize(
    "winter",
    [
        [],  # the United States alone
        [("DEU", "NA"), ("ITA", "NA")],
        [("DEU", 0), ("ITA", 0)],
        [("ITA", 12000)],  # the largest host is missing
        [("DEU", 0), ("ITA", 12000)],
        [("FRA", 70)],
    ],
    ids=str,
)
@pytest.mark.parametrize("later", [[], NEXT], ids=["newest", "between"])
def test_a_report_that_lists_no_host_or_lacks_the_largest_is_none(winter, later, read):
    cut = [("USA", 2022, "December", 1000000)]
    cut += [(host, 2022, "December", count) for host, count in winter]
    (found, _), reading = read(TROOPS, reports(*AUTUMN, *cut, *later), bounded=False)
    assert reading.faults == []
    assert values(found, "us_troops_active_duty_allies")["USA", "2022"] == "48000"
    quarters = values(found, "us_troops_active_duty_allies_quarterly")
    assert quarters["USA", "2022-Q3"] == "48000"
    assert not any(period == "2022-Q4" for _, _, _, period, _ in found)
    (note,) = reading.notes
    assert note.startswith("the report 2022-Q4 is left out, it lacks Allies")


def test_a_small_host_may_be_left_out_or_have_none(read):
    given = [*AUTUMN, ("LUX", 2022, "September", 20), ("ISL", 2022, "September", 2)]
    given += [("DEU", 2022, "December", 35000), ("ITA", 2022, "December", 12000)]
    given += [("ISL", 2022, "December", 0)]
    (found, _), reading = read(TROOPS, reports(*given), bounded=False)
    assert values(found, "us_troops_active_duty_allies")["USA", "2022"] == "47000"
    assert reading.notes == {}


@pytest.mark.parametrize("count", ["-5", "12.5", "1,200", "36000*", "n/a"])
def test_soldiers_are_whole_numbers(count, read):
    _, reading = read(TROOPS, reports(*AUTUMN, ("FRA", 2022, "September", count)), bounded=False)
    (fault,) = reading.faults
    assert (fault.line, fault.field) == (5, "troops_ad")
    assert f"'{count}' " in fault.message


MORE = "destination_regions,pricing_scenario,pricing_scenario_name,version,value_usd"


def test_more_columns_of_an_interface_are_named_once(read):
    given = {}
    for document in ("all_fossil_fuels.csv", "crude_oil.csv"):
        head, *lines = sample(CREA, document).decode().splitlines()
        more = [f"{line},['Asia'],default,Default,v2,1.0" for line in lines]
        given[document] = "\n".join([f"{head},{MORE}", *more]).encode()
    _, reading = read(CREA, given)
    ((message, documents),) = reading.notes.items()
    assert message == f"has columns that nobody reads: {MORE.replace(',', ', ')}"
    assert documents == list(given)


def test_a_column_that_breaks_figures_down_stops_the_run(read):
    """Two scenarios in the place of one: each figure comes twice."""
    given = {name: sample(CREA, name) for name in ("all_fossil_fuels.csv", "crude_oil.csv")}
    head, *lines = given["crude_oil.csv"].decode().splitlines()
    more = [f"{line},default" for line in lines] + [f"{line}7,low" for line in lines]
    changed = "\n".join([f"{head},pricing_scenario", *more]).encode()
    with pytest.raises(DataProblemsError) as caught:
        read(CREA, given | {"crude_oil.csv": changed})
    assert sum("comes twice, as " in str(p) for p in caught.value.problems) == len(lines)


@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("rest", ["", "\n\n", ",,,,,\n,,,,,\n"], ids=["cut", "blank", "commas"])
def test_marks_line_ends_and_blank_rows_change_nothing(mark, end, rest, read):
    given = {name: sample(CREA, name) for name in ("all_fossil_fuels.csv", "crude_oil.csv")}
    straight, _ = read(CREA, given)
    text = given["crude_oil.csv"].decode() + rest
    changed = (mark + text.replace("\n", end)).encode()
    assert read(CREA, given | {"crude_oil.csv": changed})[0] == straight


@pytest.mark.parametrize(
    "cell",
    [
        "..",
        "n/a",
        "xxx",
        ". .",
        "-",
        "4000000000 b",
        "4,000,000,000",
        "4 000 000 000",
        "1e",
        "#N/A",
    ],
)
def test_a_cell_that_is_no_number_is_named_with_its_place(cell, read):
    given = {name: sample(CREA, name) for name in ("all_fossil_fuels.csv", "crude_oil.csv")}
    lines = given["crude_oil.csv"].decode().splitlines()
    lines[2] = lines[2].rsplit(",", 1)[0] + f',"{cell}"'
    _, reading = read(CREA, given | {"crude_oil.csv": "\n".join(lines).encode()}, bounded=False)
    (fault,) = reading.faults
    assert fault.file.endswith("crude_oil.csv")
    assert (fault.line, fault.field) == (3, "value_eur")
    assert cell in fault.message


def test_a_document_in_another_encoding_is_named(read):
    given = {name: sample(CREA, name) for name in ("all_fossil_fuels.csv", "crude_oil.csv")}
    text = given["crude_oil.csv"].decode().replace("India", "Türkiye")
    for encoding in ("latin-1", "utf-16"):
        with pytest.raises(RefusedError, match=r"expected CSV in UTF-8, found"):
            read(CREA, given | {"crude_oil.csv": text.encode(encoding)})


def country(change):
    """The sample of the Census with the row of China in the last year changed."""
    lines = rows((SAMPLES / "census" / "country.xlsx.sheets" / "country.csv").read_text())
    head, at = lines[0], {name: n for n, name in enumerate(lines[0])}
    (line,) = (row for row in lines if row[at["CTY_CODE"]] == "5700" and row[0] == "2023")
    for name in head[3:]:
        line[at[name]] = change(name, line[at[name]])
    return {"country.xlsx": workbook({"country": lines})}


def test_months_to_come_may_be_empty_as_well_as_zero(read):
    zero, _ = read(CENSUS, country(lambda _, cell: cell))
    empty, _ = read(CENSUS, country(lambda _, cell: "" if float(cell) == 0 else cell))
    assert empty == zero


def test_a_month_that_is_out_and_empty_is_named(read):
    _, reading = read(CENSUS, country(lambda n, c: "" if n == "EJAN" else c), bounded=False)
    (fault,) = reading.faults
    assert fault.field == "EJAN"
    assert "no number up to 2023-01" in fault.message
