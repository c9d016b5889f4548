"""Every computed figure under ordinary and odd choices: legible, complete, without a hole."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import dashboard
from dashboard.figure.citation import reference
from dashboard.figure.files import file_of
from dashboard.pages.votes import lead
from dashboard.pages.votes.dyad_figures import (
    ballot_table,
    difference,
    difference_figure,
    dyad_figure,
    dyad_rows,
    splits_figure,
)
from dashboard.pages.votes.field_figures import field_figure, ideal_figure, isolation_figure
from dashboard.pages.votes.objections import objections
from dashboard.pages.votes.standings import agendas, placements, titles
from dashboard.pages.votes.triangle_figures import lines_figure, table_figure, triangle_figure
from dashboard.store.roll_calls import Sieve
from tests.dashboard.charts.overlap import draw, labels, problems
from tests.dashboard.pages.votes.scenes import CHOICES, scene
from tests.dashboard.pages.votes.test_lead import CAUSAL

MAKERS = {
    "triangle": triangle_figure,
    "lines": lines_figure,
    "field": field_figure,
    "ideal": ideal_figure,
    "isolation": isolation_figure,
    "table": table_figure,
}
WIDTHS = {"wide": False, "phone": True}
DYADS = {
    "with interval": ("USA", "RUS"),
    "without": ("KEN", "GHA"),
    "flagged": ("GRC", "DEU"),
    "hardly voting": ("PLW", "KIR"),
    "without colour": ("BRA", "IND"),
}
HOLE = re.compile(r"\b(nan|NaN|None|inf|NaT)\b|<NA>")
LETTERS = set(
    json.loads((Path(dashboard.__file__).parent / "charts" / "advances.json").read_text("utf-8"))[
        "characters"
    ]
)


def words_of(figure):
    """Everything that a reader reads of a figure, without what stands in charts."""
    parts = [figure.title, figure.subtitle, figure.note, figure.computation, figure.source]
    return "\n".join([*parts, figure.table() if figure.table else "", figure.body])


def is_sound(figure):
    """Its charts are legible and nothing in it is a hole."""
    for panel in figure.charts:
        svg = draw(panel.frame, panel.view)
        assert labels(svg)
        assert problems(svg) == []
        assert not HOLE.search(panel.view.alt), panel.view.alt
        assert not panel.frame["tooltip"].str.contains(r"\bnan\b|None|<NA>").any()
    shown = re.sub(r"<[^>]*>", " ", words_of(figure))
    assert not HOLE.search(shown), shown
    outside = set(figure.title + figure.subtitle + figure.source) - LETTERS
    assert not (figure.charts and outside), f"the fonts of drawn files lack {outside}"
    return True


ON_PHONES = ("default", "many with alliance", "hardly voting")
CASES = [(c, "wide") for c in CHOICES] + [(c, "phone") for c in ON_PHONES]


@pytest.mark.parametrize(("choice", "width"), CASES)
@pytest.mark.parametrize("name", MAKERS)
def test_a_figure_is_legible_and_without_holes(database, name, choice, width):
    figure = MAKERS[name](scene(database, narrow=WIDTHS[width], **CHOICES[choice]))
    if figure is None:  # no year to compare with, no ideal point in the edition
        assert (name, choice) in {("isolation", "one year"), ("ideal", "hardly voting"),
                                  ("ideal", "long names")}  # fmt: skip
        return
    assert is_sound(figure)


@pytest.mark.parametrize(
    ("choice", "width"), [("default", "phone"), ("S by session", "wide"), ("one year", "wide")]
)
@pytest.mark.parametrize("pair", DYADS)
def test_a_dyad_is_legible_and_without_holes(database, pair, choice, width):
    here = scene(database, narrow=WIDTHS[width], **CHOICES[choice])
    if dyad_rows(here, DYADS[pair]).empty:
        assert pair == "hardly voting"
        return
    assert is_sound(dyad_figure(here, DYADS[pair]))
    found = difference_figure(here, DYADS[pair], ("USA", "DEU"))
    assert found is None or is_sound(found)
    found = splits_figure(here, DYADS[pair], Sieve())
    assert found is None or is_sound(found)
    assert not HOLE.search(ballot_table(here, DYADS[pair]))


@pytest.mark.parametrize("choice", CHOICES)
def test_the_sentences_of_a_page_say_no_cause_and_have_no_hole(database, choice):
    here = scene(database, **CHOICES[choice])
    said = [lead.title(here), lead.opening(here), lead.isolation(here)]
    said += [lead.dyad(here, pair) for pair in DYADS.values() if not dyad_rows(here, pair).empty]
    for words in said:
        assert not HOLE.search(words), words
        assert not CAUSAL.search(words), words
        assert "{" not in words


@pytest.mark.parametrize("choice", CHOICES)
def test_objections_are_answered_in_numbers(database, choice):
    html = objections(scene(database, **CHOICES[choice]))
    assert not HOLE.search(re.sub(r"<[^>]*>", " ", html))
    answers = re.findall(r"<dd>(.*?)</dd>", html)
    assert len(answers) == (2 if choice == "hardly voting" else 5 if choice == "one year" else 6)
    assert all(re.search(r"\d", answer) for answer in answers)


def test_the_page_says_what_the_article_s_note_says(database):
    """Known figures of 2025, held against the note on the votes and the mock of the page."""
    here = scene(database)
    said = f"{lead.opening(here)} {lead.isolation(here)}"
    for part in (
        "From 2024 to 2025 the United States and Russia moved apart by level, and came closer by "
        "place among the members: agreement with others that had stood higher fell by more.",
        "every one of 185 members ranked in both years, all 27 members of the European Union among "
        "them",
        "Russia and China stand at 0.86, the highest since 2020",
        "Russia is in place 51 of 187, after place 178 of 188 in 2024",
        "its level went from 0.28 to 0.19",
        "stand at −0.09, below the 0 of chance",
        "voted no on 174 of 192 roll calls in 2025",
        "on 51 of 95 in 2024",
        "On 114 of the 174, at most 3 members voted no in all",
        "On the 47 titles put to the vote in both 2024 and 2025",
    ):
        assert part in said, part


def test_a_rank_can_rise_while_the_level_falls(database):
    by_code = {one.code: one for one in placements(scene(database))}
    russia, middle = by_code["RUS"], by_code["median"]
    assert russia.now.level.value < russia.before.level.value
    assert russia.now.level.rank < russia.before.level.rank
    assert middle.change(lambda y: y.level.value) < russia.change(lambda y: y.level.value)
    assert russia.change(lambda y: y.texts) > 0
    assert titles(scene(database)) == 47
    assert agendas(scene(database))[2025].no == 174


def test_the_table_holds_the_values_and_changes_of_the_mock(database):
    html = table_figure(scene(database)).body
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", html)]
    by_label = {row[0]: row[1:] for row in rows if row}
    assert by_label["Russia–China"] == ["0.63", "0.88", "0.77", "0.86", "<b>+0.09</b>"]
    assert by_label["US–Russia"] == ["0.62", "0.32", "0.28", "0.19", "<b>−0.09</b>"]
    assert by_label["US–China"] == ["0.24", "0.21", "0.31", "0.10", "<b>−0.21</b>"]
    chance = by_label["US–Russia, beyond chance (kappa)"]
    assert chance == ["0.24", "−0.07", "−0.40", "−0.09", "<b>+0.31</b>"]
    assert by_label["Recorded votes"] == ["65", "66", "95", "192", "<b>+97</b>"]
    assert by_label["of these, US voted no"] == ["35", "44", "51", "174", "<b>+123</b>"]


def test_greece_of_december_2010_is_named_and_stays_out(database):
    here = scene(database)
    for figure in (lines_figure(here), field_figure(here), dyad_figure(here, ("USA", "RUS"))):
        assert "Greece 2010 (53)" in figure.note
    rows = dyad_rows(here, ("GRC", "DEU")).set_index("year")
    assert rows.loc[2010, ["rank", "of"]].isna().all()
    assert rows.loc[[2009, 2011], "rank"].notna().all()
    drawn = dyad_figure(here, ("GRC", "DEU")).charts[0].frame
    assert drawn.loc[(drawn["period"] == "2010") & (drawn["series"] == "GRC-DEU"), "open"].all()


def test_a_damaged_or_thin_last_year_is_not_called_a_record(database):
    for pair, last in ((("GRC", "DEU"), 2010), (("PLW", "KIR"), 2009)):
        said = lead.dyad(scene(database, last=last), pair)
        assert "is not ranked among the partners" in said
        assert "highest" not in said
        assert "lowest" not in said
    said = lead.dyad(scene(database, last=2011), ("GRC", "DEU"))
    assert "In 2009 it was" in said
    assert "is in place" in said


def test_few_common_votes_are_named_and_drawn_open(database):
    here = scene(database)
    figure = dyad_figure(here, ("PLW", "KIR"))
    assert "Fewer than 30 common votes in" in figure.note
    frame = figure.charts[0].frame
    rows = dyad_rows(here, ("PLW", "KIR")).set_index("year")
    few = {str(year) for year in rows.index[rows["n_votes"] < 30]}
    opened = frame.loc[frame["open"] & (frame["series"] == "PLW-KIR"), "period"]
    assert set(opened) == few


def test_a_side_of_few_votes_is_not_drawn_but_said(database):
    here = scene(database, actors=("PLW", "KIR", "FSM"))
    frame = triangle_figure(here).charts[0].frame
    sides = frame.loc[frame["code"].isin(["01", "02", "12"])]
    hidden = sides["value"].isna()
    assert hidden.any()
    assert sides.loc[hidden, "series_label"].str.contains("too few|no common vote").all()


def test_a_difference_is_the_first_pair_less_the_second(database):
    here = scene(database)
    rows = difference(here, ("USA", "RUS"), ("USA", "DEU"))
    first, second = (
        dyad_rows(here, pair).set_index("year")["value"]
        for pair in (("USA", "RUS"), ("USA", "DEU"))
    )
    pd.testing.assert_series_equal(
        rows.set_index("year")["difference"], first - second, check_names=False
    )


def test_two_pairs_without_a_common_year_have_no_difference(database):
    here = scene(database, first=2022, last=2023)
    silent = ("VEN", "USA")
    assert dyad_rows(here, silent).empty
    assert difference_figure(here, silent, ("USA", "DEU")) is None


def test_files_say_how_a_figure_was_computed(context, database):
    figure = lines_figure(scene(database))
    assert {"year", "value", "n_votes", "actor", "partner"} <= set(figure.rows())
    assert len(figure.rows()) == 4 * 35
    said = "Computation ours: agreement = 1 − sum of d / 2n"
    assert said in file_of(context(), figure, "json").decode()


def test_a_citation_names_computation_and_data_and_links_to_its_build(context, database, found):
    cited = reference(context(pair="USA-RUS"), lines_figure(scene(database)))
    assert cited.key == "agreement_lines"
    assert cited.data.startswith("Harvard Dataverse")
    assert "Computation ours" in cited.data
    build = found.build["id"]
    assert cited.address == f"?pair=USA-RUS&exhibit=agreement_lines&build={build}"


def test_a_figure_is_made_once_for_equal_choices(database):
    assert lines_figure(scene(database)) is lines_figure(scene(database))
    other = replace(scene(database), narrow=True)
    assert lines_figure(other) is not lines_figure(scene(database))
