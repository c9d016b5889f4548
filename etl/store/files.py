"""Files that are copied, and files that must last."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from etl.paths import builds_folder, fetched_folder

NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
"""What network and FUSE mounts answer that know no fsync: nothing better can be done there."""
NO_FOLDER_SYNC = NO_SYNC | {errno.EACCES, errno.EPERM, errno.EISDIR, errno.EBADF}
"""The same of a folder, which Windows refuses to open at all."""


def copy_of_data(data: Path, target: Path, copy: Callable = shutil.copy2) -> Path:
    """A copy of what people wrote, without builds and fetched documents."""
    products = {builds_folder(data).name, fetched_folder(data).name}

    def left_out(folder: str, names: list[str]) -> set[str]:
        return products.intersection(names) if Path(folder) == data else set()

    return Path(shutil.copytree(data, target, ignore=left_out, copy_function=copy))


def sync(path: Path) -> None:
    """Make a file, or the names in a folder, durable, as far as its place can do that."""
    is_folder = path.is_dir()
    try:
        handle = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in (NO_FOLDER_SYNC if is_folder else NO_SYNC):
            raise
