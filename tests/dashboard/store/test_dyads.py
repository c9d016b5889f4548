"""Dyads asked of the build of the real data, held against sums over the votes themselves."""

import numpy as np
import pandas as pd
import pytest

from dashboard.store import dyads
from dashboard.store.database import ask
from dashboard.store.dyads import FEW, Yardstick

POSITION = {"Y": 0.0, "A": 1.0, "N": 2.0, "X": np.nan}


@pytest.fixture(scope="module")
def positions(database):
    """Roll calls on final passage of 2025 by member: 0 yes, 1 abstained, 2 no, nan absent."""
    question = """
        select roll_call::varchar as roll_call, vote.actor::varchar as actor,
            vote.vote::varchar as vote
        from vote join roll_call on roll_call.id = vote.roll_call::varchar
        where year(date) = 2025 and final_passage
    """
    votes = ask(database, question)
    votes["position"] = votes["vote"].map(POSITION)
    return votes.pivot_table(index="roll_call", columns="actor", values="position")


def agreements(positions, actor):
    """Agreement of a member with all others, and the number of common votes."""
    apart = positions.sub(positions[actor], axis=0).abs().drop(columns=actor)
    return 1 - apart.mean() / 2, apart.notna().sum()


def test_every_agreement_of_a_year_equals_that_of_the_votes(database, positions):
    found = dyads.partners(database, Yardstick(first=2025), "USA").set_index("partner")
    value, count = agreements(positions, "USA")
    value, count = value[count > 0], count[count > 0]
    assert set(found.index) == set(value.index)
    assert found["value"].to_numpy() == pytest.approx(value[found.index].to_numpy(), abs=1e-12)
    assert found["n_votes"].tolist() == count[found.index].tolist()


def test_a_place_is_one_more_than_the_members_above_among_those_with_thirty_votes(
    database, positions
):
    found = dyads.partners(database, Yardstick(first=2025), "USA").set_index("partner")
    value, count = agreements(positions, "USA")
    value = value[count >= FEW]
    assert found["of"].dropna().unique().tolist() == [len(value)]
    assert set(found.index[found["rank"].notna()]) == set(value.index)
    for partner in ("RUS", "CHN", "DEU", "ISR"):
        above = int((value > value[partner] + 1e-12).sum())
        assert found.loc[partner, "rank"] == above + 1


def test_a_pair_is_the_same_from_either_side_and_keeps_its_place(database):
    wanted = (("USA", "RUS"), ("RUS", "USA"), ("CHN", "RUS"))
    found = dyads.pairs(database, Yardstick("kappa_sq", "session"), wanted)
    by_place = {place: rows.drop(columns="place") for place, rows in found.groupby("place")}
    assert list(by_place) == [0, 1, 2]
    pd.testing.assert_frame_equal(
        by_place[0].reset_index(drop=True), by_place[1].reset_index(drop=True)
    )
    assert (
        not by_place[2]["value"]
        .reset_index(drop=True)
        .equals(by_place[0]["value"].reset_index(drop=True))
    )


@pytest.mark.parametrize("measure", dyads.MEASURES)
def test_pairs_and_partners_give_every_measure_alike(database, measure):
    yardstick = Yardstick(measure, "all", 2001, 2003)
    pair = dyads.pairs(database, yardstick, (("FRA", "CHN"),))
    field = dyads.partners(database, yardstick, "FRA")
    mine = field.loc[field["partner"] == "CHN"]
    assert pair["value"].tolist() == mine["value"].tolist()
    assert pair["n_votes"].tolist() == mine["n_votes"].tolist()
    assert len(pair) == 3


def test_places_equal_the_field(database):
    yardstick = Yardstick()
    field = dyads.partners(database, yardstick, "USA")
    found = dyads.places(database, yardstick, ("USA", "RUS")).set_index("year")
    mine = field.loc[field["partner"] == "RUS"].set_index("year")
    medians = field.loc[field["rank"].notna()].groupby("year")["value"].median()
    assert found["rank"].tolist() == mine["rank"].tolist()
    assert found["of"].tolist() == mine["of"].tolist()
    assert found["median_member"].to_numpy() == pytest.approx(medians.to_numpy(), abs=1e-12)


def test_intervals_hold_the_value_and_only_some_dyads_have_them(database):
    yardstick = Yardstick()
    band = dyads.intervals(database, yardstick, ("RUS", "USA")).set_index("year")
    values = dyads.pairs(database, yardstick, (("USA", "RUS"),)).set_index("year")["value"]
    assert len(band) == len(values) == 35
    assert ((band["low"] <= values) & (values <= band["high"])).all()
    assert dyads.intervals(database, yardstick, ("KEN", "GHA")).empty


def test_members_are_those_at_the_end_of_the_year(database):
    found = dyads.members(database, "EU", [1991, 2019, 2020])
    by_year = found.groupby("year")["actor"].agg(set)
    assert len(by_year[1991]) == 12
    assert "GBR" in by_year[2019]
    assert "GBR" not in by_year[2020]
    assert dyads.members(database, "NO_SUCH", [2020]).empty


def test_a_mean_leaves_out_members_whose_votes_look_damaged(database):
    field = dyads.partners(database, Yardstick(first=2010, last=2010), "USA")
    member = dyads.members(database, "EU", [2010])
    (row,) = dyads.spread(field, member, "USA").to_dict("records")
    inside = field.loc[field["partner"].isin(set(member["actor"]) - {"GRC"}), "value"]
    greece = field.loc[field["partner"] == "GRC"].iloc[0]
    assert (row["members"], len(member)) == (26, 27)
    assert row["value"] == pytest.approx(inside.mean())
    assert (row["low"], row["high"]) == (inside.min(), inside.max())
    assert greece["value"] < row["low"]
    assert not greece["is_ranked"]
    assert pd.isna(greece["rank"])


def frame(*rows):
    return pd.DataFrame(rows, columns=["partner", "year", "value", "rank"])


def test_a_grouping_with_one_member_has_no_mean():
    field = frame(("A", 2000, 0.2, 1.0), ("B", 2000, 0.4, np.nan), ("A", 2001, 0.2, 1.0))
    member = pd.DataFrame({"year": [2000, 2000, 2001], "actor": ["A", "B", "A"]})
    assert dyads.spread(field, member, "USA").empty
    assert dyads.spread(field, member.head(0), "USA").empty


def test_a_member_does_not_count_in_its_own_grouping():
    field = frame(("A", 2000, 0.2, 1.0), ("B", 2000, 0.4, 2.0), ("USA", 2000, 9.0, 3.0))
    member = pd.DataFrame({"year": [2000] * 3, "actor": ["A", "B", "USA"]})
    (row,) = dyads.spread(field, member, "USA").to_dict("records")
    assert (row["value"], row["low"], row["high"], row["members"]) == (
        pytest.approx(0.3),
        0.2,
        0.4,
        2,
    )


def test_the_floor_of_the_pages_is_that_of_the_build(database):
    question = """
        select max(n_votes) filter (not is_ranked), min(n_votes) filter (is_ranked)
        from dyad_year where scope = 'fp' and year not in (select year from suspect_year)
    """
    ((below, above),) = ask(database, question).to_numpy().tolist()
    assert (below, above) == (FEW - 1, FEW)


def test_suspect_years_are_named_with_their_roll_calls(database):
    assert ("GRC", 2010, 53) in dyads.suspect(database, Yardstick())
    assert ("GRC", 2010, 72) in dyads.suspect(database, Yardstick(scope="all"))
    assert dyads.suspect(database, Yardstick(first=2011)) == []


def test_years_are_those_with_a_roll_call(database):
    assert dyads.years(database, "fp") == tuple(range(1991, 2026))
    assert "USA" in dyads.voters(database)
    assert "NATO" not in dyads.voters(database)
