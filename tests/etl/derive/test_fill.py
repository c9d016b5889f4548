import itertools
import json

import duckdb
import numpy as np
import pytest

from etl.build.steps import build, problems
from etl.derive.counts import CELLS
from etl.derive.measures import MEASURES, ai, rice, unanimous

# Sessions whose roll calls are those of the published file; in others a few more or fewer.
EQUAL_SESSIONS = (46, 47, 48, 49, 50, 51, 54, 55, 58, 68, 70)
DAY = "2001-10-01"


def by_python(rows):
    """The measures of rows of nine counts."""
    cells = np.array(rows).reshape(-1, 3, 3)
    return np.stack([measure(cells) for measure in MEASURES.values()], axis=1)


def compare(con, where):
    """How many rows, and how far the view lies from the functions at most; nan where null."""
    names = ", ".join(MEASURES)
    key = "scope, actor, partner, year"
    counts = f"select {', '.join(CELLS)} from dyad_count where {where} order by {key}"  # noqa: S608
    values = f"select {names} from dyad_year where {where} order by {key}"  # noqa: S608
    tables = con.execute(counts).fetchall()
    found = np.array(con.execute(values).fetchall(), float)
    expected = by_python(tables)
    assert (np.isnan(found) == np.isnan(expected)).all()
    return len(tables), np.nanmax(np.abs(found - expected))


def test_the_view_equals_the_functions_on_the_sample(database):
    rows, apart = compare(database, "true")
    assert rows == 16  # of all roll calls 10 pairs, 3 each of the other scopes
    assert apart < 1e-12


@pytest.mark.parametrize("where", ["actor = 'RUS' or partner = 'USA'", "year = 2012"])
def test_the_view_equals_the_functions_on_the_shipped_votes(shipped, where):
    rows, apart = compare(shipped, where)
    assert rows > 20_000
    assert apart < 1e-12


def test_undefined_is_null_never_nan_and_never_one(shipped):
    """So where both cast one and the same vote throughout, and nowhere else."""
    question = """
        select count(*), count_if(kappa_abs is null),
            count_if((kappa_abs is null) <> (greatest(yy, aa, nn) = n_votes)),
            count_if((kappa_abs is null) <> (pi_sq is null)),
            count_if(isnan(kappa_abs) or isnan(pi_sq)),
            count_if(agreement is null or identical_share is null or s_abs is null or s_sq is null)
        from dyad_year join dyad_count using (scope, actor, partner, year)
    """
    ((rows, undefined, *wrong),) = shipped.execute(question).fetchall()
    assert rows > 1_500_000
    assert undefined > 0
    assert wrong == [0, 0, 0, 0]


def test_every_pair_stands_once_and_in_order(shipped):
    question = """
        select count(*), count(distinct (scope, actor, partner, year)), bool_and(actor < partner),
            min(year), max(year), min(n_votes)
        from dyad_year
    """
    ((rows, distinct, ordered, *rest),) = shipped.execute(question).fetchall()
    assert (rows, ordered) == (distinct, True)
    assert rest == [1991, 2025, 1]


def test_published_shares_of_identical_votes_are_met(shipped):
    question = """
        select count(*), max(abs(identical_share - published.value))
        from figure as published join (
            select actor, partner, year, value as identical_share from alignment
            where measure = 'identical_share' and scope = 'session'
        ) as ours using (actor, partner)
        where indicator = 'unga_identical_share_published'
            and year(period_start) = year and list_contains($sessions, year - 1945) = $equal
    """
    sessions = {"sessions": list(EQUAL_SESSIONS)}
    ((rows, apart),) = shipped.execute(question, sessions | {"equal": True}).fetchall()
    assert rows > 1500
    assert apart < 1e-6
    ((rows, apart),) = shipped.execute(question, sessions | {"equal": False}).fetchall()
    assert rows > 1500
    assert apart < 0.06


def test_scopes_differ_in_final_passage_unanimity_and_year(built):
    con = built(
        ("2001-03-01", 55, True, "YN   "),
        ("2001-10-01", 56, True, "YN   "),
        ("2001-10-02", 56, False, "YN   "),
        ("2001-10-03", 56, True, "YY  X"),
    )
    found = con.execute("select scope, year, n_votes from dyad_year order by all").fetchall()
    assert found == [("all", 2001, 4), ("fp", 2001, 3), ("session", 2000, 1), ("session", 2001, 1)]


def test_alignment_has_both_directions_of_every_measure(built):
    con = built((DAY, 56, True, "YN  A"), ("2001-10-02", 56, True, "YA  A"))
    found = con.execute(
        "select measure, actor, partner, value, n_votes from alignment where scope = 'fp'"
    ).fetchall()
    values = {(measure, actor, partner): value for measure, actor, partner, value, _ in found}
    members = list(itertools.permutations(("CHN", "DEU", "USA"), 2))
    assert values.keys() == {(m, a, b) for m in MEASURES for a, b in members}
    assert all(values[m, a, b] == values[m, b, a] for m, a, b in values)
    assert {n for *_, n in found} == {2}
    assert values["agreement", "CHN", "DEU"] == 0.25


def test_an_undefined_measure_stays_in_alignment_without_a_value(built):
    con = built((DAY, 56, True, "YY   "))
    question = "select value from alignment where measure = 'kappa_abs' and scope = 'fp'"
    assert con.execute(question).fetchall() == [(None,), (None,)]
    assert con.execute("select * from dyad_rank where measure = 'kappa_abs'").fetchall() == []


RANKS = """
    select partner, value, n_votes, rank, "of" from dyad_rank
    where measure = 'agreement' and scope = 'fp' and actor = 'USA' order by rank, partner
"""


def on_days(*votes):
    """Roll calls of one year, one after the other."""
    return [
        (f"2001-{10 + n // 28}-{n % 28 + 1:02d}", 56, True, cast) for n, cast in enumerate(votes)
    ]


def test_rank_one_is_the_most_aligned_and_equals_share_a_rank(built):
    con = built(*on_days(*["YYANY"] * 15, *["YYAYY"] * 15))
    assert con.execute(RANKS).fetchall() == [
        ("CHN", 1.0, 30, 1, 4),
        ("DEU", 1.0, 30, 1, 4),
        ("RUS", 0.5, 30, 3, 4),
        ("UKR", 0.5, 30, 3, 4),
    ]


def test_dyads_with_fewer_than_thirty_common_votes_are_measured_but_not_ranked(built):
    con = built(*on_days("XYANY", *["YYANY"] * 29))
    assert con.execute(RANKS).fetchall() == [
        ("DEU", 1.0, 30, 1, 3),
        ("RUS", 0.5, 30, 2, 3),
        ("UKR", 0.0, 30, 3, 3),
    ]
    question = """
        select value, n_votes, is_ranked from alignment
        where measure = 'agreement' and scope = 'fp' and actor = 'USA' and partner = 'CHN'
    """
    assert con.execute(question).fetchall() == [(1.0, 29, False)]


def test_members_whose_votes_look_damaged_are_out_of_ranks_on_either_side(data, built):
    """China's 30th vote of 2001 is in doubt: its dyads of 2001 go, those of 2002 stay."""
    doubt = "2001-11-02-029,CHN,suspect,,looks damaged\n2002-10-01-030,USA,corrected,,mended\n"
    later = [
        (day.replace("2001", "2002"), 57, True, cast) for day, *_, cast in on_days(*["YYANY"] * 30)
    ]
    con = built(*on_days(*["YYANY"] * 30), *later, notes=doubt)
    assert (
        con.execute("select actor, year, votes from suspect_year order by scope").fetchall()
        == [("CHN", 2001, 1)] * 3
    )
    question = """
        select actor, year, count(*), any_value("of") from dyad_rank
        where measure = 'agreement' and scope = 'fp' and actor in ('CHN', 'USA')
        group by all order by all
    """
    assert con.execute(question).fetchall() == [
        ("CHN", 2002, 4, 4),
        ("USA", 2001, 3, 3),
        ("USA", 2002, 4, 4),
    ]


def test_a_doubt_counts_only_in_the_scope_of_its_roll_call(built):
    """The doubtful roll call is no final passage."""
    con = built(
        *on_days(*["YYANY"] * 30),
        ("2001-12-01", 56, False, "YYANY"),
        notes="2001-12-01-030,CHN,suspect,,looks damaged\n",
    )
    question = "select distinct scope, is_ranked from dyad_year where actor = 'CHN' order by all"
    assert con.execute(question).fetchall() == [("all", False), ("fp", True), ("session", True)]


def test_shipped_ranks_leave_out_the_flagged_state_years(shipped):
    question = """
        select year, count_if(partner = 'GRC' or actor = 'GRC'), min(n_votes) from dyad_rank
        where measure = 'agreement' and scope = 'fp' and year between 2009 and 2011
        group by year order by year
    """
    rows = shipped.execute(question).fetchall()
    assert [count > 300 for _, count, _ in rows] == [True, False, True]
    assert rows[1][1] == 0
    assert min(fewest for *_, fewest in rows) == 30
    kinds = "select distinct kind from vote_note order by kind"
    assert shipped.execute(kinds).fetchall() == [("corrected",), ("suspect",)]
    flagged = "select distinct actor, year from suspect_year order by all"
    assert shipped.execute(flagged).fetchall() == [
        ("GRC", 2010), ("HTI", 2003), ("MNG", 1993), ("TCD", 2006), ("VUT", 2000)
    ]  # fmt: skip


def test_one_dyad_is_found_without_reading_all(shipped):
    """The scan hands on the rows of the dyad alone: filters reach it through both views."""
    question = """
        explain (analyze, format json) from alignment
        where actor = 'USA' and partner = 'RUS' and measure = 'kappa_abs' and scope = 'fp'
    """
    ((_, plan),) = shipped.execute(question).fetchall()
    assert 0 < sum(_scanned(plan)) < 2000


def _scanned(text):
    """How many rows each scan of a plan hands on."""
    todo = json.loads(text)["operator"]
    while todo:
        node = todo.pop()
        todo += node.get("children", ())
        if "SCAN" in node["type"]:
            yield node["intermediate_rows"]


@pytest.mark.parametrize("scope", ["all", "fp", "session"])
@pytest.mark.parametrize(("grouping", "year"), [("NATO", 1999), ("EU", 2004), ("BRICS", 2024)])
def test_shipped_cohesion_equals_the_functions(shipped, grouping, year, scope):
    question = """
        select any_value(final_passage), any_value(date), any_value(session),
            any_value(roll_call.yes), any_value(roll_call.no), any_value(roll_call.abstain),
            count_if(vote = 'Y'), count_if(vote = 'N'), count_if(vote = 'A')
        from roll_call join vote on vote.roll_call = roll_call.id
        join membership on membership.actor = vote.actor and "grouping" = $grouping
            and date >= since and (until is null or date <= until)
        group by roll_call.id
    """
    tallies = [
        votes
        for final, day, session, *whole, yes, no, abstain in shipped.execute(
            question, {"grouping": grouping}
        ).fetchall()
        for votes in [(yes, no, abstain)]
        if sum(votes) >= 2
        and (scope == "all" or final)
        and (scope != "session" or sum(map(bool, whole)) > 1)
        and (session + 1945 if scope == "session" else day.year) == year
    ]
    yes, no, abstain = np.array(tallies).T
    expected = {
        "ai": ai(yes, no, abstain),
        "rice": rice(yes, no),
        "unanimous_share": unanimous(yes, no, abstain),
    }
    found = shipped.execute(
        "select measure, value, n_votes from cohesion "
        'where scope = $scope and "grouping" = $grouping and year = $year',
        {"scope": scope, "grouping": grouping, "year": year},
    ).fetchall()
    assert len(found) == 3
    for measure, value, n_votes in found:
        assert value == pytest.approx(np.nanmean(expected[measure]), abs=1e-12)
        assert n_votes == np.count_nonzero(~np.isnan(expected[measure]))


def memberships(data, *rows):
    """Write the groupings of the sample anew."""
    lines = [f"{row},sample_list,table 1\n" for row in rows]
    head = "grouping,actor,since,until,source,locator\n"
    (data / "groupings.csv").write_text(head + "".join(lines), "utf-8")


def test_members_are_those_of_the_day_of_the_vote(data, built):
    """Both days of a membership belong to it."""
    memberships(
        data,
        "NATO,CHN,1990-01-01,",
        "NATO,DEU,1990-01-01,",
        "NATO,USA,1990-01-01,2001-10-01",
        "NATO,USA,2001-10-04,",
    )
    days = [f"2001-10-0{n}" for n in range(1, 5)]
    con = built(*[(day, 56, True, "YY  N") for day in days])
    question = """
        select measure, value, n_votes from cohesion where scope = 'fp' order by measure
    """
    assert con.execute(question).fetchall() == [
        ("ai", (0.5 + 1 + 1 + 0.5) / 4, 4),
        ("rice", pytest.approx((1 / 3 + 1 + 1 + 1 / 3) / 4), 4),
        ("unanimous_share", 0.5, 4),
    ]


def test_rice_leaves_out_roll_calls_without_yes_and_no(data, built):
    memberships(data, "NATO,CHN,1990-01-01,", "NATO,DEU,1990-01-01,")
    con = built((DAY, 56, True, "AA   "), (DAY, 56, True, "YN   "), (DAY, 56, True, "YX   "))
    question = "select measure, value, n_votes from cohesion where scope = 'fp' order by measure"
    assert con.execute(question).fetchall() == [
        ("ai", 0.625, 2),
        ("rice", 0.0, 1),
        ("unanimous_share", 0.5, 2),
    ]


def test_a_grouping_of_one_has_no_cohesion(data, built):
    memberships(data, "NATO,CHN,1990-01-01,", "NONE,DONORS,1990-01-01,")
    con = built((DAY, 56, True, "YYYYY"))
    assert con.execute("from cohesion").fetchall() == []


@pytest.mark.parametrize("cast", [[], ["X XXX"], ["Y    "]])
def test_without_common_votes_there_are_no_rows(data, built, cast):
    (data / "votes/dyads.csv").write_text("actor,partner,note\nUSA,CHN,\n", "utf-8")
    con = built(*[(DAY, 56, True, votes) for votes in cast])
    for relation in ("dyad_count", "dyad_year", "alignment", "dyad_rank", "cohesion"):
        assert con.table(relation).fetchall() == []
    assert con.table("dyad_interval").fetchall() == []


def test_dyads_are_not_required(data):
    assert not (data / "votes/dyads.csv").exists()
    with duckdb.connect(build(data).path.as_posix(), read_only=True) as con:
        assert con.execute("from dyad_interval").fetchall() == []


def test_faults_of_dyads_name_file_line_and_field(data):
    (data / "votes/dyads.csv").write_text(
        "actor,partner,note\nUSA,RUS,\nRUS,USA,\nUSA,USA,\nUSA,FRG,\nDONORS,CHN,\n,CHN,\n", "utf-8"
    )
    found = [(p.line, p.field, p.message) for p in problems(data)]
    assert {p.file for p in problems(data)} == {"data/votes/dyads.csv"}
    assert found == [
        (3, "actor", "RUS and USA stand twice (keep one)"),
        (4, "partner", "'USA' is the actor itself (name another)"),
        (5, "partner", "'FRG' is not in actors.csv (mend the code, or add it there)"),
        (6, "actor", "'DONORS' casts no votes (it is no column of votes.csv; mend the code)"),
        (7, "actor", "is empty (fill it)"),
    ]
