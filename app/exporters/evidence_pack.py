"""An evidence pack on disk: one folder or one ZIP file, whole or not at all."""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.storage.errors import driver_trouble

ZIP_SUFFIX = ".zip"
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a ZIP: the same pack always gives the same bytes."""
_READABLE = 0o644 << 16


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack; `name` may have folders before it, with `/` between them."""

    name: str
    content: bytes


def as_zip(files: Sequence[PackFile], folder: str) -> bytes:
    """Return a ZIP file in which everything lies in one folder; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(files, key=lambda file: file.name):
            known = zipfile.ZipInfo(f"{folder}/{file.name}", _MOMENT)
            known.compress_type, known.external_attr, known.create_system = zipfile.ZIP_DEFLATED, _READABLE, 3
            archive.writestr(known, file.content)
    return out.getvalue()


def place_for(wanted: Path, name: str) -> Path:
    """Return where a pack called `name` goes: the wanted path itself, or beside or within it where in use.

    A path that ends in `.zip` is a file. A folder that is not there yet, or is empty, becomes the pack; in
    any other the pack lies in a folder of its own. What is there already is never overwritten.
    """
    with driver_trouble(wanted):
        if not wanted.exists() or (wanted.is_dir() and not any(wanted.iterdir())):
            return wanted
        first = wanted / name if wanted.is_dir() else wanted
        place, number = first, 2
        while place.exists():
            place, number = first.with_name(f"{first.stem}-{number}{first.suffix}"), number + 1
        return place


@contextmanager
def written(place: Path, files: Sequence[PackFile], folder: str) -> Iterator[None]:
    """Put a pack in its place, written aside first; it goes away again if the body fails.

    Raises:
        FileTroubleError: The disk is full, or may not be written; nothing is left behind.
    """
    with driver_trouble(place):
        aside = Path(tempfile.mkdtemp(dir=place.parent, prefix=".betalt-"))
    try:
        with driver_trouble(place):
            made = _write(aside, place, files, folder)
            if place.is_dir():
                place.rmdir()  # an empty one; a full one is left alone, and refused
            made.replace(place)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    try:
        yield
    except BaseException:
        if place.is_dir():
            shutil.rmtree(place, ignore_errors=True)
        else:
            place.unlink(missing_ok=True)
        raise


def _write(aside: Path, place: Path, files: Sequence[PackFile], folder: str) -> Path:
    if place.suffix.lower() == ZIP_SUFFIX:
        made = aside / "pack"
        made.write_bytes(as_zip(files, folder))
        return made
    made = aside / "pack"
    for file in files:
        path = made.joinpath(*file.name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return made
