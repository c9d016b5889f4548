import io

import pytest
from PIL import Image, ImageFont

from dashboard.charts import export, style
from tests.dashboard.charts import samples

HEAD = export.Head(
    title="Aid allocated to Ukraine per month",
    subtitle="EUR bn, current prices; bilateral military, financial and humanitarian aid",
    source="Source: Kiel Institute, Release 29.",
    address="https://example.org/read?claim=c07",
    as_of="4 August 2026",
)
PANELS = [("", samples.aid(), samples.AID), ("Trade <&>", samples.trade(), samples.TRADE)]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_picture_carries_its_words_and_the_colours_of_its_theme(theme):
    svg = export.svg(PANELS, HEAD, theme)
    for words in (
        HEAD.title,
        HEAD.source,
        "As of 4 August 2026",
        HEAD.address,
        "Trade &lt;&amp;&gt;",
    ):
        assert words in svg
    assert "var(" not in svg
    assert style.TOKENS[theme]["paper"] in svg
    assert style.TOKENS["actors"]["USA"][theme] in svg


def test_a_picture_is_the_same_each_time():
    assert export.svg(PANELS, HEAD) == export.svg(PANELS, HEAD)


def test_a_png_has_the_size_of_its_panels():
    picture = Image.open(io.BytesIO(export.png(PANELS, HEAD, scale=2)))
    assert picture.width == 2 * (461 + 2 * export.MARGIN)
    corner = picture.convert("RGB").getpixel((0, 0))
    assert "#{:02X}{:02X}{:02X}".format(*corner) == style.TOKENS["light"]["paper"]


def ink(picture):
    """Return the width of what is not paper."""
    grey = picture.convert("L").point(lambda value: 255 * (value < 128))
    left, _, right, _ = grey.getbbox()
    return right - left


@pytest.mark.parametrize(("weight", "title"), [(600, True), (400, False)])
def test_our_own_font_is_drawn(weight, title):
    words = "Hamburgefonstiv Willimantic 0123"
    head = export.Head(words) if title else export.Head("", subtitle=words)
    picture = Image.open(io.BytesIO(export.png([], head, scale=4)))
    font = ImageFont.truetype(str(export.FONTS / f"public-sans-{weight}.ttf"), 100)
    left, _, right, _ = font.getbbox(words)
    size = 14.5 if title else 12.5
    assert ink(picture) / (size * 4) == pytest.approx((right - left) / 100, rel=0.01)
