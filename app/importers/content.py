"""Bytes of a file, never more than its kind may have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.importers.trouble import UnreadableFileError

HEAD_BYTES = 65_536
XML_LIMIT_BYTES = 20 * 1024 * 1024
TABLE_LIMIT_BYTES = 50 * 1024 * 1024
_CHUNK_BYTES = 65_536

Progress = Callable[[int, int], None]
"""Told what is done and what there is in all, now and then; what it raises stops the reading."""


def read_head(path: Path) -> bytes:
    """Return the first 64 KiB of a file.

    Raises:
        UnreadableFileError: The file is missing, may not be read, is a folder or holds nothing.
    """
    head = _read(path, HEAD_BYTES)
    if not head:
        raise UnreadableFileError("empty")
    return head


def read_whole(path: Path, limit_bytes: int) -> bytes:
    """Return all bytes of a file of at most `limit_bytes`; a larger one is refused after that many.

    Raises:
        UnreadableFileError: As for `read_head`, or the file is too large.
    """
    data = _read(path, limit_bytes + 1)
    if len(data) > limit_bytes:
        raise UnreadableFileError("too_large", limit_bytes=limit_bytes)
    return data


def read_chunks(path: Path, progress: Progress | None = None) -> Iterator[bytes]:
    """Yield the bytes of a file of any size bit by bit; `progress` counts bytes.

    Raises:
        UnreadableFileError: As for `read_head`, except that an empty file yields nothing.
    """
    with _opened(path) as file:
        size, done = path.stat().st_size, 0
        while chunk := file.read(_CHUNK_BYTES):
            if progress:
                progress(done, size)
            done += len(chunk)
            yield chunk
    if progress:
        progress(size, size)


def _read(path: Path, size: int) -> bytes:
    with _opened(path) as file:
        return file.read(size)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except FileNotFoundError as error:
        raise UnreadableFileError("missing") from error
    except PermissionError as error:
        raise UnreadableFileError("not_allowed") from error
    except IsADirectoryError as error:
        raise UnreadableFileError("not_a_file") from error
    except OSError as error:
        raise UnreadableFileError("cannot_open") from error
