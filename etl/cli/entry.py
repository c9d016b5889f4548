"""How a process of commands begins and ends: its streams, Ctrl-C, and its exit status.

It imports little, so that a stop is answered while the commands are still being loaded.
"""

import contextlib
import importlib
import io
import os
import signal
import sys
from collections.abc import Iterable
from types import FrameType

WRONG = 1
CLOSED = 141
BY_SIGNAL = 128
_arrived: list[int] = []


class Ended(SystemExit):
    """A command that ended with this status, and has said all there is to say."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def enter(module: str) -> None:
    """Run the `app` of a module, and end the process with the status of its command.

    A wrong call ends with 1, since a refresh says 2 when all went well; one that was stopped with
    130 (Ctrl-C) or 143 (ended by the system), and one whose reader has gone with 141.
    """
    _open_streams()
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup, or a job in the background
            signal.signal(number, _stop)
    sys.unraisablehook = _unraisable
    status = _flushed(_run(module))
    if _arrived:  # a stop inside of a library's import would have Python kill itself at its end
        os._exit(status)
    sys.exit(status)


def stop_if_asked() -> None:
    """Raise KeyboardInterrupt when a stop was asked for that a library kept to itself."""
    if _arrived:
        raise KeyboardInterrupt


def is_stopped() -> bool:
    """Whether this process was asked to stop, whatever a library made of that."""
    return bool(_arrived)


def stopped(notes: Iterable[str] = ()) -> Ended:
    """Say that the command was stopped, and what that means; to be raised: the exit status."""
    number = _arrived[-1] if _arrived else signal.SIGINT
    if _arrived:  # the end is near: a second Ctrl-C only makes it ugly
        signal.signal(number, signal.SIG_IGN)
    say("; ".join(["stopped", *notes]))
    return Ended(BY_SIGNAL + number)


def say(text: str) -> None:
    """A line on standard error, where somebody still reads it."""
    with contextlib.suppress(OSError):
        print(text, file=sys.stderr, flush=True)


def _run(module: str) -> int:
    try:
        app = importlib.import_module(module).app
        stop_if_asked()
        app()
    except Ended as ended:
        return ended.status
    except SystemExit as ended:
        if _arrived:
            return stopped().status
        if isinstance(ended.code, str):
            say(ended.code)
        return WRONG if ended.code else 0
    except OSError as error:  # of a help text, or of an import: commands answer their own
        return stopped().status if _arrived else _unwritten(error)
    except BaseException:
        if _arrived:
            return stopped().status
        raise
    return 0


def _stop(number: int, _: FrameType | None) -> None:
    """DuckDB, among others, makes another error of what is raised here: so it is noted too."""
    _arrived.append(number)
    raise KeyboardInterrupt


def _unraisable(caught: "sys.UnraisableHookArgs") -> None:
    """A stop in the middle of a finaliser is noted already, and needs no traceback."""
    if caught.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(caught)


def _open_streams() -> None:
    """Stand in for standard streams that are closed; no letter is unknown to one that is open."""
    while (spare := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass  # else the next file that is opened would take the place of a standard stream
    os.close(spare)
    sys.stdout = sys.stdout or io.TextIOWrapper(io.FileIO(os.devnull, "w"))
    sys.stderr = sys.stderr or io.TextIOWrapper(io.FileIO(os.devnull, "w"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _flushed(status: int) -> int:
    """The status, or another one when the output does not get to its reader."""
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left in the buffer goes nowhere
        return status or _unwritten(error)
    return status


def _unwritten(error: OSError) -> int:
    """Say what could not be written, unless it is only that nobody reads it."""
    if isinstance(error, BrokenPipeError):
        return CLOSED
    say(f"{error.filename or 'the output cannot be written'}: {error.strerror}")
    return WRONG
