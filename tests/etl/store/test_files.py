import errno
import os
import stat
from pathlib import Path

import pytest

from etl.store.files import copy_of_data, sync


def test_a_place_that_knows_no_fsync_stops_nothing():
    """What is real on Linux: /proc answers EINVAL, as network and FUSE mounts do."""
    with pytest.raises(OSError, match="Invalid"), Path("/proc/self/comm").open("r+b") as file:
        os.fsync(file)
    sync(Path("/proc/self/comm"))
    sync(Path("/proc/self"))


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EBADF, errno.EINVAL])
def test_a_folder_that_cannot_be_opened_or_synced_stops_nothing(tmp_path, monkeypatch, number):
    """Windows opens no folder; it has to be made up here."""

    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refuse)
    sync(tmp_path)


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_what_is_lost_on_its_way_to_the_disk_is_never_passed_over(tmp_path, monkeypatch, number):
    def fail(_):
        raise OSError(number, os.strerror(number))

    (tmp_path / "file").write_text("x")
    monkeypatch.setattr(os, "fsync", fail)
    for path in (tmp_path, tmp_path / "file"):
        with pytest.raises(OSError, match=os.strerror(number)):
            sync(path)


def test_a_copy_of_the_data_leaves_out_products_alone(tmp_path):
    data = tmp_path / "data"
    for folder in ("builds", "fetched", "themes/builds"):
        (data / folder).mkdir(parents=True)
        (data / folder / "x.csv").write_text("x")
    copy = copy_of_data(data, tmp_path / "copy")
    assert [path.relative_to(copy).as_posix() for path in copy.rglob("*.csv")] == [
        "themes/builds/x.csv"
    ]
    linked = copy_of_data(data, tmp_path / "linked", os.symlink)
    assert stat.S_ISLNK((linked / "themes/builds/x.csv").lstat().st_mode)
