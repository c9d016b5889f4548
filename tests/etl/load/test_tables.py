import pytest

CONTRACT = {
    "theme": "id title question position",
    "family": "id theme title definition dimensions default_indicator",
    "dimension": "theme id title codes",
    "unit": "code name axis prefix suffix",
    "indicator": "id family dimensions frequency theme title definition unit direction chart "
    "decimals revision method caveat minimum maximum maximum_change maximum_step procedure codes",
    "actor": "code name label kind colour definition",
    "membership": "grouping actor since until source locator",
    "source": "id publisher title url published published_as accessed known_on licence "
    "redistributable independence_group",
    "observation": "id indicator actor partner period frequency period_start period_end value code "
    "reason source locator confidence coder note published in_force file line",
    "figure": "id indicator actor partner period frequency period_start period_end value code "
    "reason source locator confidence coder note published file line",
    "event": "id date actors theme title description source locator confidence topic",
    "roll_call": "id date session resolution title final_passage me nu di hr co ec important yes",
    "vote": "roll_call actor vote",
    "vote_note": "roll_call actor kind source note",
    "article": "id title published front",
    "section": "article id position heading themes text",
    "claim": "id article number section title exact start stop kind testable no_rule view",
    "exhibit": "id article section position place title subtitle note panels",
    "claim_exhibit": "claim exhibit position",
    "exhibit_figure": "exhibit panel figure indicator source",
    "claim_figure": "claim how figure indicator source exhibit test basis definition",
    "build": "id built_at git_revision inputs_hash counts versions",
    "coding_rule": "variable rule title level text ranking indicators",
    "coding": "variable rule unit coder code blind coded_on note",
    "correction": "id theme subject whose fault mend status source noted_on",
    "adjudication": "variable unit code reason decided_by decided_on",
    "reliability": "variable rule coders units agreed alpha low high",
    "rule": "claim words sql threshold unit written_on seen_on blind written_by min_tests "
    "min_publishers max_age_days span_years actors looked_for choices",
    "test": "claim id position role title words unit decimals side threshold opposite "
    "min_observations sql given",
    "definition": "claim test id position title given",
    "reading": "claim basis as_of until reading by_rule strength value threshold margin turns_to "
    "evaluated_on",
    "reading_definition": "claim basis definition reading",
    "reading_threshold": "claim basis test threshold reading",
    "test_result": "claim test basis definition value outcome observations publishers evidence",
    "reading_history": "claim basis build built_at reading strength value",
    "acknowledgement": "build claim basis before after reason signed_by signed_on",
    "left_out": "article position section exact reason",
    "exception": "indicator actor partner period kind reason",
    "dyad_count": "actor partner scope year yy ya yn ay aa an ny na nn",
    "dyad_year": "scope actor partner year n_votes is_ranked agreement identical_share s_abs "
    "s_sq kappa_abs kappa_sq pi_abs pi_sq",
    "dyad_interval": "scope actor partner year measure low high draws",
    "dyad_rank": "measure scope actor partner year value n_votes rank of",
    "alignment": "measure scope actor partner year value n_votes is_ranked",
    "scoped": "scope year roll_call date",
    "suspect_year": "scope actor year votes",
    "cohesion": "measure scope grouping year value n_votes",
    "tie_setting": "pair poles sides window least",
    "tie": "id label title question unknown position",
    "tie_measure": "id tie position title direction votes scope distance by_year terms over unit "
    "decimals log carry composite least_change change",
    "tie_indicator": "measure indicator position",
    "tie_value": "tie measure indicator actor partner year value figures",
    "comparison": "id position title actor partner duration codes variables before after",
    "episode": "comparison position period start label unit",
    "episode_series": "id comparison position title question unit decimals indicator actor partner "
    "votes distance topic match also since until measure note",
}
KEYS = {
    "observation": ["id"],
    "vote": ["roll_call", "actor"],
    "indicator": ["id"],
    "source": ["id"],
    "actor": ["code"],
    "event": ["id"],
    "roll_call": ["id"],
    "claim": ["id"],
    "exhibit": ["id"],
    "section": ["article", "id"],
    "membership": ["grouping", "actor", "since"],
    "build": ["id"],
}


@pytest.mark.parametrize(("relation", "columns"), CONTRACT.items())
def test_a_relation_has_the_columns_of_the_contract_each_with_a_comment(ask, relation, columns):
    found = dict(
        ask("select column_name, comment from duckdb_columns() where table_name = $t", t=relation)
    )
    assert set(columns.split()) <= found.keys()
    assert [name for name, comment in found.items() if not comment] == []


def test_every_relation_has_a_comment(ask):
    tables = ask("select table_name, comment from duckdb_tables()")
    views = ask("select view_name, comment from duckdb_views() where not internal")
    assert [name for name, comment in [*tables, *views] if not comment] == []
    assert {name for name, _ in [*tables, *views]} == CONTRACT.keys()


@pytest.mark.parametrize(("table", "columns"), KEYS.items())
def test_a_table_has_its_primary_key(ask, table, columns):
    question = """
        select constraint_column_names from duckdb_constraints()
        where table_name = $t and constraint_type = 'PRIMARY KEY'
    """
    assert ask(question, t=table) == [(columns,)]


def test_every_published_figure_is_kept_with_its_place(ask):
    assert ask("select count(*), count(distinct id) from observation") == [(17, 17)]
    row = ask("from observation where id = 'sample_aid_total:DEU:UKR:2024-01:sample_r1'")[0]
    ((first, later),) = ask("select date '2024-03-31', known_on from source where id = 'sample_r2'")
    assert row[-5:-2] == (first, False, later)
    assert row[-2:] == ("data/themes/aid/observations/amounts.csv", 5)


def test_an_edition_in_force_is_never_mixed_with_an_older_one(ask):
    """The second release lacks January of the USA: the figure is not taken from the first."""
    rows = ask(
        "select actor, period, value, source from figure where indicator = 'sample_aid_total'"
    )
    assert sorted(rows, key=str) == [
        ("DEU", "2024-01", 2.5, "sample_r2"),
        ("DEU", "2024-02", 0.0, "sample_r2"),
        ("USA", "2024-02", 75.0, "sample_r2"),
        ("USA", "2024-03", None, "sample_r2"),
    ]


def test_of_single_figures_the_newest_of_each_is_in_force(ask):
    question = "select actor, value, source from figure where indicator = 'sample_aid_military'"
    assert sorted(ask(question)) == [("DEU", 1.5, "sample_r2"), ("USA", 3.0, "sample_r1")]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-03-30", []),
        ("2024-03-31", [("DEU", 2.0), ("USA", 4.75)]),
        ("2024-06-19", [("DEU", 2.0), ("USA", 4.75)]),
        ("2024-06-20", [("DEU", 2.5), ("DEU", 0.0), ("USA", 75.0), ("USA", None)]),
    ],
)
def test_a_reader_of_an_earlier_day_knows_the_edition_of_that_day(ask, day, expected):
    question = "select actor, value from figure_as_of($day) where indicator = 'sample_aid_total'"
    assert sorted(ask(question, day=day), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(("day", "value"), [("2024-01-31", 24.5), ("2024-07-31", 25.0)])
def test_a_revised_figure_is_known_from_the_day_of_its_revision(ask, day, value):
    question = "select value from figure_as_of($day) where partner = 'CHN' and period = '2022'"
    assert ask(question, day=day) == [(value,)]


def test_the_figures_in_force_are_those_of_a_reader_of_today(ask):
    assert sorted(ask("select id from figure")) == sorted(
        ask("select id from figure_as_of(current_date)")
    )


def test_a_monad_has_no_partner_and_does_not_mix_with_a_dyad(ask):
    question = "select partner, value from figure where indicator = 'sample_trade_share' and "
    assert sorted(ask(question + "period = '2023'"), key=str) == [("CHN", 31.5), (None, 100.0)]
    assert ask("select count(*) from observation where partner = ''") == [(0,)]


def test_a_value_is_a_number_a_code_or_a_reason(ask):
    question = """
        select value is not null, code, reason from observation
        where indicator = 'sample_stance' order by actor
    """
    assert ask(question) == [
        (False, "no", None),
        (False, "yes", None),
        (False, None, "not_coded"),
    ]
    assert ask("select count(*) from observation where reason = 'not_published'") == [(1,)]


def test_no_text_is_empty(ask, database):
    columns = ask("""
        select table_name, column_name from duckdb_columns()
        where data_type = 'VARCHAR' and not internal and table_name <> 'exhibit'
    """)
    for table, column in columns:
        texts = database.table(table).filter(f"\"{column}\" = ''")
        assert texts.fetchall() == [], (table, column)


def test_votes_are_counted_per_roll_call(ask):
    rows = ask("select id, yes, no, abstain, absent, hr, amendment from roll_call order by id")
    assert rows == [
        ("1990-01-02-001", 1, 1, 1, 1, True, None),
        ("1990-01-02-002", 5, 0, 0, 0, False, None),
    ]
    assert ask("select vote from vote where actor = 'RUS' order by roll_call") == [("A",), ("Y",)]


def test_a_leaf_without_a_family_is_a_family_of_its_own(ask):
    question = "select id, default_indicator, dimensions from family where theme = 'aid'"
    assert sorted(ask(question)) == [
        ("sample_aid", "sample_aid_total", ["aid_type"]),
        ("sample_stance", "sample_stance", []),
    ]


def test_an_event_is_bounded_by_its_date(ask):
    question = (
        "select date, date_start::varchar, date_end::varchar, actors from event order by date"
    )
    assert ask(question) == [
        ("2024-02-14", "2024-02-14", "2024-02-14", ["DEU"]),
        ("2024-03", "2024-03-01", "2024-03-31", ["USA", "UKR"]),
    ]


def test_the_span_of_a_claim_gives_its_words(ask):
    question = """
        select claim.exact, substring(text, start + 1, stop - start)
        from claim join section on section.article = claim.article and section.id = section
    """
    assert all(exact == span for exact, span in ask(question))
    assert ask("select claim, exhibit from claim_exhibit order by all") == [
        ("s01", "sample_aid_monthly"),
        ("s03", "sample_trade"),
        ("s03", "sample_votes"),
    ]


def test_the_build_says_what_it_was_made_of(ask):
    ((build_id, digest, count, duckdb),) = ask("""
        select id, inputs_hash, (counts ->> 'observation')::int, versions ->> 'duckdb' from build
    """)
    assert build_id.endswith(digest[:8])
    assert count == 17
    assert ask("select version()") == [(f"v{duckdb}",)]
