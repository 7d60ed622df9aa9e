"""Files that a command writes: complete or not at all, and only if what belongs to them could be stored."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.storage.errors import driver_trouble


@contextmanager
def written(out: Path | None, name: str, content: bytes) -> Iterator[Path]:
    """Write `content` beside its target, and put it in place once the body has gone through.

    The target is `out`, or `name` in the folder `out`, or `name` in the current folder.

    Raises:
        FileTroubleError: The folder is full, or may not be written; nothing was stored.
    """
    path = Path(name) if out is None else out / name if out.is_dir() else out
    with driver_trouble(path):
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".betalt-")
    try:
        with driver_trouble(path), os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield path
        with driver_trouble(path):
            Path(aside).replace(path)
    finally:
        Path(aside).unlink(missing_ok=True)
