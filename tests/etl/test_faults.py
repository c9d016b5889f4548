"""Faults of every kind, each alone and all at once: every one is named, nothing is published."""

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from etl.build.steps import data_problems, problems
from etl.paths import DATA
from tests.built import build_once

SAMPLE = Path(__file__).parents[1] / "fixtures" / "data"
OBSERVATIONS = "themes/aid/observations"
HEADER = b"indicator,actor,partner,period,value,source,locator,confidence,coder,note\n"
SOUND = b"sample_aid_total,DEU,UKR,1999-01,1,sample_r2,p. 1,high,c1,\n"
COLUMNS = HEADER.decode().strip().split(",")

# What a row of observations can get wrong: the cells that differ, the field named, the message.
CELLS = [
    ({"indicator": "sample_aid_totl"}, "indicator", "is in no codebook"),
    ({"indicator": "sample_trade_share"}, "indicator", "belongs to theme 'trade'"),
    ({"indicator": ""}, "indicator", "is empty"),
    ({"actor": "USSA"}, "actor", "is not in actors.csv"),
    ({"actor": ""}, "actor", "is empty"),
    ({"partner": "Ukraine"}, "partner", "is not in actors.csv"),
    ({"actor": " DEU"}, "actor", "has spaces around it"),
    ({"period": "Jun-26"}, "period", "did a spreadsheet rewrite it?"),
    ({"period": "01/06/2024"}, "period", "did a spreadsheet rewrite it?"),
    ({"period": "45444"}, "period", "a day number of a spreadsheet?"),
    ({"period": "2024-6"}, "period", "a leading zero is lost?"),
    ({"period": "2024-13"}, "period", "write it so"),
    ({"period": "2023-02-29"}, "period", "write it so"),
    ({"period": "2024-06/2024-01"}, "period", "must run forwards"),
    ({"period": "2024.0"}, "period", "added decimals"),
    ({"period": "2019"}, "period", "has frequency Y, the indicator M"),
    ({"period": "2019-01/2019-03"}, "period", "has frequency W, the indicator M"),
    ({"period": ""}, "period", "is empty"),
    ({"period": "2099-01"}, "period", "begins in the future"),
    ({"value": "1,5"}, "value", "has a decimal comma"),
    ({"value": "1,234"}, "value", "has thousands separators"),
    ({"value": "1,234,567.8"}, "value", "has thousands separators"),
    ({"value": "1 234"}, "value", "has thousands separators"),
    ({"value": "007"}, "value", "begins with a zero"),
    ({"value": "2024-01-05"}, "value", "is a date"),
    ({"value": "5-Jan"}, "value", "is a date"),
    ({"value": "12%"}, "value", "carries a unit"),
    ({"value": "€12"}, "value", "carries a unit"),
    ({"value": "1.2E+05"}, "value", "scientific notation"),
    ({"value": "n/a"}, "value", "is no value"),
    ({"value": "NaN"}, "value", "is no value"),
    ({"value": "inf"}, "value", "is no value"),
    ({"value": "9" * 400, "note": "n"}, "value", "is not a plain number"),
    ({"value": "#REF!"}, "value", "is a spreadsheet error"),
    ({"value": "#DIV/0!"}, "value", "is a spreadsheet error"),
    ({"value": "#####"}, "value", "is a spreadsheet error"),
    ({"value": "#NV"}, "value", "is a spreadsheet error"),
    ({"value": "#BEZUG!"}, "value", "is a spreadsheet error"),
    ({"value": "#¡REF!"}, "value", "is a spreadsheet error"),
    ({"value": "#ЗНАЧ!"}, "value", "is a spreadsheet error"),
    ({"value": "Err:502"}, "value", "is a spreadsheet error"),
    ({"value": "#"}, "value", "is not a plain number"),
    ({"value": "#1"}, "value", "is not a plain number"),
    ({"value": "#wert"}, "value", "is not a plain number"),
    ({"note": "#NOMBRE?"}, "note", "is a spreadsheet error"),
    ({"indicator": "sample_stance", "value": "#NV"}, "value", "is a spreadsheet error"),
    ({"indicator": "sample_stance", "value": "#no"}, "value", "is not a code of sample_stance"),
    ({"value": "=A1*2"}, "value", "is not a plain number"),
    ({"value": "lots"}, "value", "is not a plain number"),
    ({"value": "51"}, "value", "lies outside 0.0 to 50.0"),
    ({"value": "-0.5"}, "value", "lies outside 0.0 to 50.0"),
    ({"indicator": "sample_stance", "value": "maybe"}, "value", "is not a code of sample_stance"),
    ({"indicator": "sample_stance", "value": "5"}, "value", "is not a code of sample_stance"),
    ({"value": ""}, "value", "a source without a value"),
    ({"source": ""}, "source", "a value without a source"),
    ({"locator": ""}, "locator", "a value without a locator"),
    ({"source": "sample_r9"}, "source", "is in no sources.csv"),
    ({"confidence": "sure"}, "confidence", "is not high, medium or low"),
    ({"confidence": ""}, "confidence", "is empty"),
    ({"coder": "Coder 1"}, "coder", "is not a coder's short name"),
]
LINES = [
    (b"sample_aid_total,DEU,UKR,1980-01,1,5,sample_r2,p. 1,high,c1,\n", "line", "has 11 cells"),
    (b"sample_aid_total,DEU,UKR,1980-02,1,sample_r2,p. 1,high,c1\n", "line", "has 9 cells"),
    (b"\n", "line", "is blank"),
    (b",,,,,,,,,\n", "line", "is blank"),
    (HEADER, "line", "is the header line again"),
    (b'sample_aid_total,DEU,UKR,1980-03,1,sample_r2,"p. 1,high,c1,\n', "line", "without its"),
    (b'sample_aid_total,DEU,UKR,1980-03,1,sample_r2,"p. "1,high,c1,\n', "line", "inside a quoted"),
    (b"sample_aid_total,DEU,UKR,1980-04,1,sample_r2,p.\x00 1,high,c1,\n", "line", "NUL"),
    (
        b"sample_aid_total,DEU,UKR,1980-05,1,sample_r2,\xa7 1,high,c1,\n",
        "line",
        "0xa7 is not UTF-8",
    ),
    (b"sample_aid_total,DEU,UKR,1980-06,1,sample_r2,p.\r 1,high,c1,\n", "line", "CR"),
]
DUPLICATE = b"sample_aid_total,DEU,UKR,2024-01,3,sample_r1,p. 9,high,c1,\n"
# Files of their own: content, line, field, message.
FILES = [
    ((HEADER + SOUND).decode().encode("utf-16"), 1, "file", "is UTF-16 (save it as UTF-8)"),
    (HEADER + SOUND.removesuffix(b"\n"), 2, "file", "is the file cut off?"),
    (b"", 1, "file", "is empty"),
    (HEADER.replace(b"note", b"remark") + SOUND, 1, "remark", "unknown column"),
    (HEADER.replace(b"note", b"remark") + SOUND, 1, "note", "column is missing"),
    (HEADER.replace(b"note", b"coder") + SOUND, 1, "coder", "stands twice in the header"),
    (HEADER.replace(b",", b";"), 1, "header", "not separated by commas"),
]
# Rows at the end of the other files.
SOURCE = ",Office,Title,https://example.org,,2024,2024-09-01,CC BY,yes,office,"
OTHERS = [
    ("actors.csv", "usa,x,x,state,,", "code", "is not a code of capitals"),
    ("actors.csv", "ZZA,x,x,state,pink,", "colour", "is no colour role"),
    ("actors.csv", "ZZB,x,x,aggregate,,", "definition", "an aggregate without a definition"),
    ("actors.csv", "USA,x,x,state,,", "code", "'USA' stands twice"),
    ("actors.csv", "ZZC,,x,state,,", "name", "is empty"),
    ("units.csv", "pct,x,,,", "code", "'pct' stands twice"),
    ("groupings.csv", "G7,XXX,1999-01-01,,{cited},p", "actor", "is not in actors.csv"),
    ("groupings.csv", "G99,USA,1999,,{cited},p", "since", "is not a day"),
    ("groupings.csv", "G98,USA,1999-01-01,1998-01-01,{cited},p", "until", "lies before"),
    ("groupings.csv", "NATO,USA,1999-01-01,,{cited},p", "since", "USA is in NATO already"),
    ("groupings.csv", "G97,USA,1999-01-01,,nobody,p", "source", "is in no sources.csv"),
    ("themes/trade/sources.csv", f"sample_r1{SOURCE}", "id", "sources.csv:2 already"),
    ("sources.csv", f"Sample R1{SOURCE}", "id", "is not a short name"),
    ("sources.csv", f"zz_1{SOURCE}".replace("https:", "ftp:"), "url", "does not begin with http"),
    ("sources.csv", f"zz_2{SOURCE}".replace(",2024,", ",spring,"), "published", "is not 2025"),
    ("sources.csv", f"zz_3{SOURCE}".replace(",2024,", ",2098,"), "published", "in the future"),
    (
        "sources.csv",
        f"zz_4{SOURCE}".replace("2024-09-01", "2097-01-01"),
        "accessed",
        "in the future",
    ),
    ("sources.csv", f"zz_5{SOURCE}".replace("2024-09-01", "2024-09"), "accessed", "is not a day"),
    ("sources.csv", f"zz_6{SOURCE}".replace("2024-09-01", "2023-09-01"), "accessed", "lies before"),
    ("sources.csv", f"zz_7{SOURCE}".replace(",2024,", ",,"), "published", "say in the note why"),
    ("sources.csv", f"zz_8{SOURCE}".replace(",yes,", ",maybe,"), "redistributable", "is not yes"),
    ("themes/aid/events.csv", "e1,2024,USA,t,T,,sample_r2,p,high", "date", "is not 2024-06"),
    ("themes/aid/events.csv", "e2,2096-01,USA,t,T,,sample_r2,p,high", "date", "in the future"),
    ("themes/aid/events.csv", "e3,2024-01,USA;XXX,t,T,,sample_r2,p,high", "actors", "'XXX' is not"),
    (
        "themes/aid/events.csv",
        "e4,2024-01,USA,t,T,,nobody,p,high",
        "source",
        "is in no sources.csv",
    ),
    ("themes/aid/events.csv", "e5,2024-01,USA,t,T,,sample_r2,p,sure", "confidence", "is not high"),
    ("themes/aid/events.csv", "sample_pause,2024-01,USA,t,T,,sample_r2,p,high", "id", "twice"),
    (
        "votes/roll_calls.csv",
        "r8,1990-02-30,44" + "," * 16 + "{cited},p,",
        "date",
        "not a past day",
    ),
    (
        "votes/roll_calls.csv",
        "r9,1990-01-02,4x" + "," * 16 + "{cited},p,",
        "session",
        "not the number",
    ),
    ("votes/roll_calls.csv", "r7,1990-01-02,44,,,,,,2" + "," * 10 + "{cited},p,", "me", "not 1, 0"),
    ("coding/codes.csv", "sample_tone,1,s01,c1,x,yes,2024-09-01,", "rule", "has no rule 1"),
    ("coding/codes.csv", "sample_kind,1,s01,c1,x,yes,2024-09-01,", "unit", "is coded twice by c1"),
    ("coding/codes.csv", "sample_kind,1,s09,c1,x,maybe,2024-09-01,", "blind", "is not yes or no"),
    ("coding/codes.csv", "sample_kind,1,s08,c1,x,yes,spring,", "coded_on", "is not a day"),
    ("coding/codes.csv", "sample_warmth,1,s09,c1,hot,yes,2024-09-01,", "code", "in the ranking"),
    (
        "corrections.csv",
        "f9,aid,sample_aid_total,USA 2023-02,ours,f,m,open,,2024-09-02",
        "figures",
        "touches no figure of",
    ),
    (
        "corrections.csv",
        "f9,aid,vote,* 1990,ours,f,m,open,,2024-09-02",
        "figures",
        "touches no vote",
    ),
    (
        "corrections.csv",
        "f9,aid,vote,USA 1890,ours,f,m,open,,2024-09-02",
        "figures",
        "touches no vote",
    ),
    ("votes/vote_notes.csv", "nothing,USA,suspect,,n", "roll_call", "is not in roll_calls.csv"),
    ("votes/vote_notes.csv", "{roll_call},XXX,suspect,,n", "actor", "is not in actors.csv"),
]
ALSO = {  # rows that break a second rule as well
    "cited by no row": ("sources.csv", "id", "is cited by no row"),
    "has no row": ("votes/roll_calls.csv", "id", "has no row in votes.csv"),
}
CLAIM = """
[[claim]]
id = "{id}"
number = {number}
section = "{section}"
title = "t"
exact = "{exact}"
kind = "trend"
testable = "yes"
exhibits = [{exhibits}]
coder = "c1"
coded_on = 2024-09-01
no_rule = "n"
"""


class Faults:
    """Breaks a copy of the data in one place after another and keeps what should be reported."""

    def __init__(self, data):
        self.data = data
        self.expected = []
        self.month = 0
        self.cited = (data / "sources.csv").read_text("utf-8").split("\n")[1].split(",")[0]
        votes = (data / "votes/roll_calls.csv").read_text("utf-8")
        self.roll_call = votes.split("\n")[1].split(",")[0]

    def expect(self, name, line, field, part):
        self.expected.append((f"data/{name}", line, field, part))

    def append(self, name, content, field, part):
        path = self.data / name
        before = path.read_bytes()
        assert before.endswith(b"\n")
        path.write_bytes(before + content)
        self.expect(name, before.count(b"\n") + 1, field, part)

    def cells(self, changes, field, part):
        self.month += 1
        period = f"{1950 + self.month // 12}-{self.month % 12 + 1:02d}"
        row = dict(zip(COLUMNS, SOUND.decode().strip().split(","), strict=True))
        cells = row | {"period": period} | changes
        quoted = ('"' + cell + '"' if "," in cell else cell for cell in cells.values())
        text = ",".join(quoted) + "\n"
        self.append(f"{OBSERVATIONS}/amounts.csv", text.encode(), field, part)

    def file(self, number, content, line, field, part):
        name = f"{OBSERVATIONS}/extra_{number}.csv"
        (self.data / name).write_bytes(
            content.replace(b"1999-01", f"1998-{number + 1:02d}".encode())
        )
        self.expect(name, line, field, part)

    def other(self, name, row, field, part):
        text = row.format(cited=self.cited, roll_call=self.roll_call) + "\n"
        self.append(name, text.encode(), field, part)

    def toml(self, name, text, *marks):
        """Append TOML; each fault is expected on the line of its mark."""
        path = self.data / name
        before = path.read_text("utf-8")
        path.write_text(before + text, "utf-8")
        for mark, field, part in marks:
            line = before.count("\n") + text[: text.index(mark)].count("\n") + 1
            self.expect(name, line, field, part)

    def claim(self, number, *marks, **given):
        claims = next(iter(sorted((self.data / "articles").glob("*/claims.toml"))))
        section = claims.read_text("utf-8").split('section = "')[1].split('"')[0]
        facts = {"id": f"zz{number}", "section": section, "exact": "nowhere", "exhibits": ""}
        text = CLAIM.format(**facts | {"number": 900 + number} | given)
        name = claims.relative_to(self.data).as_posix()
        self.toml(name, text, *((field, field, part) for field, part in marks))

    def lines(self):
        """What is reported: file, line, field, message."""
        return [(p.file, p.line, p.field, p.message) for p in problems(self.data)]


def missed(expected, found):
    """The expected problems that were not reported."""
    return [
        (file, line, field, part)
        for file, line, field, part in expected
        if not any(f[:3] == (file, line, field) and part in f[3] for f in found)
    ]


def unexpected(expected, found):
    """The reported problems on lines where no fault was put."""
    places = {(file, line) for file, line, *_ in expected}
    return [problem for problem in found if problem[:2] not in places]


@pytest.fixture
def faults(data):
    return Faults(data)


def test_the_sample_itself_has_no_fault(data):
    assert problems(data) == []


def test_a_faulty_cell_is_one_problem(faults):
    for changes, field, part in CELLS:
        faults.cells(changes, field, part)
    found = faults.lines()
    assert missed(faults.expected, found) == []
    assert unexpected(faults.expected, found) == []
    assert max(Counter(place[:2] for place in found).values()) <= 2


@pytest.mark.parametrize(("content", "field", "part"), LINES)
def test_a_damaged_line_is_one_problem_and_its_neighbours_are_still_checked(
    faults, content, field, part
):
    faults.cells({"value": "before"}, "value", "not a plain number")
    faults.append(f"{OBSERVATIONS}/amounts.csv", content, field, part)
    faults.cells({"value": "behind"}, "value", "not a plain number")
    found = faults.lines()
    assert len(found) == 3, found
    assert missed(faults.expected, found) == []


def test_a_damaged_file_is_named(faults):
    for number, (content, line, field, part) in enumerate(FILES):
        faults.file(number, content, line, field, part)
    found = faults.lines()
    assert missed(faults.expected, found) == []
    assert unexpected(faults.expected, found) == []


def test_a_faulty_row_of_another_file_is_named(faults):
    for name, row, field, part in OTHERS:
        faults.other(name, row, field, part)
    found = faults.lines()
    assert missed(faults.expected, found) == []
    assert unexpected(faults.expected, found) == []
    assert max(Counter(place[:2] for place in found).values()) <= 3


@pytest.mark.parametrize(("path", "field", "part"), ALSO.values(), ids=list(ALSO))
def test_a_row_that_nothing_refers_to_is_an_orphan(faults, path, field, part):
    row = f"zz_9{SOURCE}" if "sources" in path else "r6,1990-01-02,44" + "," * 16 + "{cited},p,"
    faults.other(path, row, field, part)
    assert missed(faults.expected, faults.lines()) == []


def test_the_same_figure_in_another_file_names_the_first_place(faults):
    name = f"{OBSERVATIONS}/zz.csv"
    (faults.data / name).write_bytes(HEADER + DUPLICATE)
    faults.expect(name, 2, "indicator", f"data/{OBSERVATIONS}/amounts.csv:5 (keep one)")
    assert missed(faults.expected, faults.lines()) == []


def test_a_spreadsheet_error_among_votes_is_named(faults, replace):
    line = replace("votes/votes.csv", "N,A,,X", "N,#NV,,X")
    faults.expect("votes/votes.csv", line, "RUS", "'#NV' is not Y, N, A, X or empty")
    assert missed(faults.expected, faults.lines()) == []


def test_a_votes_file_in_utf16_is_one_problem(faults):
    path = faults.data / "votes/votes.csv"
    path.write_text(path.read_text("utf-8"), "utf-16")
    faults.expect("votes/votes.csv", 1, "file", "is UTF-16 (save it as UTF-8)")
    assert missed(faults.expected, faults.lines()) == []
    assert unexpected(faults.expected, faults.lines()) == []


def test_a_folder_that_is_no_id_is_named(faults):
    for name in ("themes/a theme?", "articles/an article"):
        (faults.data / name).mkdir()
        faults.expect(name, 1, "folder", "is no id")
    assert missed(faults.expected, faults.lines()) == []
    assert unexpected(faults.expected, faults.lines()) == []


def test_a_file_that_the_disk_does_not_give_is_named(faults):
    """What is real on Linux: the memory of a process is a file of which no byte can be read."""
    name = f"{OBSERVATIONS}/extra.csv"
    (faults.data / name).symlink_to("/proc/self/mem")
    faults.expect(name, 1, "file", "cannot be read: Input/output error")
    assert missed(faults.expected, faults.lines()) == []
    assert unexpected(faults.expected, faults.lines()) == []


def test_a_vote_of_no_kind_and_a_voter_of_no_country_are_named(faults, replace):
    line = replace("votes/votes.csv", "N,A,,X", "N,a,,X")
    replace("votes/votes.csv", "RUS", "SUN")
    faults.expect("votes/votes.csv", line, "SUN", "'a' is not Y, N, A, X or empty")
    faults.expect("votes/votes.csv", 1, "SUN", "is not in actors.csv")
    assert missed(faults.expected, faults.lines()) == []


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('actors = ["DEU"]', 'actors = ["GER"]', "actors"),
        ('grouping = "NATO"', 'grouping = "OTAN"', "grouping"),
        ('indicators = ["sample_trade_share"]', 'indicators = ["sample_shares"]', "indicators"),
        ('roll_calls = ["1990-01-02-001"]', 'roll_calls = ["1990"]', "roll_calls"),
        ('id = "sample_pause"', 'id = "sample_break"', "events"),
    ],
)
def test_an_exhibit_must_name_what_exists(faults, replace, old, new, field):
    line = replace("articles/sample/exhibits.toml", old, new)
    faults.expect("articles/sample/exhibits.toml", line, field, "(mend it)")
    assert missed(faults.expected, faults.lines()) == []
    assert unexpected(faults.expected, faults.lines()) == []


@pytest.mark.parametrize(
    ("day", "fault"),
    [("2024-08-31", True), ("2024-09-01", True), ("2024-09-02", False), ("2031-01-01", False)],
)
def test_the_next_look_comes_after_the_last(faults, replace, day, fault):
    book = "themes/trade/codebook.toml"
    replace(book, 'caveat = "Invented."', f'caveat = "Invented."\nnext_check = {day}')
    message = f"{day} is no day after the last look, 2024-09-01 (mend one of them)"
    place = (f"data/{book}", 7, "indicators.sample_trade_share.next_check")
    assert faults.lines() == ([(*place, message)] if fault else [])


def test_sections_and_claims_must_name_themes_that_exist(faults, replace):
    line = replace("articles/sample/article.md", 'themes = ["trade"]', 'themes = ["trades"]')
    faults.expect("articles/sample/article.md", line, "themes", "'trades' is no theme folder")
    line = replace("articles/sample/claims.toml", 'themes = ["aid"]', 'themes = ["aids"]')
    faults.expect("articles/sample/claims.toml", line, "themes", "'aids' is no theme folder")
    found = faults.lines()
    assert missed(faults.expected, found) == []
    assert unexpected(faults.expected, found) == []


def test_what_codebooks_and_claims_name_must_exist_and_be_past(faults, replace):
    book = "themes/trade/codebook.toml"
    line = replace(book, "checked = 2024-09-01", "checked = 2095-09-01")
    faults.expect(book, line, "checked", "lies in the future")
    replace(book, "[indicators.sample_trade_window]", "[indicators.sample_trade_part]")
    faults.expect(book, 22, "indicators.sample_trade_part", "has no observation")
    rows = "themes/trade/observations/shares.csv"
    faults.expect(rows, 6, "indicator", "'sample_trade_window' is in no codebook")
    claims = "articles/sample/claims.toml"
    line = replace(claims, 'prefix = "and "\nkind', 'coded_on = 2094-01-01\nprefix = "and "\nkind')
    replace(claims, 'number."\ncoder = "c1"\ncoded_on = 2024-09-01', 'number."\ncoder = "c1"')
    faults.expect(claims, line, "coded_on", "2094-01-01 lies in the future")
    replace("units.csv", "pct,", "percent,")
    faults.expect(book, 7, "indicators.sample_trade_share.unit", "'pct' is not in units.csv")
    faults.expect(book, 22, "indicators.sample_trade_part.unit", "'pct' is not in units.csv")
    text = (faults.data / claims).read_text("utf-8").split("\n")
    for number, content in enumerate(text, 1):
        if content == 'unit = "pct"':
            faults.expect(claims, number, "unit", "'pct' is not in units.csv")
    found = faults.lines()
    assert missed(faults.expected, found) == []
    assert unexpected(faults.expected, found) == []


def inject(faults):
    """Every fault of the tables above, in one copy."""
    for changes, field, part in CELLS:
        faults.cells(changes, field, part)
    for content, field, part in LINES:
        faults.append(f"{OBSERVATIONS}/amounts.csv", content, field, part)
    faults.append(f"{OBSERVATIONS}/amounts.csv", DUPLICATE, "indicator", "the same figure")
    for number, (content, line, field, part) in enumerate(FILES):
        faults.file(number, content, line, field, part)
    coded = "sample_kind" in (faults.data / "coding/variables.csv").read_text("utf-8")
    for name, row, field, part in OTHERS:
        if coded or not name.startswith("coding/"):
            faults.other(name, row, field, part)
    book = "themes/aid/codebook.toml"
    faults.toml(book, "\n[indicators.zz\n", ("[indicators.zz", "file", "Expected ']'"))
    book = "themes/trade/codebook.toml"
    required = ("[families", "families.zz.title", "Field required")
    extra = ("titel", "families.zz.titel", "Extra")
    faults.toml(book, '\n[families.zz]\ntitel = "x"\n', required, extra)
    nowhere = ("exact", "stands 0 times")
    faults.claim(1, nowhere)
    faults.claim(2, ("exact", "lengthen prefix or suffix"), exact="a")
    faults.claim(3, nowhere, ("exhibits", "'zz' is not in exhibits.toml"), exhibits='"zz"')
    faults.claim(4, ("section", "is no section of the article"), section="zz")
    stray = faults.data / "themes/aid/observation.csv"
    stray.write_text("x\n")
    faults.expect("themes/aid/observation.csv", 1, "file", "is read by nobody")


def _stamps(folder):
    """What tells that a file was written to or replaced; the lock is written to by every build."""
    stats = {path.name: path.stat() for path in folder.iterdir() if path.name != "lock"}
    return {name: (stat.st_ino, stat.st_size, stat.st_mtime_ns) for name, stat in stats.items()}


@pytest.fixture
def shipped(tmp_path):
    """A copy of the shipped data with the themes of the sample added."""
    data = tmp_path / "shipped" / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("builds"))
    for theme in ("aid", "trade"):
        shutil.copytree(SAMPLE / "themes" / theme, data / "themes" / theme)
    _, *explained = (SAMPLE / "exceptions.csv").read_text("utf-8").splitlines(keepends=True)
    with (data / "exceptions.csv").open("a", encoding="utf-8") as exceptions:
        exceptions.writelines(explained)
    return data


def test_all_faults_at_once_are_reported_among_the_shipped_data_too(shipped):
    assert data_problems(shipped) == []
    faults = Faults(shipped)
    inject(faults)
    found = faults.lines()
    assert missed(faults.expected, found) == []
    assert unexpected(faults.expected, found) == []


def test_all_faults_at_once_are_reported_in_one_run_and_nothing_is_published(data):
    published = build_once(data)
    before = _stamps(data / "builds")
    content = published.read_bytes()
    faults = Faults(data)
    inject(faults)
    assert len(faults.expected) > 100

    command = [sys.executable, "-m", "etl", "build", "--data", str(data)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "nothing was published" in done.stderr
    found = []
    for line in done.stdout.splitlines():
        file, number, field, message = line.split(":", 3)
        found.append((file, int(number), field.strip(), message.strip()))
    assert missed(faults.expected, found) == []
    assert unexpected(faults.expected, found) == []

    assert _stamps(data / "builds") == before
    assert published.read_bytes() == content
