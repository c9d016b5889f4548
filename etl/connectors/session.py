"""How this project behaves towards publishers: who it says it is, how patient, how frugal."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

import httpx

from etl.connectors.model import Connector, RefusedError

CONTACT = "ALIGNMENT_CONTACT"
MIRROR = "ALIGNMENT_MIRROR"
PACKAGE, PROJECT = "alignment-indicators", "AlignmentIndicators"


@dataclass(frozen=True)
class Manners:
    """Seconds and numbers that bound a fetch."""

    connect: float = 15
    silence: float = 60
    whole: float = 1800
    attempts: int = 4
    first_wait: float = 2
    longest_wait: float = 60
    longest_asked: float = 120
    redirects: int = 5
    pause: float | None = None


class FetchWatch(Protocol):
    """What a fetch and a parse tell while they run."""

    def received(self, document: str, count: int, total: int | None) -> None:
        """So many bytes have come, of so many as far as that is known."""

    def read(self, document: str, count: int) -> None:
        """So many rows have been read."""

    def say(self, text: str) -> None:
        """Something that a person who waits should know."""


@dataclass(frozen=True)
class Session:
    """A client for one connector, the folder of its documents, and who watches.

    `mirror` is an address that stands in for the publishers: their host and path follow behind it.
    `asked` holds when each host was last asked.
    """

    client: httpx.Client
    connector: Connector
    folder: Path
    watch: FetchWatch
    manners: Manners
    mirror: str = ""
    asked: dict[str, float] = field(default_factory=dict)

    def allowed(self, address: str) -> httpx.URL:
        """The address, if it is one of the publisher's; raises RefusedError."""
        url = httpx.URL(address)
        if url.scheme != "https":
            raise RefusedError(f"{_plain(url)} is not reached by https")
        hosts = self.connector.hosts
        if not any(url.host == host or url.host.endswith(f".{host}") for host in hosts):
            known = ", ".join(hosts)
            raise RefusedError(f"leads to {url.host}, which is not the publisher's ({known})")
        return url

    def actual(self, url: httpx.URL) -> httpx.URL:
        """Where the request goes: to the publisher, or to the mirror."""
        return httpx.URL(f"{self.mirror}/{url.host}{url.raw_path.decode()}") if self.mirror else url

    def wait_turn(self, host: str) -> None:
        """Leave a pause between two requests to one host."""
        pause = self.connector.pause if self.manners.pause is None else self.manners.pause
        since = time.monotonic() - self.asked.get(host, -pause)
        time.sleep(max(0.0, pause - since))
        self.asked[host] = time.monotonic()


@contextmanager
def session(
    connector: Connector, folder: Path, watch: FetchWatch, manners: Manners
) -> Iterator[Session]:
    """A session that identifies itself, verifies TLS and follows no redirect by itself."""
    limits = httpx.Timeout(manners.silence, connect=manners.connect)
    contact = os.environ.get(CONTACT, "").strip()
    agent = f"{project()} ({contact or f'contact: set {CONTACT}'})"
    headers = {"User-Agent": agent, "Accept-Encoding": "gzip"}
    mirror = os.environ.get(MIRROR, "").rstrip("/")
    with httpx.Client(headers=headers, timeout=limits, follow_redirects=False) as client:
        yield Session(client, connector, folder, watch, manners, mirror)


def project() -> str:
    """Who asks, with the version that is installed; without one where none is."""
    try:
        return f"{PROJECT}/{version(PACKAGE)}"
    except PackageNotFoundError:
        return PROJECT


def _plain(url: httpx.URL) -> str:
    """The address without its query, which may be long."""
    return str(url.copy_with(query=None, userinfo=b""))
