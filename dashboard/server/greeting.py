"""The one line with which the server says where it is."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

ANY = frozenset({None, "", "0.0.0.0", "::"})  # what a server listens on, but no address to open
HERE = "localhost"


@asynccontextmanager
async def greet(_app: st.App) -> AsyncIterator[None]:
    """Tell the address when the server starts."""
    sys.stdout.write(f"Alignment Indicators: {address()} (Ctrl-C ends it)\n")
    sys.stdout.flush()
    yield


def address() -> str:
    """The address of the server as a reader opens it."""
    told, bound = st.get_option("browser.serverAddress"), st.get_option("server.address")
    host = told if told not in {None, HERE} else HERE if bound in ANY else bound
    host = f"[{host}]" if ":" in host else host
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"{scheme}://{host}:{st.get_option('server.port')}/{base}".rstrip("/")
