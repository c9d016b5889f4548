import pytest

from etl.models.article import read_articles

ARTICLE = "articles/sample/article.md"
CLAIMS = "articles/sample/claims.toml"
EXHIBITS = "articles/sample/exhibits.toml"
FAULTS = [
    (ARTICLE, "published = ", "publisht = ", "published", "required"),
    (ARTICLE, 'id = "second"', 'id = "first"', "id", "'first' stands twice"),
    (ARTICLE, "## The Second Section", "## Second Section", "heading", "no section of the front"),
    (ARTICLE, "\n## The First Section", "\nBefore.\n\n## The First Section", "text", "before"),
    (
        CLAIMS,
        "donors give less",
        "donors give fewer",
        "exact",
        "stands 0 times in section 'first' (copy it",
    ),
    (CLAIMS, 'prefix = "and "', 'prefix = ""', "exact", None),
    (CLAIMS, 'exact = "Aid has changed"\nsuffix = " this year"', 'exact = "s"', "exact", "times"),
    (CLAIMS, 'id = "s02"', 'id = "s01"', "id", "'s01' stands twice"),
    (CLAIMS, "number = 2", "number = 1", "number", "'1' stands twice"),
    (CLAIMS, 'kind = "comparison"', 'kind = "trends"', "kind", "'trends' is not in [kinds]"),
    (CLAIMS, '["sample_aid_monthly"]', '["sample_aid"]', "exhibits", "is not in exhibits.toml"),
    (CLAIMS, 'testable = "part"', 'testable = "maybe"', "claim.1.testable", "Input should be"),
    (
        CLAIMS,
        'section = "second"\ntitle',
        'section = "third"\ntitle',
        "section",
        "'third' is no section",
    ),
    (
        CLAIMS,
        'exact = "It has a second',
        'exact = "It had a second',
        "exact",
        "stands 0 times in section 'second' (copy it",
    ),
    (EXHIBITS, 'section = "first"', 'section = "third"', "section", "'third' is no section"),
    (EXHIBITS, 'id = "sample_votes"', 'id = "sample_trade"', "id", "stands twice"),
]


def test_texts_stand_unchanged_below_their_headings(data):
    (article,), problems = read_articles(data)
    assert problems == []
    whole = (data / ARTICLE).read_text("utf-8")
    assert list(article.texts) == ["first", "second"]
    assert all(text in whole for text in article.texts.values())
    assert article.texts["second"].count("\n\n") == 1


def test_a_claim_is_found_in_its_context(data):
    (article,), _ = read_articles(data)
    start, stop = article.spans["s02"]
    assert article.texts["first"][start:stop] == "some donors give less"
    assert article.texts["first"][start - 4 : start] == "and "


@pytest.mark.parametrize(("name", "old", "new", "field", "part"), FAULTS)
def test_a_fault_is_reported_with_its_line(data, replace, name, old, new, field, part):
    line = replace(name, old, new)
    _, problems = read_articles(data)
    if part is None:
        assert problems == []
        return
    found = [p for p in problems if p.field == field and part in p.message]
    assert len(found) == 1, problems
    assert found[0].file == f"data/{name}"
    lines = (data / name).read_text("utf-8").split("\n")
    near = {line, line + old.startswith("\n"), line + new.count("\n")}
    assert found[0].line in near or (field == "published" and found[0].line == 2), lines


@pytest.mark.parametrize("text", ["", "no front matter\n"])
def test_front_matter_must_stand_between_its_fences(data, text):
    (data / ARTICLE).write_text(text, "utf-8")
    articles, (problem,) = read_articles(data)
    assert articles == []
    assert "front matter must stand between" in problem.message


def test_windows_line_ends_change_neither_text_nor_spans(data):
    (before,), _ = read_articles(data)
    path = data / ARTICLE
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (after,), problems = read_articles(data)
    assert problems == []
    assert (after.texts, after.spans) == (before.texts, before.spans)


def test_claims_must_not_overlap_and_stand_in_order(data, replace):
    replace(
        CLAIMS, 'exact = "some donors give less"\nprefix = "and "', 'exact = "has changed this"'
    )
    _, (problem,) = read_articles(data)
    assert (problem.field, problem.line) == ("exact", 25)
    assert "begins before 's01' ends" in problem.message


def test_ids_are_unique_over_all_articles(data):
    other = data / "articles/another"
    other.mkdir()
    for path in (data / "articles/sample").iterdir():
        (other / path.name).write_bytes(path.read_bytes())
    _, problems = read_articles(data)
    assert len(problems) == 6
    assert {p.file.split("/")[2] for p in problems} == {"sample"}
    assert "'s01' is also a name in article 'another'" in problems[0].message


@pytest.mark.parametrize("name", [ARTICLE, CLAIMS, EXHIBITS])
def test_each_of_the_three_files_must_be_there(data, name):
    (data / name).unlink()
    articles, (problem,) = read_articles(data)
    assert articles == []
    assert str(problem) == f"data/{name}:1: file: is missing (write it)"


def test_one_faulty_claim_does_not_hide_the_faults_of_the_others(data, replace):
    faulty = replace(CLAIMS, "number = 1", "number = 0")
    lost = replace(CLAIMS, "A partner’s", "A partner's")
    _, problems = read_articles(data)
    assert [problem.line for problem in problems] == [faulty, lost]


def test_no_article_at_all_is_a_problem(data):
    for path in (data / "articles/sample").iterdir():
        path.unlink()
    (data / "articles/sample").rmdir()
    (data / "articles").rmdir()
    assert [p.message for p in read_articles(data)[1]] == ["holds no article"]
