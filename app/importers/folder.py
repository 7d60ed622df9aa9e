"""Folders among what was chosen to be read in: the files that they hold stand in their place."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

MOST_FILES = 500
MOST_LEVELS = 4
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})


def files_in(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files chosen, each folder replaced by its files in the order of their names.

    Hidden files and links to other folders are left out, and what lies deeper than `MOST_LEVELS`. A folder
    without files, one that may not be opened and one with more than `MOST_FILES` stay as they are, so that
    reading says what they are.
    """
    return tuple(file for path in paths for file in (_held_by(path) or (path,)))


def _held_by(folder: Path) -> tuple[Path, ...]:
    found: list[Path] = []
    for file in _walk(folder):
        found.append(file)
        if len(found) > MOST_FILES:
            return ()
    return tuple(found)


def _walk(folder: Path) -> Iterator[Path]:
    for where, inner, names in os.walk(folder):
        depth = len(Path(where).relative_to(folder).parts)
        inner[:] = sorted(name for name in inner if _is_shown(name)) if depth < MOST_LEVELS else []
        yield from (Path(where, name) for name in sorted(names) if _is_shown(name))


def _is_shown(name: str) -> bool:
    return not name.startswith(".") and name.lower() not in _OF_THE_SYSTEM
