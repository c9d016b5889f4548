"""What the tests of the whole app in a browser share: sizes, waiting, what a page says."""

import re

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SIZES = {"wide": WIDE, "phone": PHONE}
AGENT = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
FIGURE = "figure?figure=nato_favourable_pct:POL:NATO:2024:pew_nato_2025"
PATHS = {
    "read": "",
    "votes": "votes",
    "dyad": "votes?pair=USA-RUS&against=USA-DEU",
    "indicators": "indicators",
    "events": "indicators?view=events",
    "country": "countries",
    "pair": "countries?view=pair",
    "method": "method",
    "figure": FIGURE,
    "resets": "resets",
    "desk": "desk",
}
SCROLL_TOP = "document.querySelector('.stMain').scrollTop"

# Streamlit looks for its server under the address of the page before it looks at the root.
PROBE = re.compile(r"Failed to load resource: .* 404 .*/_stcore/(health|host-config)")

LISTEN = """window.talk = {asked: 0, heard: 0};
window.WebSocket = class extends WebSocket {
  constructor(...told) {
    super(...told);
    this.addEventListener('message', () => { talk.heard = performance.now(); });
  }
  send(message) {
    talk.asked = performance.now();
    super.send(message);
  }
};"""
"""Runs before the page; without it a run that was asked for and has not begun looks settled."""

_SETTLED = """() => {
  const {asked, heard} = window.talk;
  const app = document.querySelector('.stApp[data-test-script-state=notRunning]');
  const places = [...document.querySelectorAll('.stPrintGraphic')];
  return heard > asked && performance.now() - heard > 150
    && app && document.querySelector('.st-key-foot') && !document.querySelector('.stSkeleton')
    && places.every(place => place.querySelector('svg.marks'));
}"""
_ONLY_OPEN = """number => {
  const shown = [...document.querySelectorAll('#evidence')].map(e => e.textContent);
  return number === null ? shown.length === 0
    : shown.length === 1 && shown[0] === `Statement ${number}`;
}"""
_IN_SIGHT = """selector => {
  const element = document.querySelector(selector);
  const box = element?.getClientRects()[0];
  if (!box) return false;
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return box.top >= 48 && box.bottom <= innerHeight && element.contains(top);
}"""


def settle(page):
    """Wait until every run that was asked for has ended and every chart is drawn.

    The page must have been opened in a context that listens.
    """
    page.wait_for_function(_SETTLED)


def wait_until_open(page, number):
    """Wait until the statement of this number, and no other, stands in a panel; None: none."""
    page.wait_for_function(_ONLY_OPEN, arg=number)


def quoted(page):
    """The sentences that stand open in the evidence panels."""
    return page.locator("blockquote:not(.ahead *)").all_text_contents()


def in_sight(page, selector):
    """Whether an element begins inside the window and nothing lies over it."""
    return page.evaluate(_IN_SIGHT, selector)


def wait_until_in_sight(page, selector):
    """Wait until an element has come into sight, then until all is drawn: it must have stayed."""
    page.wait_for_function(_IN_SIGHT, arg=selector)
    settle(page)
    assert in_sight(page, selector)


def said(page):
    """What screen readers were told by the sections, those that are silent left out."""
    lines = page.locator(".article-section [role=status]").all_text_contents()
    return [line for line in lines if line]


def parameters(page):
    """The query of the address as the browser shows it."""
    return page.evaluate("location.search")
