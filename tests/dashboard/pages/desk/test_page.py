"""The page of the coder's desk: every list closed, with its count; no filter acts on it."""

import re


def test_the_lists_stand_closed_with_their_counts(page):
    desk = page("desk").visit(actor="DEU")
    assert re.search(r"<b>Families that rest on one publisher</b> <span>\d+</span>", desk.html)
    assert "<details open" not in desk.html
    assert not desk.app.get("button_group")
