import duckdb
import pytest

from etl.stage.votes import stage_votes


@pytest.fixture
def staged(data, tmp_path):
    def run(content=None):
        if content is not None:
            (data / "votes/votes.csv").write_bytes(content)
        with duckdb.connect() as con:
            problems = stage_votes(con, data, tmp_path)
            votes = con.execute("from staged_vote order by all").fetchall()
            rows = con.execute("select id, line from staged_vote_row order by all").fetchall()
        return votes, [(p.line, p.message.split(" (")[0]) for p in problems], rows

    return run


def test_each_cell_becomes_a_vote_and_empty_cells_none(staged):
    votes, problems, rows = staged()
    assert problems == []
    assert len(votes) == 9
    assert ("1990-01-02-001", "RUS", "A", 2) in votes
    assert rows == [("1990-01-02-001", 2), ("1990-01-02-002", 3)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "is empty"),
        (b"id\nr1\n", "must be 'id' and then one column per member, named by its code"),
        (b"CHN,id\nY,r1\n", "must be 'id' and then one column per member, named by its code"),
        (b"id,CHN,\nr1,Y,\n", "must be 'id' and then one column per member, named by its code"),
        (b"id,CHN,chn\nr1,Y,N\n", "must be 'id' and then one column per member, named by its code"),
        (b"id,CHN,CHN\nr1,Y,N\n", "column 'CHN' stands twice"),
    ],
)
def test_a_wrong_header_is_a_problem(staged, content, expected):
    votes, problems, rows = staged(content)
    assert (1, expected) in problems
    assert votes == []
    assert rows == [(None, 1)]


def test_damaged_rows_are_named_and_the_others_keep_their_line(staged):
    votes, problems, rows = staged(b'\xef\xbb\xbfid,CHN\nr1,"Y\n\nr3,N\n')
    assert [line for line, _ in problems] == [2, 3]
    assert votes == [("r3", "CHN", "N", 4)]
    assert rows == [("r3", 4)]


def test_a_missing_file_is_a_problem(staged, data):
    (data / "votes/votes.csv").unlink()
    assert staged()[1] == [(1, "is missing")]
