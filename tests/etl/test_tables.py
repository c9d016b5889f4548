from etl.tables import TABLES, stray


def test_each_table_lists_its_files_in_a_fixed_order(data):
    sources = next(table for table in TABLES if table.name == "source")
    names = [path.relative_to(data).as_posix() for path in sources.files(data)]
    assert names == [
        "sources.csv",
        "votes/sources.csv",
        "themes/aid/sources.csv",
        "themes/trade/sources.csv",
    ]


def test_files_without_a_wildcard_must_be_there(data):
    (data / "actors.csv").unlink()
    (data / "themes/aid/events.csv").unlink()
    lacking = [path.name for table in TABLES for path in table.lacks(data)]
    assert lacking == ["actors.csv"]


def test_a_csv_file_that_no_table_reads_is_stray(data):
    wrong = data / "themes/aid/observation/amounts.csv"
    wrong.parent.mkdir()
    wrong.write_text("x\n")
    (data / "builds").mkdir()
    (data / "builds/dump.csv").write_text("x\n")
    assert list(stray(data, {data / "builds"})) == [wrong]
