"""A publisher on this machine: a real HTTP server that answers as it is told, faults included."""

import threading
import time
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

ZEROS = b"0" * 65_536


@dataclass
class Answer:
    """What a path answers: status, headers, body; and how the body comes."""

    body: bytes = b""
    status: int = 200
    headers: dict = field(default_factory=dict)
    cut: bool = False  # half of the body, then the connection is closed
    slow: float = 0.0  # seconds before the answer
    drip: float = 0.0  # seconds between bytes
    endless: int = 0  # so many bytes of zeros behind the body
    packed: bool = False


@dataclass
class Publisher:
    """The answers by path (or by path and query), and what was asked for."""

    address: str = ""
    answers: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    sent: int = 0

    def put(self, url, *answers):
        """Answer requests for a publisher's URL, the last answer for ever."""
        self.answers[path_of(url)] = list(answers)

    def answer(self, path):
        """The next answer for a path; 404 where nothing was put."""
        given = self.answers.get(path)
        if not given:
            return Answer(b"nothing here", 404, {"Content-Type": "text/plain"})
        return given.pop(0) if len(given) > 1 else given[0]


def path_of(url):
    """The path under which the mirror serves a publisher's URL."""
    parts = httpx.URL(url)
    return f"{parts.host}{parts.raw_path.decode()}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else every body waits 40 ms for the receipt of its head

    def do_GET(self):
        publisher = self.server.publisher
        path = self.path.removeprefix("/")
        publisher.asked.append((path, dict(self.headers)))
        answer = publisher.answer(path)
        etag = answer.headers.get("ETag")
        if etag and self.headers.get("If-None-Match") == etag:
            answer = Answer(status=304)
        time.sleep(answer.slow)
        try:
            self._send(answer, publisher)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _send(self, answer, publisher):
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.packed:
            self.send_header("Content-Encoding", "gzip")
        if answer.endless:
            self._stream(answer, publisher)
            return
        if answer.status != 304:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.close_connection = answer.cut
        self._write(answer.body[: len(answer.body) // 2] if answer.cut else answer.body, answer)

    def _write(self, body, answer):
        step = 1 if answer.drip else len(body)
        for start in range(0, len(body), step or 1):
            self.wfile.write(body[start : start + step])
            self.wfile.flush()
            time.sleep(answer.drip)

    def _stream(self, answer, publisher):
        self.close_connection = True
        self.end_headers()
        packer = zlib.compressobj(wbits=31) if answer.packed else None
        self.wfile.write(packer.compress(answer.body) if packer else answer.body)
        for _ in range(answer.endless // len(ZEROS)):
            block = packer.compress(ZEROS) if packer else ZEROS
            self.wfile.write(block)
            publisher.sent += len(ZEROS)

    def log_message(self, *_):
        """Say nothing."""


@contextmanager
def serving(tls=None):
    """A publisher that answers until the block ends, over TLS where a context is given."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    scheme = "https" if tls else "http"
    server.publisher = Publisher(f"{scheme}://127.0.0.1:{server.server_port}")
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.publisher
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
