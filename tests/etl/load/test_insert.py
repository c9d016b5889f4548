import duckdb

from etl.load.insert import as_json, insert


def test_records_may_name_different_columns():
    with duckdb.connect() as con:
        con.execute("create table t (a integer, b varchar, c double)")
        insert(con, "t", [{"a": 1}, {"a": 2, "b": "x"}, {"c": 0.5}])
        insert(con, "t", [])
        rows = con.execute("from t").fetchall()
    assert rows == [(1, None, None), (2, "x", None), (None, None, 0.5)]


def test_json_keeps_letters_and_writes_days_as_text():
    assert as_json({"a": "é"}) == '{"a": "é"}'
