"""Faults of the machine in a sentence, by what they are and never by how they are worded."""

import errno

import duckdb
import filelock
import pytest

from etl.problems import StopError
from etl.sentence import sentence

ROOM = "the disk is full, or a limit of it is reached (make room, start again)"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (StopError("do this"), "do this"),
        (OSError(errno.ENOSPC, "No space left on device"), ROOM),
        (OSError(errno.EFBIG, "File too large", "/data/x"), f"/data/x: {ROOM}"),
        (OSError(errno.EROFS, "Read-only file system", "/data"), "/data: Read-only file system ("),
        (NotADirectoryError(errno.ENOTDIR, "Not a directory", "x"), "x: Not a directory"),
        (filelock.Timeout("lock"), "another build or refresh is running (wait"),
        (MemoryError(), "there is too little memory (end other programs)"),
        (duckdb.OutOfMemoryException("no\nmore"), "there is too little memory"),
        (duckdb.IOException("x\ny"), "the disk is full, or a file on it cannot be used: x (make"),
        (duckdb.TransactionException("x"), "the disk is full, or a file on it cannot be used: x"),
    ],
)
def test_a_fault_of_the_machine_is_told_with_the_remedy(error, words):
    told = sentence(error)
    assert told is not None
    assert told.startswith(words)
    assert "\n" not in told


@pytest.mark.parametrize("error", [IndexError("x"), RuntimeError("x"), duckdb.BinderException("x")])
def test_a_fault_of_the_code_is_none_of_a_persons(error):
    assert sentence(error) is None
