"""One actor beside its group: which series are chosen, and where it stands."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.pages.countries.series import (
    LEAST,
    MOST,
    agreed,
    beside,
    chosen,
    cumulated,
    group_of,
    means,
    recorded,
    standing,
)
from dashboard.store.database import records
from dashboard.store.lens import Lens

ALL = Lens()
SUBJECTS = "ABCDEF"
cells = st.dictionaries(
    st.tuples(st.sampled_from(SUBJECTS), st.integers(2000, 2004)),
    st.floats(-100, 100),
    min_size=1,
)


def frame(values):
    rows = [
        {"subject": subject, "period": str(year), "value": value,
         "period_start": pd.Timestamp(year, 1, 1), "period_end": pd.Timestamp(year, 12, 31)}
        for (subject, year), value in values.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


@given(cells, st.sets(st.sampled_from(SUBJECTS)))
def test_an_actor_stands_where_a_plain_count_puts_it(values, group):
    found = standing(frame(values), "A", frozenset(group))
    years = sorted(year for subject, year in values if subject == "A")
    if not years:
        assert found is None
        return
    last = years[-1]
    same = {s: v for (s, year), v in values.items() if year == last and s in group}
    assert (found.period, found.value) == (str(last), values["A", last])
    assert found.change == pytest.approx(values["A", last] - values["A", years[0]])
    assert found.of == len(same)
    if len(same) < LEAST:
        assert found.mean is None
    else:
        assert found.mean == pytest.approx(np.mean(list(same.values())))
    ranked = sorted(same.values(), reverse=True)
    wanted = ranked.index(same["A"]) + 1 if "A" in same and len(same) >= LEAST else None
    assert found.rank == wanted


@given(cells, st.sets(st.sampled_from(SUBJECTS)))
def test_means_cover_the_periods_of_the_actor_with_three_members(values, group):
    found = means(frame(values), "A", frozenset(group))
    for row in found.to_dict("records"):
        year = int(row["period"])
        same = [v for (s, y), v in values.items() if y == year and s in group]
        assert ("A", year) in values
        assert row["members"] == len(same) >= LEAST
        assert row["value"] == pytest.approx(np.mean(same))


@given(cells)
def test_running_totals_end_in_the_sums(values):
    found = cumulated(frame(values))
    last = found.sort_values("period_start").groupby("subject")["value"].last()
    for subject in {s for s, _ in values}:
        assert last[subject] == pytest.approx(
            sum(v for (s, _), v in values.items() if s == subject)
        )


def test_nothing_cumulates_to_nothing():
    assert cumulated(pd.DataFrame()).empty


@pytest.mark.parametrize("actor", ["POL", "USA", "RUS", "UKR", "CHN", "ISL", "EUR_KIEL"])
def test_up_to_four_series_of_a_theme_each_of_another_family(database, found, actor):
    for theme, series in chosen(database, actor, ALL, ()).items():
        assert 1 <= len(series) <= MOST
        assert len({one.family for one in series}) == len(series)
        assert all(found.indicators[one.indicator].theme == theme for one in series)
        order = [(not one.is_default, -one.periods) for one in series]
        assert order == sorted(order)


def test_the_series_of_an_actor_hold_its_figures(database):
    for series in (s for group in chosen(database, "POL", ALL, ()).values() for s in group):
        rows = beside(database, series, ALL)
        mine = rows.loc[rows["subject"] == "POL"]
        assert mine["period"].nunique() == series.periods
        side = "actor" if series.side == "actor" else "partner"
        assert set(mine[side]) == {"POL"}
        assert rows["publisher"].notna().all()


def test_a_period_bounds_the_series(database):
    lens = Lens(start="2020", end="2021")
    for series in (s for group in chosen(database, "USA", lens, ()).values() for s in group):
        rows = beside(database, series, lens)
        assert (rows["period_end"] >= "2020-01-01").all()
        assert (rows["period_start"] <= "2021-12-31").all()


def test_polands_rank_in_nato_equals_a_plain_query(database, found):
    (series,) = (
        s
        for s in chosen(database, "POL", ALL, ())["nato_cohesion"]
        if s.indicator == "defence_expenditure_pct_gdp"
    )
    where = standing(beside(database, series, ALL), "POL", frozenset(found.groupings["NATO"]))
    sql = """
        select actor, value from figure
        where indicator = 'defence_expenditure_pct_gdp' and period = $period
            and actor in (select actor from membership where "grouping" = 'NATO' and until is null)
            and value is not null order by value desc
    """
    rows = records(database, sql, {"period": where.period})
    assert where.of == len(rows)
    assert where.rank == [row["actor"] for row in rows].index("POL") + 1
    assert where.mean == pytest.approx(sum(row["value"] for row in rows) / len(rows))


def test_agreement_stands_in_both_directions(database):
    usa = agreed(database, "USA", ALL).set_index(["subject", "year"])["value"]
    rus = agreed(database, "RUS", ALL).set_index(["subject", "year"])["value"]
    assert usa["RUS", 2021] == rus["USA", 2021]
    assert "USA" not in usa.index.get_level_values("subject")


def test_the_group_is_that_asked_for_else_the_largest_of_the_actor(found):
    assert group_of(found, "POL", ("EU",)) == "EU"
    assert group_of(found, "POL", ()) == "NATO"
    assert group_of(found, "RUS", ()) == "BRICS"
    assert group_of(found, "UKR", ()) is None


def test_codes_are_recorded_with_the_newest_period(database):
    rows = {row["indicator"]: row for row in recorded(database, "POL", ALL)}
    assert rows["security_agreement_with_ukraine"]["code"] == "yes"
    assert rows["article4_request"]["period"] == "2025-09-10"
