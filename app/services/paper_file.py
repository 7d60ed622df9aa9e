"""A letter or agreement written to a file that the user chose; whole, or not at all."""

from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from app.storage.errors import DiskFullError, FileTroubleError, LockedFileError, ReadOnlyFileError

_BY_NUMBER = {
    errno.ENOSPC: DiskFullError,
    errno.EDQUOT: DiskFullError,
    errno.EROFS: ReadOnlyFileError,
    errno.ENOENT: ReadOnlyFileError,
    errno.ENOTDIR: ReadOnlyFileError,
    errno.EBUSY: LockedFileError,
}


def write(path: Path, content: bytes) -> None:
    """Write a file in one step, in place of one that is there.

    Raises:
        DiskFullError, ReadOnlyFileError, LockedFileError: Nothing was written, and an old file is as it was.
    """
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as made:
            made.write(content)
    except OSError as trouble:
        raise _named(trouble, path) from trouble
    try:
        Path(made.name).replace(path)
    except OSError as trouble:
        with suppress(OSError):
            Path(made.name).unlink()
        # Windows answers so for a file that a reader holds open, and where writing is allowed otherwise.
        held = path.exists() and isinstance(trouble, PermissionError)
        raise LockedFileError(path) if held else _named(trouble, path) from trouble


def _named(trouble: OSError, path: Path) -> FileTroubleError:
    if isinstance(trouble, PermissionError):
        return ReadOnlyFileError(path)
    return _BY_NUMBER.get(trouble.errno or 0, FileTroubleError)(path)
