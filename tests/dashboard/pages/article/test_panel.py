from dashboard.pages.article.panel import open_claim, open_exhibit


def test_the_url_s_claim_opens_only_in_its_section(context, found):
    opened = context(claim="c10")
    for section in found.sections.values():
        here = open_claim(opened, section)
        assert (here is found.claims["c10"]) is (section.id == found.claims["c10"].section)
        assert open_claim(context(), section) is None


def test_the_panel_shows_the_claim_s_first_exhibit_or_the_one_named(context, found):
    aid = found.claims["c10"]
    section = found.sections[aid.section]
    assert open_exhibit(context(claim="c10"), section).id == aid.exhibits[0]
    assert (
        open_exhibit(context(claim="c10", exhibit=aid.exhibits[1]), section).id == (aid.exhibits[1])
    )
    assert open_exhibit(context(), section).place == "panel"
    plate = next(e for e in found.exhibits.values() if e.place == "plate")
    beside = found.sections[plate.section]
    assert open_exhibit(context(exhibit=plate.id), beside).place == "panel"
