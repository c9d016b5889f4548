"""Ties of the real data agree with the figures and votes that they are made of."""

from collections import defaultdict

import numpy as np
import pandas as pd
import pytest

from dashboard.pages.countries.composite_parts import parts
from dashboard.pages.countries.move_documents import moves_cited
from dashboard.pages.countries.moves import all_moves, change, compared, divergences, moves
from dashboard.store.database import ask, records
from dashboard.store.lens import Lens
from dashboard.store.profile import cited, further, held, publishers
from dashboard.store.ties import pairs, panels, setting, ties, values

PAIR = ("CHN", "RUS")
YEARS = (2008, 2021)


def figure(database, indicator, actor, partner, year):
    sql = """
        select value from figure where indicator = $indicator and actor = $actor
            and partner is not distinct from $partner and period = $period
    """
    asked = {"indicator": indicator, "actor": actor, "partner": partner, "period": str(year)}
    return records(database, sql, asked)[0]["value"]


def value(database, measure, actor, partner, year):
    found = values(database, actor, partner)
    mine = found.loc[
        (found["measure"] == measure) & (found["actor"] == actor) & (found["year"] == year)
    ]
    (one,) = mine["value"].tolist()
    return one


def test_every_tie_has_values_and_every_measure_a_unit(database, found):
    known = set(panels(database))
    for tie in ties(database).values():
        assert {measure.id for measure in tie.measures} <= known
        assert all(measure.unit in found.units for measure in tie.measures)


def test_trade_is_divided_by_the_gdp_of_each_side(database):
    trade = figure(database, "goods_trade_total_gacc", "CHN", "RUS", 2021)
    for actor, partner in (PAIR, PAIR[::-1]):
        gdp = figure(database, "gdp_current_usd", actor, None, 2021)
        wanted = 100 * trade / gdp
        assert value(database, "tie_trade_gacc", actor, partner, 2021) == pytest.approx(wanted)


def test_both_importers_are_added_up(database):
    both = [figure(database, "goods_imports_cow", *side, 2010) for side in (PAIR, PAIR[::-1])]
    gdp = figure(database, "gdp_current_usd", "RUS", None, 2010)
    found = value(database, "tie_trade_cow", "RUS", "CHN", 2010)
    assert found == pytest.approx(100 * sum(both) / gdp)


def test_agreement_and_distance_are_those_of_the_votes(database):
    sql = """
        select agreement from dyad_year
        where scope = 'fp' and actor = 'CHN' and partner = 'RUS' and year = 2021
    """
    wanted = records(database, sql)[0]["agreement"]
    assert value(database, "tie_agreement", "CHN", "RUS", 2021) == wanted
    points = [figure(database, "unga_ideal_point", actor, None, 2021) for actor in PAIR]
    apart = value(database, "tie_ideal_point_distance", "CHN", "RUS", 2021)
    assert apart == pytest.approx(abs(points[0] - points[1]))


def test_aid_of_a_year_is_the_sum_of_its_months_and_part_years_are_left_out(database):
    sql = """
        select year(period_start) as year, sum(value) as value from figure
        where indicator = 'ukraine_aid_allocation_total_monthly' and actor = 'DEU' group by all
    """
    sums = {row["year"]: row["value"] for row in records(database, sql)}
    found = values(database, "DEU", "UKR")
    mine = found.loc[found["measure"] == "tie_aid_allocated"].set_index("year")["value"]
    assert 2026 in sums
    assert 2026 not in mine.index
    for year in (2023, 2024, 2025):
        assert mine[year] == pytest.approx(sums[year])


def test_a_panel_holds_all_pairs_and_years_of_its_measure(database):
    sql = """
        select actor, partner, year, value from tie_value where measure = 'tie_us_troops'
    """
    troops = np.log1p(ask(database, sql)["value"])
    panel = panels(database)["tie_us_troops"]
    assert (panel.low, panel.high) == pytest.approx((troops.min(), troops.max()))
    assert (panel.mean, panel.spread) == pytest.approx((troops.mean(), troops.std(ddof=1)))
    assert panel.pairs == 30


def test_sides_of_pairs_are_states_and_declared_unions(database, found):
    sides = set(setting(database).sides)
    for actor in {code for pair in pairs(database) for code in pair}:
        assert found.actors[actor].kind == "state" or actor in sides
    assert "WORLD" not in {code for pair in pairs(database) for code in pair}


def brute(database, pair, first, last):
    """What moved, from the values alone: per tie the first measure with both ends."""
    found = values(database, *pair)
    moved = {}
    for tie in ties(database).values():
        for measure in tie.measures:
            mine = found.loc[found["measure"] == measure.id]
            lines = []
            for _, group in mine.groupby(["indicator", "actor"], dropna=False):
                known = dict(zip(group["year"], group["value"], strict=True))
                ends = [
                    max((y for y in known if year - measure.carry <= y <= year), default=None)
                    for year in (first, last)
                ]
                if None not in ends and ends[0] < ends[1]:
                    lines.append((ends[0], known[ends[0]], ends[1], known[ends[1]]))
            if lines:
                moved[tie.id] = (measure.id, sorted(lines))
                break
    return moved


@pytest.mark.parametrize("pair", [PAIR, ("USA", "RUS"), ("IND", "RUS"), ("DEU", "USA")])
@pytest.mark.parametrize("years", [YEARS, (2014, 2023), (2016, 2024)])
def test_moves_equal_a_plain_search_through_the_values(database, pair, years):
    found = {
        tie: (
            move.measure.id,
            sorted((x.first_year, x.first_value, x.last_year, x.last_value) for x in move.lines),
        )
        for tie, move in moves(database, *pair, *years).items()
    }
    assert found == brute(database, pair, *years)


def test_the_order_of_the_sides_does_not_matter(database):
    assert moves(database, *PAIR, *YEARS) == moves(database, *PAIR[::-1], *YEARS)


def test_a_move_is_closer_or_apart_by_its_direction_and_its_least_change(database):
    seen = defaultdict(int)
    for known in all_moves(database, *YEARS).values():
        for move in known.values():
            signed = move.change if move.measure.is_higher else -move.change
            small = abs(signed) < move.measure.least_change * (1 - 1e-9)
            wanted = "still" if small else "closer" if signed > 0 else "apart"
            assert move.way == wanted
            assert move.change == pytest.approx(
                sum(change(move.measure, line) for line in move.lines) / len(move.lines)
            )
            seen[move.way] += 1
    assert min(seen[way] for way in ("closer", "apart", "still")) > 0


def test_divergent_pairs_have_enough_ties_that_went_both_ways(database):
    least = setting(database).least
    split = divergences(database, *YEARS, least)
    assert ("CHN", "RUS") in [d.pair for d in split]
    assert len(split) <= compared(database, *YEARS, least)
    for found in split:
        assert len(found.moves) >= least
        assert found.moves == moves(database, *found.pair, *YEARS)
        assert found.that("closer")
        assert found.that("apart")
    assert divergences(database, 1900, 1950, least) == []


def test_what_moves_rest_on_is_cited(database):
    known = moves(database, *PAIR, *YEARS)
    rows = moves_cited(database, [known])
    assert {"SIPRI"} < set(rows["publisher"])
    assert rows[["source", "document", "url", "licence", "published"]].notna().all(axis=None)


def test_parts_stand_on_the_scale_of_their_panel(database):
    known = moves(database, *PAIR, *YEARS)
    found = parts(database, known, YEARS)
    assert {part.tie for part in found} == {"votes", "trade", "arms", "opinion"}
    for part in found:
        level = part.on("minmax")
        inside = level[np.isfinite(level)]
        assert ((inside >= -1e-9) & (inside <= 1 + 1e-9)).all()
        ends = [(line.first_value, line.last_value) for line in part.move.lines]
        assert part.standing[:, [0, -1]].tolist() == [list(pair) for pair in ends]
        assert part.changes == pytest.approx([level[-1] - level[0], part.changes[1]])


def test_what_is_held_of_a_pair_counts_its_figures(database):
    found = held(database, "USA", "RUS")
    sql = """
        select count(*) as figures from figure
        where indicator = 'us_russia_leader_meetings' and value is not null
    """
    assert found["contacts"].figures == records(database, sql)[0]["figures"]
    assert found["votes"].first.year == 1991
    assert set(found["votes"].publishers)
    assert not {"aid", "troops"} & found.keys()
    assert held(database, "AND", "TUV").keys() == {"votes"}


def test_missing_figures_are_told_with_their_reason(database):
    reasons = held(database, "CHN", "RUS")["opinion"].reasons
    sql = """
        select count(*) as missing from figure
        where reason = 'not_coded' and actor in ('CHN', 'RUS') and partner in ('CHN', 'RUS')
            and actor <> partner and indicator in ('russia_favourable_pct', 'china_favourable_pct',
                'levada_attitude_good_pct')
    """
    assert reasons
    assert len(reasons) == records(database, sql)[0]["missing"]


def test_a_measure_cites_the_documents_of_its_figures(database):
    declared = {m.id: m for tie in ties(database).values() for m in tie.measures}
    trade = cited(database, declared["tie_trade_gacc"], *PAIR)
    assert {"goods_trade_total_gacc", "gdp_current_usd"} == set(trade["indicator"])
    assert len(cited(database, declared["tie_agreement"], *PAIR)) > 2000
    assert cited(database, declared["tie_us_troops"], *PAIR).empty


def test_what_is_no_tie_is_listed_beside(database):
    families = {row["family"] for row in further(database, *PAIR)}
    assert "energy_imports_from_russia" in families
    tied = {name for tie in ties(database).values() for m in tie.measures for name in m.indicators}
    rest = ask(
        database,
        "select distinct indicator from figure where actor in ('CHN','RUS')"
        " and partner in ('CHN','RUS') and reason is null",
    )["indicator"]
    assert set(rest) - tied
    assert pd.Series(list(families)).is_unique


def test_publishers_are_named_up_to_three():
    assert publishers(["A"]) == "A"
    assert publishers(["A", "B", "C", "D", "E"]) == "A, B, C and 2 more"


def test_a_lens_knows_its_days():
    assert Lens(start="2008").first_day == "2008-01-01"
