"""What the server answers beside the pages: script-free edition, readings, evidence ahead."""

import json
import threading
from collections.abc import Callable
from functools import lru_cache, partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboard.edition.ahead import ahead
from dashboard.edition.edition import Edition
from dashboard.edition.page import page
from dashboard.shell.keys import EVENTS, PAIR
from dashboard.store.catalogue import catalogue
from dashboard.store.compatibility import lacks
from dashboard.store.database import NoBuildError, check, connection, in_force, published
from etl.readings.review import reviews

NO_CLAIM = "There is no statement of this name.\n"
UNKNOWN = "There is no article of this name.\n"
PRUNED = "This build is not kept here, or code of today cannot read it.\n"
MOVED = (
    ("read", "/", ""),
    ("compare", "/votes", ""),
    ("ties", "/countries", f"view={PAIR}"),
    ("actor", "/countries", ""),
    ("events", "/indicators", f"view={EVENTS}"),
    ("sources", "/method", ""),
)
"""Addresses of former pages, the pages that took them over, and which part of them is meant."""
_making = threading.Lock()
"""One at a time: of many first readers of a build one makes its edition, the others wait for it."""


def article(request: Request) -> Response:
    """The script-free edition of an article, made once per build."""
    return _answer(request, _page, "text/html")


def readings(request: Request) -> Response:
    """All readings on all bases, as JSON."""
    return _answer(request, _readings, "application/json")


def evidence(request: Request) -> Response:
    """The evidence of one statement, which the browser fetches ahead of a click."""
    claim = request.path_params["claim"]
    return _answer(request, lambda database: ahead(database, claim), "text/html")


def routes(base: str) -> list[Route]:
    """The routes under the path that the whole server stands under; empty for its root."""
    root = f"/{base.strip('/')}".rstrip("/")
    return [
        Route(f"{root}/article/{{slug}}", article),
        Route(f"{root}/api/readings.json", readings),
        Route(f"{root}/evidence/{{claim}}", evidence),
        *(Route(f"{root}/{old}", partial(_lead_on, root + new, more)) for old, new, more in MOVED),
    ]


def _lead_on(place: str, more: str, request: Request) -> Response:
    """The way from an old address to the page that took it over, with what it asks for."""
    asked = "&".join(part for part in (more, request.url.query) if part)
    return RedirectResponse(f"{place}?{asked}" if asked else place, 307)


def _answer(request: Request, make: Callable[[str], bytes], kind: str) -> Response:
    """The content, or that the reader has it already: it changes with the build alone."""
    try:
        database = _asked(request)
    except NoBuildError as error:
        return PlainTextResponse(f"{error}\n", 503)
    if database is None:
        return PlainTextResponse(PRUNED, 404)
    found = catalogue(database)
    if request.path_params.get("slug") not in {None, found.article["id"]}:
        return PlainTextResponse(UNKNOWN, 404)
    if request.path_params.get("claim") not in {None, *found.claims}:
        return PlainTextResponse(NO_CLAIM, 404)
    tag = f'W/"{found.build["id"]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    with _making:
        content = make(database)
    return Response(content, media_type=kind, headers=headers)


def _asked(request: Request) -> str | None:
    """The build of the address, else the one in force; None where it cannot be shown."""
    present, build = in_force(), request.query_params.get("build")
    check(present)
    if build is None:
        return present
    path = published().get(build)
    return None if path is None or lacks(path, present) else path


@lru_cache(maxsize=4)
def _page(database: str) -> bytes:
    return page(Edition(database)).encode()


@lru_cache(maxsize=4)
def _readings(database: str) -> bytes:
    found = reviews(connection(database).cursor())
    return json.dumps(found, ensure_ascii=False).encode()
