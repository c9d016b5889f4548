"""One document from a publisher: asked for conditionally, bounded, retried, checked, kept."""

import hashlib
import os
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx
import tenacity

from etl import clock
from etl.connectors.content_check import SNIFFED, check_start, check_type
from etl.connectors.model import Document, RefusedError, Request
from etl.connectors.session import Session
from etl.connectors.store import Kept, as_document, file_name, keep, newest

PASSING = {408, 425, 429, 500, 502, 503, 504}
ADVICE = {
    401: "the publisher wants a key",
    403: "the publisher refuses (a check for browsers? download it by hand, then --offline FILE)",
    404: "not there (has the address changed?)",
    410: "gone (has the address changed?)",
}
JITTER = 0.5


class PassingError(Exception):
    """A failure that may pass; `after` is how many seconds the publisher asks to wait."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


@dataclass(frozen=True)
class Call:
    """One document at one address, with the copy that is known of it."""

    session: Session
    request: Request
    address: str
    known: Kept | None
    headers: dict[str, str] = field(repr=False)  # may hold a key

    @property
    def name(self) -> str:
        """The name under which the document is kept."""
        return self.request.document


def fetch(session: Session, request: Request) -> Document:
    """The document as it stands with the publisher now; raises RefusedError when it is not had."""
    name, address = request.document, request.url
    if request.find is not None:
        page = Request(f"{name}.page", request.url, request.page_kind, maximum=5_000_000)
        address = request.find(fetch(session, page).text())
    known = newest(session.folder, name)
    known = known if known is not None and known.url == address else None
    headers = dict(request.headers)
    if known and known.etag:
        headers["If-None-Match"] = known.etag
    if known and known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    call = Call(session, request, address, known, headers)
    place = address.split("?")[0]
    try:
        return _retrying(call)(_asked, call)
    except PassingError as error:
        tries = session.manners.attempts
        raise RefusedError(f"{name}: {error}; gave up after {tries} attempts [{place}]") from None
    except RefusedError as error:
        raise RefusedError(f"{name}: {error} [{place}]") from None


def _retrying(call: Call) -> tenacity.Retrying:
    """Bounded attempts, growing waits with jitter, or the wait that the publisher asks for."""
    manners = call.session.manners
    grows = tenacity.wait_exponential(manners.first_wait, manners.longest_wait)
    jitter = tenacity.wait_random(0, manners.first_wait * JITTER)

    def wait(state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.after if isinstance(error, PassingError) else None
        return (grows(state) if asked is None else asked) + jitter(state)

    def tell(state: tenacity.RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        call.session.watch.say(f"{call.name}: {error}; again in {state.upcoming_sleep:.0f} s")

    return tenacity.Retrying(
        stop=tenacity.stop_after_attempt(manners.attempts),
        wait=wait,
        retry=tenacity.retry_if_exception_type(PassingError),
        before_sleep=tell,
        reraise=True,
    )


def _asked(call: Call) -> Document:
    """One attempt, following redirects within the publisher's hosts."""
    session, headers = call.session, call.headers
    try:
        url = session.allowed(call.address)
        for _ in range(session.manners.redirects + 1):
            session.wait_turn(url.host)
            with session.client.stream("GET", session.actual(url), headers=headers) as response:
                if not response.has_redirect_location:
                    return _answered(call, response)
                target = session.allowed(str(url.join(response.headers["Location"])))
            if target.host != url.host:  # a key goes to nobody but whom it was meant for
                headers = {k: v for k, v in headers.items() if k not in call.request.headers}
            url = target
    except httpx.TimeoutException:
        raise PassingError("no answer in time") from None
    except httpx.TransportError as error:
        raise PassingError(f"the connection failed ({error})") from None
    except (httpx.InvalidURL, httpx.DecodingError) as error:
        raise RefusedError(f"cannot be read ({error})") from None
    raise RefusedError(f"more than {session.manners.redirects} redirects")


def _answered(call: Call, response: httpx.Response) -> Document:
    """The kept copy when it is still right, or the body, kept; its type, size, time are bounded."""
    request, folder = call.request, call.session.folder
    if response.status_code == httpx.codes.NOT_MODIFIED and call.known:
        return as_document(folder, call.name, call.known)
    _check_status(response, call.session.manners.longest_asked)
    check_type(request.kind, response.headers.get("Content-Type", ""))
    total = _length(response)
    if total is not None and total > request.maximum:
        raise RefusedError(f"announces {total:,} bytes, at most {request.maximum:,} are read")
    part = folder / f".{call.name}.{os.getpid()}"
    try:
        digest = _written(call, response, part)
        now = clock.today().isoformat()
        name, seen = file_name(call.name, now, digest), response.headers
        dates = (_day(seen.get("Last-Modified")), seen.get("ETag"), seen.get("Last-Modified"))
        return keep(folder, call.name, part, Kept(name, call.address, digest, now, *dates))
    finally:
        part.unlink(missing_ok=True)


def _written(call: Call, response: httpx.Response, part: Path) -> str:
    """Stream the unpacked body into a file; returns its hash."""
    manners, kind, most = call.session.manners, call.request.kind, call.request.maximum
    digest, count, ends = hashlib.sha256(), 0, time.monotonic() + manners.whole
    total, start = _length(response), b""
    with part.open("wb") as file:
        # As it comes, not in blocks of a size: a trickle must not put off the look at the clock.
        for block in response.iter_bytes():
            if count < SNIFFED <= count + len(block):
                check_start(kind, start + block[:SNIFFED])
            start += block[: SNIFFED - len(start)]
            count += len(block)
            if count > most:
                raise RefusedError(f"is longer than {most:,} bytes; the rest was not read")
            if time.monotonic() > ends:
                raise PassingError(f"not complete after {manners.whole:.0f} s")
            digest.update(block)
            file.write(block)
            call.session.watch.received(call.name, count, total)
        file.flush()
        os.fsync(file.fileno())
    check_start(kind, start)
    return digest.hexdigest()


def _length(response: httpx.Response) -> int | None:
    """The announced number of bytes, if it is that of the body as it will be read."""
    announced = response.headers.get("Content-Length", "")
    packed = "Content-Encoding" in response.headers
    return int(announced) if announced.isdigit() and not packed else None


def _check_status(response: httpx.Response, longest: float) -> None:
    status = response.status_code
    if status == httpx.codes.OK:
        return
    message = f"{status} {ADVICE.get(status, response.reason_phrase)}"
    if status not in PASSING:
        raise RefusedError(message)
    after = _seconds(response.headers)
    if after is not None and after > longest:
        raise RefusedError(f"{message}; asks to wait {after:.0f} s (try again later)")
    raise PassingError(message, after)


def _seconds(headers: httpx.Headers) -> float | None:
    """The seconds that a Retry-After asks for, given as a number or a date; None without one.

    A date is held against the publisher's own clock, since that of this machine may be wrong.
    """
    asked = headers.get("Retry-After", "").strip()
    if not asked or asked.isdigit():
        return float(asked) if asked else None
    try:
        sent = parsedate_to_datetime(headers["Date"]) if "Date" in headers else clock.now()
        return max(0.0, (parsedate_to_datetime(asked) - sent).total_seconds())
    except (ValueError, TypeError):
        return None


def _day(header: str | None) -> str | None:
    try:
        return parsedate_to_datetime(header).date().isoformat() if header else None
    except ValueError:
        return None
