from etl.problems import DataProblemsError, Problem


def test_a_problem_reads_as_file_line_field_and_message():
    assert str(Problem("data/x.csv", 5, "actor", "is empty")) == "data/x.csv:5: actor: is empty"


def test_a_problem_is_one_printable_line_of_bounded_length():
    text = str(Problem("f", 1, "value", "'\x1b[31m\u2028\x00' " + "9" * 5000))
    assert text.isprintable()
    assert "\\x1b[31m\\u2028\\x00" in text
    assert len(text) < 450


def test_problems_sort_by_file_and_line():
    problems = [Problem("b", 1, "x", "m"), Problem("a", 10, "x", "m"), Problem("a", 9, "y", "m")]
    assert [(p.file, p.line) for p in sorted(problems)] == [("a", 9), ("a", 10), ("b", 1)]
    assert str(DataProblemsError(problems)) == "3 problem(s) in the data"
