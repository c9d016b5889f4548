"""A CSV opens in a spreadsheet and in pandas as it is, and reads back as the rows."""

import io
import json

import pandas as pd
import pytest

from dashboard.figure.exhibit import exhibit_figure
from dashboard.figure.files import MARK, about_bytes, csv_bytes, file_of, records_csv
from dashboard.figure.panels import drawn
from dashboard.store.lens import Lens

HEAD = ("Title", "Subtitle", "Source: a, b", "As of 1 May 2026.", "Build b, figure f")


@pytest.fixture(scope="module")
def rows(database, found):
    """The rows of a chart: words, numbers, days, gaps."""
    return drawn(database, found.exhibits["ukraine_aid_monthly"], Lens(), False).rows


def test_pandas_reads_the_file_back_without_being_told_anything(rows):
    read = pd.read_csv(io.BytesIO(csv_bytes(rows)))
    assert read.columns.tolist() == rows.columns.tolist()
    for name in rows:
        gaps = rows[name].isna() | (rows[name].astype(str) == "")
        assert (read[name].isna() == gaps).all(), name
        held, came = rows.loc[~gaps, name], read.loc[~gaps.to_numpy(), name]
        if pd.api.types.is_datetime64_any_dtype(held):
            came = pd.to_datetime(came)
        assert held.tolist() == came.tolist(), name


@pytest.mark.parametrize("words", ["the author’s “reset”", "Köln, Łódź", 'a "b",\nc'])
def test_letters_are_marked_as_utf_8_for_spreadsheets(words):
    for content in (csv_bytes(pd.DataFrame({"a": [words]})), records_csv([{"a": words}])):
        assert content.decode().count(MARK) == 1
        assert content.decode().startswith(MARK + "a\n")
        assert pd.read_csv(io.BytesIO(content))["a"].tolist() == [words]


def test_what_the_csv_holds_stands_beside_it(rows):
    about = json.loads(about_bytes("name", rows, HEAD))
    assert tuple(said for key, said in about.items() if key.startswith("dc:")) == HEAD
    assert about["url"] == "name.csv"
    assert [one["name"] for one in about["tableSchema"]["columns"]] == rows.columns.tolist()


def test_a_file_follows_the_filter_and_every_row_has_its_source(context, database, found):
    exhibit = found.exhibits["ukraine_aid_monthly"]
    for chosen in ({}, {"actors": ("DEU",), "start": "2024"}):
        here = context(**chosen)
        figure = exhibit_figure(here, exhibit, drawn(database, exhibit, here.lens, False))
        body = pd.read_csv(io.BytesIO(file_of(here, figure, "csv")))
        assert body[["source", "locator", "licence"]].notna().all(axis=None)
        assert (set(body["actor"]) == {"DEU"}) is bool(chosen)
        assert (body["period"].min() >= "2024") is bool(chosen)


def test_files_of_a_phone_are_wide(context, database, found):
    exhibit = found.exhibits["ukraine_aid_monthly"]
    files = []
    for narrow in (False, True):
        here = context(narrow=narrow)
        figure = exhibit_figure(here, exhibit, drawn(database, exhibit, here.lens, narrow))
        files.append(file_of(here, figure, "svg"))
    assert files[0] == files[1]
