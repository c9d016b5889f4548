import re
from calendar import monthrange
from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.paths import SQL
from etl.stage.contents import read
from etl.stage.rows import stage
from etl.stage.tables import TABLES

PARSERS = (
    (r"\d{4}", "Y", lambda y: (date(y, 1, 1), date(y, 12, 31))),
    (r"\d{4}-H[12]", "H", lambda y, h: (date(y, 6 * h - 5, 1), end(y, 6 * h))),
    (r"\d{4}-Q[1-4]", "Q", lambda y, q: (date(y, 3 * q - 2, 1), end(y, 3 * q))),
    (r"\d{4}-\d{2}", "M", lambda y, m: (date(y, m, 1), end(y, m))),
    (r"\d{4}-\d{2}-\d{2}", "D", lambda y, m, d: (date(y, m, d), date(y, m, d))),
)


def end(year, month):
    return date(year, month, monthrange(year, month)[1])


def simple(text):
    """An independent reading of one period: frequency, first and last day; None when it is none."""
    for pattern, frequency, bounds in PARSERS:
        if re.fullmatch(pattern, text, re.ASCII):
            numbers = [int(number) for number in re.findall(r"\d+", text)]
            try:
                found = bounds(*numbers)
            except ValueError:
                return None
            return (frequency, *found) if 1800 <= numbers[0] < 2100 else None
    return None


def parsed(text):
    parts = [simple(part) for part in text.split("/")]
    if None in parts or len(parts) > 2:
        return None
    if len(parts) == 1:
        return parts[0]
    (_, start, _), (_, _, stop) = parts
    return ("W", start, stop) if start <= stop else None


PART = st.one_of(
    st.integers(1750, 2150).map(str),
    st.tuples(st.integers(1790, 2110), st.sampled_from("HQ"), st.integers(0, 6)).map(
        lambda p: f"{p[0]}-{p[1]}{p[2]}"
    ),
    st.tuples(st.integers(1790, 2110), st.integers(0, 14)).map(lambda p: f"{p[0]}-{p[1]:02d}"),
    st.tuples(st.integers(1790, 2110), st.integers(0, 13), st.integers(0, 32)).map(
        lambda p: f"{p[0]}-{p[1]:02d}-{p[2]:02d}"
    ),
    st.dates(date(1850, 1, 1), date(2099, 12, 31)).map(str),
    st.text(st.sampled_from("0129-HQ/ T.५"), max_size=11),
)
PERIOD = PART | st.tuples(PART, PART).map("/".join) | st.tuples(PART, PART, PART).map("/".join)


@pytest.fixture(scope="module")
def periods():
    """A function that reads periods as the ETL does."""
    with duckdb.connect() as con:
        for table, columns in {
            "observation": "period",
            "event": "date",
            "source": "id, published, accessed",
            "membership": "since, until",
            "roll_call": "date",
            "indicator": "id, theme, unit, frequency, minimum, maximum, revision",
        }.items():
            listed = ", ".join(f"{name} varchar" for name in columns.split(", "))
            con.execute(f"create temp table staged_{table} ({listed})")
        con.execute("alter table staged_observation add column indicator varchar")
        con.execute("alter table staged_observation add column value varchar")

        def run(texts):
            con.execute("delete from staged_observation")
            con.executemany(
                "insert into staged_observation (period) values (?)", [[t] for t in texts]
            )
            con.execute((SQL / "periods.sql").read_text("utf-8"))
            found = con.execute("from staged_period").fetchall()
            return {text: (frequency, start, stop) for text, frequency, start, stop in found}

        yield run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", ("Y", "2024-01-01", "2024-12-31")),
        ("2024-H2", ("H", "2024-07-01", "2024-12-31")),
        ("2024-Q1", ("Q", "2024-01-01", "2024-03-31")),
        ("2024-02", ("M", "2024-02-01", "2024-02-29")),
        ("2024-02-29", ("D", "2024-02-29", "2024-02-29")),
        ("2024-04/2025-03", ("W", "2024-04-01", "2025-03-31")),
        ("2020/2024", ("W", "2020-01-01", "2024-12-31")),
    ],
)
def test_a_period_bounds_its_days(periods, text, expected):
    frequency, start, stop = periods([text])[text]
    assert (frequency, str(start), str(stop)) == expected


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.lists(PERIOD, min_size=1, max_size=40))
def test_periods_are_read_as_an_independent_parser_reads_them(periods, texts):
    """Parts of an interval are read on their own as well, so only the texts asked for count."""
    found = periods(texts)
    for text in texts:
        assert found.get(text) == parsed(text), text


def test_rows_are_staged_with_file_and_line_and_models_validated(data, tmp_path):
    steps = []
    with duckdb.connect() as con:
        inputs, problems = read(con, data, steps.append, tmp_path)
        row = con.execute(
            "select file, line, number, theme, period_end from staged_figure where value = '1.25'"
        ).fetchall()
    assert problems == []
    assert row == [("data/themes/aid/observations/amounts.csv", 2, 1.25, "aid", date(2024, 1, 31))]
    assert list(inputs.codebooks) == ["aid", "trade"]
    assert [article.slug for article in inputs.articles] == ["sample"]
    assert steps[0] == "reading unit"
    assert steps[-1] == "reading codebooks"


def test_a_source_is_known_when_published_but_no_later_than_read(data, tmp_path):
    with duckdb.connect() as con:
        read(con, data, lambda _: None, tmp_path)
        known = dict(con.execute("select id, known_on from staged_known").fetchall())
    assert known["sample_r1"] == date(2024, 3, 31), "a month counts to its end"
    assert known["sample_r2"] == date(2024, 6, 20)
    assert known["sample_speech"] == date(2024, 9, 1), "no date printed: the day of reading"
    assert known["sample_votes"] == date(2024, 9, 1), "a year that is not over when it is read"
    assert max(known.values()) < date(2024, 9, 1) + timedelta(days=1)


def staged(data, scratch):
    """Every staged row and what the models say, of all that people wrote."""
    with duckdb.connect() as con:
        inputs, problems = read(con, data, lambda _: None, scratch)
        assert problems == []
        names = [
            name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()
        ]
        names = [name for name in names if not name.startswith("chunk")]  # what is read in between
        rows = {name: con.execute(f"from {name} order by all").fetchall() for name in names}
    return rows, inputs


def test_a_byte_order_mark_and_line_ends_of_windows_change_nothing(data, tmp_path):
    before, inputs = staged(data, tmp_path)
    paths = [p for p in data.rglob("*") if p.suffix in (".csv", ".toml", ".md")]
    assert {path.suffix for path in paths} == {".csv", ".toml", ".md"}
    for path in paths:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    after, again = staged(data, tmp_path)
    assert after == before
    assert again == inputs


def test_names_that_look_like_patterns_name_one_file(data, tmp_path):
    """DuckDB reads a[bc]d.csv as a pattern, and would read abd.csv in its place."""
    place = data / "themes/aid/observations"
    rows = (place / "amounts.csv").read_text("utf-8").splitlines()
    (place / "amounts.csv").unlink()
    names = ["a[bc]d", "abd", "x*y", "xzy", "w?", "wz", "50% {a,b}", "it's ü"]
    for number, name in enumerate(names):
        text = "\n".join([rows[0], rows[1 + number % (len(rows) - 1)]]) + "\n"
        (place / f"{name}.csv").write_text(text, "utf-8")
    table = next(table for table in TABLES if table.name == "observation")
    with duckdb.connect() as con:
        con.execute("create temp table staged_missing (file varchar, name varchar)")
        assert stage(con, table, data, tmp_path) == []
        found = con.execute(
            "select file, count(*) from staged_observation"
            " where file like '%/aid/%' and file not like '%stances%' group by all"
        ).fetchall()
    assert sorted(found) == sorted((f"data/themes/aid/observations/{n}.csv", 1) for n in names)
