"""Roll calls behind the measures: counted again, one by one, from the votes."""

import pytest

from dashboard.store import roll_calls
from dashboard.store.database import ask
from dashboard.store.dyads import Yardstick
from dashboard.store.roll_calls import ISSUES, Sieve

PAIR = ("USA", "RUS")
APART = {"Y": 0, "A": 1, "N": 2}


@pytest.fixture(scope="module")
def both(database):
    """Every roll call on final passage in which both voted."""
    question = """
        select roll_call.*, year(date) as year, mine.vote::varchar as mine,
            theirs.vote::varchar as theirs
        from roll_call
        join vote as mine on mine.roll_call::varchar = roll_call.id and mine.actor = 'USA'
        join vote as theirs on theirs.roll_call::varchar = roll_call.id and theirs.actor = 'RUS'
        where final_passage and mine.vote <> 'X' and theirs.vote <> 'X'
    """
    found = ask(database, question)
    found["apart"] = (found["mine"].map(APART) - found["theirs"].map(APART)).abs()
    return found


def test_the_ballots_of_2025_are_those_of_the_article_s_note(database):
    rows = roll_calls.ballots(database, Yardstick(), "USA").set_index("year")
    assert rows.loc[2025].tolist() == [192, 10, 174, 8]
    assert rows.loc[2024, ["roll_calls", "no"]].tolist() == [95, 51]
    assert roll_calls.almost_alone(database, "fp", 2025, "USA", 3) == 114


def test_a_member_that_never_voted_has_no_ballots(database):
    rows = roll_calls.ballots(database, Yardstick(first=2025), "VEN")
    assert rows[["yes", "no", "abstain"]].to_numpy().tolist() == [[0, 0, 0]]
    assert rows["roll_calls"].tolist() == [192]


def test_splits_are_all_roll_calls_with_different_votes_newest_first(database, both):
    found = roll_calls.splits(database, Yardstick(), PAIR, Sieve())
    wanted = both.loc[both["apart"] > 0]
    assert set(found["id"]) == set(wanted["id"])
    assert found["date"].is_monotonic_decreasing
    assert set(found["found"]) == {len(wanted)}
    assert set(found["opposite"]) == {int((wanted["apart"] == 2).sum())}
    first = found.iloc[0]
    record = both.set_index("id").loc[first["id"]]
    assert (first["mine"], first["theirs"]) == (record["mine"], record["theirs"])
    assert [first[n] for n in ("yes", "no", "abstain")] == [
        record[n] for n in ("yes", "no", "abstain")
    ]


def test_splits_can_be_cut_and_still_say_how_many_there_are(database):
    few = roll_calls.splits(database, Yardstick(), PAIR, Sieve(), 5)
    assert len(few) == 5
    assert few["found"].iloc[0] > 2000


@pytest.mark.parametrize("issue", ISSUES)
def test_splits_are_sifted_by_year_issue_and_words(database, both, issue):
    found = roll_calls.splits(database, Yardstick(), PAIR, Sieve(2012, issue, "Nuclear weapon"))
    title = both["title"].fillna("").str.lower() + both["resolution"].fillna("").str.lower()
    wanted = both.loc[
        (both["apart"] > 0)
        & (both["year"] == 2012)
        & both[issue].eq(True)
        & title.str.contains("nuclear")
        & title.str.contains("weapon")
    ]
    assert set(found["id"]) == set(wanted["id"])


def test_words_are_no_pattern_and_meet_symbols_too(database):
    sieve = Sieve(words="a/res/80/228")
    assert len(roll_calls.splits(database, Yardstick(), PAIR, sieve)) == 1
    for words in ("%", "nuc_ear", "'; drop table vote; --", "\\", "*"):
        found = roll_calls.splits(database, Yardstick(), PAIR, Sieve(words=words))
        titles = (found["resolution"].fillna("") + found["title"].fillna("")).str.lower()
        assert all(word in title for title in titles for word in words.lower().split())


def test_cells_are_the_nine_counts_seen_from_the_first_member(database, both):
    table = roll_calls.cells(database, "fp", 2025, PAIR)
    year = both.loc[both["year"] == 2025]
    for row, mine in zip(table, "YAN", strict=True):
        for count, theirs in zip(row, "YAN", strict=True):
            assert count == ((year["mine"] == mine) & (year["theirs"] == theirs)).sum()
    turned = roll_calls.cells(database, "fp", 2025, PAIR[::-1])
    assert turned == tuple(zip(*table, strict=True))
    assert roll_calls.cells(database, "fp", 2025, ("VEN", "USA")) is None


def test_equal_texts_are_those_voted_on_in_both_years(database, both):
    found = roll_calls.repeated(database, "fp", 2025, "USA", ("RUS", "CHN"))
    last = both.loc[both["year"].isin([2024, 2025])]
    title = last["title"].str.lower()
    shared = set(title[last["year"] == 2024]) & set(title[last["year"] == 2025])
    for row in found:
        if row["partner"] == "RUS":
            rows = last.loc[title.isin(shared) & (last["year"] == row["year"])]
            assert row["n_votes"] == len(rows)
            assert row["value"] == pytest.approx(1 - rows["apart"].mean() / 2)
    assert {row["titles"] for row in found} == {len(shared)} == {47}
    assert {(row["partner"], row["year"]) for row in found} == {
        (partner, year) for partner in ("RUS", "CHN") for year in (2024, 2025)
    }


def test_without_titles_there_are_no_equal_texts(database):
    assert roll_calls.repeated(database, "fp", 2023, "USA", ("RUS",)) == []


def test_contested_roll_calls_leave_out_near_unanimity(database, both):
    count, value = roll_calls.contested(database, "fp", 2025, PAIR, 0.1)
    year = both.loc[both["year"] == 2025]
    most, total = (
        year[["yes", "no", "abstain"]].max(axis=1),
        year[["yes", "no", "abstain"]].sum(axis=1),
    )
    rows = year.loc[most <= 0.9 * total]
    assert count == len(rows)
    assert value == pytest.approx(1 - rows["apart"].mean() / 2)
    assert roll_calls.contested(database, "fp", 2025, ("VEN", "USA"), 0.1) == (0, None)


def test_the_numbers_of_a_finished_session_say_how_many_were_not_voted_on(database):
    found = roll_calls.numbered(database)
    assert found["session"] < 80
    assert 0 < found["voted"] < found["highest"]


def test_documents_name_the_source_of_every_roll_call(database):
    rows = roll_calls.documents(database, Yardstick(first=2024))
    assert len(rows) == 95 + 192
    assert rows[["publisher", "url", "licence", "published"]].notna().all(axis=None)
