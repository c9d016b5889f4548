"""Printed or seen without colour: readings and actors are still told apart."""

import io
from itertools import combinations

import pytest
from PIL import Image, ImageChops

from dashboard.words.readings import READINGS

GREY = """
  html { filter: grayscale(1) !important; }
  .st-key-filter_actors button { zoom: 3; }
"""
INK = 60
"""By how much of 255 a point differs from its paper, or from another sign, to be seen."""
APART = 0.2
"""Share of the inked points by which two signs differ at least."""
MARK = 36
"""Width of the sign before the name of an actor, in pixels."""
_SIGNS = """shapes => {
  const place = document.createElement('div');
  place.id = 'signs';
  place.className = 'stHtml';
  place.style = 'position: fixed; inset: 60px auto auto 10px; z-index: 9; padding: 20px;'
    + 'background: var(--paper); display: flex; gap: 30px; font-size: 32px';
  place.innerHTML = shapes.map(s => `<span class="mk ${s}"></span>`).join('');
  document.querySelector('.stMain').append(place);
}"""


@pytest.fixture(scope="module")
def grey(visit, address):
    page = visit(address)
    page.add_style_tag(content=GREY)
    return page


def seen(page, box):
    """A part of the page as a picture in greys, on a field of one size."""
    picture = Image.open(io.BytesIO(page.screenshot(clip=box))).convert("L")
    field = Image.new("L", (64, 64), picture.getpixel((0, 0)))
    field.paste(picture, ((64 - picture.width) // 2, (64 - picture.height) // 2))
    return field


def points(picture):
    return sum(picture.histogram()[INK:])


def apart(one, other):
    """The differing points as a share of those that have ink in either picture."""
    paper = Image.new("L", one.size, one.getpixel((0, 0)))
    inked = points(ImageChops.lighter(*(ImageChops.difference(p, paper) for p in (one, other))))
    return points(ImageChops.difference(one, other)) / inked


def test_every_two_readings_differ_in_shape(grey):
    grey.evaluate(_SIGNS, [reading.mark for reading in READINGS.values()])
    pictures = [seen(grey, sign.bounding_box()) for sign in grey.locator("#signs .mk").all()]
    assert len(pictures) == len(READINGS) == 5
    for one, other in combinations(pictures, 2):
        assert apart(one, other) >= APART


def test_every_two_actors_differ_in_shape(grey):
    marks = grey.locator(".st-key-filter_actors button").all()
    assert len(marks) >= 6
    boxes = [mark.locator("div").first.bounding_box() for mark in marks]
    pictures = [seen(grey, box | {"width": MARK, "height": box["height"]}) for box in boxes]
    for one, other in combinations(pictures, 2):
        assert apart(one, other) >= APART
