"""What a person can mend outside of the data and the code, in one sentence with the remedy."""

import errno
import tempfile

import duckdb
import filelock

from etl.problems import StopError

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def sentence(error: BaseException) -> str | None:
    """What is wrong and what to do about it; None for an error that is a fault of the code."""
    match error:
        case StopError():
            return str(error)
        case filelock.Timeout():
            return "another build or refresh is running (wait until it has ended)"
        case OSError(errno=int()):
            return _of_system(error)
        case MemoryError() | duckdb.OutOfMemoryException():
            return f"there is too little memory (end other programs): {_first(error)}"
        # A write that fails is told as one of these, by where DuckDB was when it failed.
        case duckdb.IOException() | duckdb.TransactionException() | duckdb.FatalException():
            return f"the disk is full, or a file on it cannot be used: {_first(error)} (make room)"
    return None


def _of_system(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    if error.errno in FULL:
        return f"{where}the disk is full, or a limit of it is reached (make room, start again)"
    if error.errno in FORBIDDEN:
        return f"{where}{error.strerror} (give this user the right, or name another folder)"
    if error.errno == errno.ENOENT and not _has_scratch():
        return "no folder for temporary files can be written (make room, or set TMPDIR to another)"
    return f"{where}{error.strerror or error}"


def _has_scratch() -> bool:
    try:
        tempfile.gettempdir()
    except FileNotFoundError:
        return False
    return True


def _first(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
