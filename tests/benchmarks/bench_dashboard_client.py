"""A reader without a browser: speaks Streamlit's protocol, presses widgets, keeps its cache."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

RUNS_KEPT = 2
"""Runs for which a browser keeps an unused message (global.maxCachedMessageAge)."""


def stream(port: int) -> dict:
    """The arguments with which `websockets` opens a session."""
    return {
        "uri": f"ws://localhost:{port}/_stcore/stream",
        "subprotocols": ["streamlit"],
        "max_size": None,
    }


@dataclass
class Reader:
    """What a browser knows of its session."""

    query: str = ""
    widgets: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Id and fragment of each widget by its key."""
    cached: dict[str, int] = field(default_factory=dict)
    runs: int = 0

    def ask(self, key: str = "", **value: object) -> bytes:
        """The message of a first visit or, with a key, of a widget's change."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.context_info.url = "http://localhost/"
        state.context_info.timezone = "UTC"
        state.cached_message_hashes.extend(self.cached)
        if key:
            name, state.fragment_id = self.widgets[key]
            _put(state.widget_states.widgets.add(), name, value)
        return message.SerializeToString()

    def take(self, data: bytes) -> bool:
        """Take in one answer; whether it was the last one."""
        message = ForwardMsg()
        message.ParseFromString(data)
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._keep(message)
        elif kind == "ref_hash":
            self.cached[message.ref_hash] = self.runs
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "script_finished":
            self._age()
            return message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return False

    def _keep(self, message: ForwardMsg) -> None:
        if message.metadata.cacheable:
            self.cached[message.hash] = self.runs
        if message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            made = getattr(element, str(element.WhichOneof("type")))
            name = getattr(made, "id", "")
            if isinstance(name, str) and name.startswith("$$ID-"):
                key = name.split("-", 2)[2]
                self.widgets[key] = (name, message.delta.fragment_id)

    def _age(self) -> None:
        self.runs += 1
        self.cached = {h: run for h, run in self.cached.items() if run >= self.runs - RUNS_KEPT}


def _put(widget: object, name: str, value: dict[str, object]) -> None:
    widget.id = name
    for kind, content in value.items():
        if kind == "string_array_value":
            widget.string_array_value.data.extend(content)
            # An empty choice is a choice too.
            widget.string_array_value.SetInParent()
        else:
            setattr(widget, kind, content)


@dataclass
class Visit:
    """An open session of one reader."""

    socket: ClientConnection
    reader: Reader

    def run(self, key: str = "", **value: object) -> int:
        """Open the page or change a widget, wait for the end of the run; bytes received."""
        self.socket.send(self.reader.ask(key, **value))
        received = 0
        while True:
            data = self.socket.recv()
            received += len(data)
            if self.reader.take(data):  # type: ignore[arg-type]
                return received


@contextmanager
def visit(port: int) -> Iterator[Visit]:
    """A session whose first run is done."""
    with connect(**stream(port)) as socket:
        found = Visit(socket, Reader())
        found.run()
        yield found
