"""The servers that are measured, each a process of its own: dashboard, stock empty app, files."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
EMPTY_APP = 'import streamlit as st\n\nst.write("Nothing else.")\n'
EMPTY_TEXT = "Nothing else."


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    pid: int

    @property
    def address(self) -> str:
        """Where the browser finds it."""
        return f"http://localhost:{self.port}"

    def cpu(self) -> float:
        """Seconds of CPU that all threads of the process have used so far, ended ones too."""
        # The kernel numbers the CPU clock of a process so (see man clock_getcpuclockid).
        return time.clock_gettime((~self.pid << 3) | 2)


@contextmanager
def dashboard(scratch: Path) -> Iterator[Server]:
    """The dashboard as `python -m dashboard` starts it, on a copy of the data."""
    data = scratch / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("builds"))
    command = [sys.executable, "-m", "dashboard"]
    with _started(command, ROOT, {"ALIGNMENT_DATA": str(data)}) as server:
        yield server


@contextmanager
def empty(scratch: Path) -> Iterator[Server]:
    """An app of one line with Streamlit's own settings."""
    folder = scratch / "empty"
    folder.mkdir()
    (folder / "app.py").write_text(EMPTY_APP, "utf-8")
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    with _started([*command, "--browser.gatherUsageStats=false"], folder) as server:
        yield server


@contextmanager
def files(folder: Path) -> Iterator[Server]:
    """A folder as static files."""
    port = _free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    with _running(command, folder, {}) as process:
        _wait(f"http://localhost:{port}/", process)
        yield Server(port, process.pid)


@contextmanager
def _started(
    command: list[str], folder: Path, settings: dict[str, str] | None = None
) -> Iterator[Server]:
    port = _free_port()
    options = [f"--server.port={port}", "--server.headless=true"]
    with _running([*command, *options], folder, settings or {}) as process:
        _wait(f"http://localhost:{port}/_stcore/health", process)
        yield Server(port, process.pid)


@contextmanager
def _running(
    command: list[str], folder: Path, settings: dict[str, str]
) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


def _wait(address: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(address, timeout=2):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"no answer from {address}")
