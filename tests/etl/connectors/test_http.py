"""What networks and publishers do to a fetch, over real sockets.

What is answered before a body is read does not depend on the document: such faults are tried with
one at its address and with one that is looked up on a page; all others with each kind of document.
"""

import ssl
import time
from dataclasses import replace
from email.utils import formatdate
from importlib.metadata import version

import pytest
import trustme

from etl import clock
from etl.build.refresh import CHANGES, NOTHING, PROBLEMS
from etl.connectors.register import CONNECTORS
from etl.connectors.session import CONTACT, MIRROR
from tests.etl.connectors.conftest import QUICK
from tests.etl.connectors.samples import TYPES, address, requests, sample
from tests.etl.connectors.server import Answer, serving

HUGE = {"Content-Length": str(10**10)}
START = {"csv": b"a,b\n", "json": b"[0,", "xlsx": b"PK\x03\x04"}
HERE = "the address itself"
TEXT = {"Content-Type": "text/plain"}
PAGE = b"<!DOCTYPE html>\n<html><head><title>Sorry</title></head><body>Busy</body></html>"
PAGE_FOR_DATA = "HTML error page with status 200"
QUICK_ONE = "kiel"
"""The connector that stands for all in the fast lane."""
# The answer in the place of the first document, and what the message must say.
FAULTS = {
    "403": (Answer(b"no", 403, TEXT), "403 the publisher refuses"),
    "404": (Answer(b"no", 404, TEXT), "404 not there"),
    "429 for ever": (Answer(b"no", 429, {"Retry-After": "0"}), "429 Too Many Requests; gave up"),
    "429 for an hour": (Answer(b"no", 429, {"Retry-After": "3600"}), "asks to wait 3600 s"),
    "500 for ever": (Answer(b"no", 500, TEXT), "500 Internal Server Error; gave up after 2"),
    "redirect elsewhere": (
        Answer(status=302, headers={"Location": "https://example.org/x"}),
        "leads to example.org, which is not the publisher's",
    ),
    "redirect to http": (
        Answer(status=302, headers={"Location": "http://example.org/x"}),
        "is not reached by https",
    ),
    "redirect in circles": (
        Answer(status=301, headers={"Location": HERE}),
        "more than 5 redirects",
    ),
    "time-out": (Answer(b"late", slow=1.0), "no answer in time; gave up after 2"),
    "drip": (Answer(b"x" * 4000, drip=0.1), "not complete after 1 s"),
    "cut in the middle": (Answer(cut=True), "the connection failed"),
    "wrong type": (Answer(b"%PDF-1.7 ...", headers={"Content-Type": "application/pdf"}), "sent"),
    PAGE_FOR_DATA: (Answer(PAGE), "got a web page"),
    "empty": (Answer(b""), "the document is empty"),
    "10 GB of zeros": (Answer(endless=10**10), "is longer than"),
    "10 GB announced": (Answer(endless=10**10, headers=HUGE), "announces 10,000,000,000 bytes"),
    "10 GB of zeros, packed": (Answer(endless=10**10, packed=True), "is longer than"),
}


def one_of_each_kind():
    """A connector for each kind of first document, found at its address or by way of a page."""
    found = {}
    for name, connector in CONNECTORS.items():
        request = requests(connector)[0]
        found.setdefault((request.kind, request.find and request.page_kind), name)
    return list(found.values())


def parameters(pairs):
    """Parameters of which those of one connector are in the fast lane."""
    return [
        pytest.param(*pair, marks=() if pair[0] == QUICK_ONE else pytest.mark.slow)
        for pair in pairs
    ]


KINDS = one_of_each_kind()
WAYS = (QUICK_ONE, "nato")
"""A document that lies at its address, and one that is looked up on a page."""
OF_KIND = ("cut in the middle", "wrong type", PAGE_FOR_DATA, "empty")
ENDLESS = [fault for fault, (answer, _) in FAULTS.items() if answer.endless]
CASES = [(name, fault) for name in WAYS for fault in FAULTS]
CASES += [(name, fault) for name in KINDS if name not in WAYS for fault in OF_KIND]
CASES += [(name, fault) for name in ("comtrade", "census") for fault in ENDLESS]
CASES += [(name, PAGE_FOR_DATA) for name in CONNECTORS if name not in (*KINDS, *WAYS)]


def first(connector):
    """The first document with the address at which it lies, and its media type."""
    request = requests(connector)[0]
    return request, address(connector, request), TYPES[request.kind]


@pytest.mark.parametrize(("name", "fault"), parameters(CASES))
def test_a_fault_ends_in_a_message_and_changes_nothing(
    name, fault, offer, publisher, run, unchanged
):
    connector = CONNECTORS[name]
    answer, words = FAULTS[fault]
    offer(connector)
    request, url, media = first(connector)
    body = START[request.kind] if answer.endless else answer.body
    body = sample(connector, request.document) if answer.cut else body
    body = START[request.kind] * 1000 if answer.drip else body
    headers = {"Content-Type": media, **answer.headers}
    headers = {name: url if value is HERE else value for name, value in headers.items()}
    publisher.put(url, replace(answer, headers=headers, body=body))
    slow = {"whole": 1, "attempts": 1} if answer.drip else {"whole": 120}
    outcome = run(connector, manners=replace(QUICK, **slow))
    assert outcome.status == PROBLEMS
    (line,) = outcome.lines
    assert request.document in line
    assert words in line
    assert line.endswith("nothing was changed")
    assert publisher.sent < 2 * request.maximum + 100_000_000
    unchanged()


@pytest.mark.parametrize("name", parameters([(name,) for name in CONNECTORS]))
def test_a_first_run_adds_a_whole_edition_and_a_second_nothing(name, offer, data, run, publisher):
    connector = CONNECTORS[name]
    offer(connector, ETag='"one"')
    outcome = run(connector)
    assert outcome.status == CHANGES, outcome.lines
    publisher.asked.clear()
    again = run(connector)
    assert again.status == NOTHING, again.lines
    assert again.lines[-1] == "nothing new"
    assert len(publisher.asked) >= len(requests(connector))
    assert all("If-None-Match" in headers for _, headers in publisher.asked)


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_passes_is_tried_again(name, status, offer, publisher, fetched):
    connector = CONNECTORS[name]
    offer(connector)
    request, url, media = first(connector)
    good = Answer(sample(connector, request.document), headers={"Content-Type": media})
    publisher.put(url, Answer(b"no", status, TEXT), good)
    assert fetched(connector)[request.document].path.read_bytes() == good.body


def test_the_wait_that_a_publisher_asks_for_is_kept(offer, publisher, fetched):
    connector = CONNECTORS["troopdata"]
    offer(connector)
    request, url, media = first(connector)
    good = Answer(sample(connector, request.document), headers={"Content-Type": media})
    publisher.put(url, Answer(b"slow down", 429, {"Retry-After": "1"}), good)
    started = time.monotonic()
    fetched(connector)
    assert time.monotonic() - started >= 1


def test_a_wait_until_a_time_is_reckoned_by_the_clock_of_the_publisher(
    offer, publisher, fetched, monkeypatch
):
    monkeypatch.setenv(clock.SETTING, "2020-01-01")
    connector = CONNECTORS["nato"]
    offer(connector)
    request, url, media = first(connector)
    good = Answer(sample(connector, request.document), headers={"Content-Type": media})
    until = {"Retry-After": formatdate(time.time() + 2, usegmt=True)}
    publisher.put(url, Answer(b"slow down", 429, until), good)
    assert fetched(connector)[request.document].path.read_bytes() == good.body


def test_a_fetch_says_who_asks(offer, publisher, fetched, monkeypatch):
    monkeypatch.setenv(CONTACT, "desk@example.org")
    offer(CONNECTORS["nato"])
    fetched(CONNECTORS["nato"])
    agents = {headers["User-Agent"] for _, headers in publisher.asked}
    assert agents == {f"AlignmentIndicators/{version('alignment-indicators')} (desk@example.org)"}


def test_requests_to_one_host_are_apart(offer, publisher, fetched):
    offer(CONNECTORS["kiel"])
    started = time.monotonic()
    fetched(CONNECTORS["kiel"], replace(QUICK, pause=0.1))
    assert time.monotonic() - started >= 0.1 * (len(requests(CONNECTORS["kiel"])) - 1)


def test_a_certificate_that_nobody_vouches_for_is_refused(run, unchanged, monkeypatch):
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with serving(context) as publisher:
        monkeypatch.setenv(MIRROR, publisher.address)
        outcome = run(CONNECTORS["nato"])
    assert outcome.status == PROBLEMS
    assert "CERTIFICATE_VERIFY_FAILED" in outcome.lines[0]
    unchanged()
