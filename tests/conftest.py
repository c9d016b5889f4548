"""What all tests share: lanes, the order of files, a build of the real data, Chromium, servers."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from filelock import FileLock
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling

from etl.paths import DATA, builds_folder, fetched_folder
from etl.problems import DataProblemsError
from tests.built import build_once

# How long an example takes depends on the machine and what else it does.
settings.register_profile("full", deadline=None)
settings.register_profile("fast", deadline=None, max_examples=15)
settings.load_profile("full")

ROOT = Path(__file__).parents[1]
APP_IN_A_BROWSER = "tests/dashboard/browser/"
SLOWEST = 10
START_SECONDS = 60
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


TESTS = Path(__file__).parent
SLOW = (
    "dashboard/edition/",
    "dashboard/server/test_rebuild.py",
    "dashboard/server/test_hindrance.py",
    "dashboard/pages/",
    "etl/connectors/test_http.py",
    "etl/connectors/test_duplicates.py",
    "etl/connectors/test_refresh.py",
    "etl/package/",
    "etl/plan/",
    "etl/readings/test_evaluation.py",
    "etl/test___main__.py",
    "etl/build/test_steps.py",
    "etl/test_clock.py",
    "etl/test_faults.py",
    "etl/build/test_rollback.py",
    "etl/build/test_pasted_rows.py",
    "test_installed.py",
)
"""Files whose tests build, refresh or start a process each, or run whole pages."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what needs a browser; files that take long come first, so that none ends alone."""
    for item in items:
        if "chromium" in item.fixturenames:
            item.add_marker("browser")
        if item.path.relative_to(TESTS).as_posix().startswith(SLOW):
            item.add_marker("slow")
    ranks = {}
    for item in items:
        here = 0 if item.get_closest_marker("browser") else 1 if _is_slow(item) else 2
        ranks[item.path] = min(here, ranks.get(item.path, here))
    items.sort(key=lambda item: ranks[item.path])


def _is_slow(item):
    return item.get_closest_marker("slow") is not None


class _Files(LoadFileScheduling):
    """A file to a process, but all tests of the app in a browser to one: they share its server."""

    def _split_scope(self, nodeid):
        if nodeid.startswith(APP_IN_A_BROWSER):
            return APP_IN_A_BROWSER
        return super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config, log):
    return _Files(config, log)


def pytest_terminal_summary(terminalreporter):
    """Print the files that took most seconds, of all processes together."""
    seconds = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if hasattr(report, "duration"):
                seconds[report.location[0]] += report.duration
    terminalreporter.section(f"slowest {SLOWEST} files of {sum(seconds.values()):.0f} s")
    for name, took in seconds.most_common(SLOWEST):
        terminalreporter.write_line(f"{took:7.1f} s  {name}")


@pytest.fixture(scope="session")
def edition(tmp_path_factory):
    """A copy of data/ with its build, one for all processes of a run; never write into it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    data = shared / "edition" / "data"
    with FileLock(shared / "edition.lock"):
        if not data.exists():
            made = tmp_path_factory.mktemp("made")
            _make_edition(made / "data")
            made.rename(data.parent)
    return data


def _make_edition(data):
    products = (builds_folder(DATA).name, fetched_folder(DATA).name)
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns(*products))
    try:
        build_once(data)
    except DataProblemsError as error:
        pytest.fail("data/ cannot be built:\n" + "\n".join(map(str, error.problems[:20])))


@pytest.fixture(scope="session")
def chromium():
    """A headless browser; without one the test is skipped, but on CI it fails."""
    executable = shutil.which("chromium", path=os.pathsep.join([os.environ["PATH"], "/usr/bin"]))
    if executable is None:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing("no Chromium found: install the package chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve(start_server):
    """A function that starts an app script on a free port and returns its address."""

    def start(app, env=None):
        return start_server(["streamlit", "run", str(app)], env)

    return start


@pytest.fixture(scope="session")
def start_server(tmp_path_factory):
    """A function that runs a module as a server on a free port and returns its address.

    Its `stop` ends the server of an address; `port` starts one anew where it was; `base` is the
    path that it stands under.
    """
    servers = {}

    def start(module, env=None, folder=ROOT, port=None, base=""):
        port = port or _free_port()
        log = tmp_path_factory.mktemp("serve") / "log.txt"
        command = [sys.executable, "-m", *module]
        command += ["--server.port", str(port), "--server.headless", "true"]
        environment = os.environ | {"PYTHONPATH": str(ROOT)} | (env or {})
        with log.open("w") as out:
            server = subprocess.Popen(
                command, cwd=folder, env=environment, stdout=out, stderr=subprocess.STDOUT
            )
        address = f"http://localhost:{port}{base}"
        servers[address] = server
        _wait_until_healthy(address, server, log)
        return address

    start.stop = lambda address: _stop(servers.pop(address))
    yield start
    for server in servers.values():
        _stop(server)


def _stop(server):
    """A server that hangs on a browser's connection is killed, so that the run ends."""
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


def _wait_until_healthy(address, server, log):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"the app did not start:\n{log.read_text()}")
