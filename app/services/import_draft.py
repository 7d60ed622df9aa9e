"""What the user said about files that are being read in, as a draft that survives a crash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.importers.table import TableSettings
from app.services.import_preview import TableWish

_PLAIN = ("encoding", "delimiter", "decimal", "date_order", "sheet", "terms_days", "meaning")


def as_payload(paths: Sequence[Path], wishes: Mapping[Path, TableWish]) -> dict[str, Any]:
    """Return files and wishes as what JSON can hold."""
    return {
        "paths": [str(path) for path in paths],
        "wishes": {str(path): _told(wishes[path]) for path in wishes},
    }


def from_payload(payload: Mapping[str, Any]) -> tuple[tuple[Path, ...], dict[Path, TableWish]]:
    """Return files and wishes of a draft; nothing where one of the files is no longer there."""
    paths = tuple(Path(each) for each in payload.get("paths", ()))
    if not all(path.is_file() for path in paths):
        return (), {}
    return paths, {Path(path): _wish(told) for path, told in payload.get("wishes", {}).items()}


def _told(wish: TableWish) -> dict[str, Any]:
    settings = wish.settings
    return {
        "columns": wish.columns if isinstance(wish.columns, str) else dict(wish.columns),
        "plain": {name: getattr(settings, name) for name in _PLAIN},
        "corrections": [[line, field, text] for (line, field), text in settings.corrections.items()],
        "skipped": sorted(settings.skipped_lines),
    }


def _wish(told: Mapping[str, Any]) -> TableWish:
    settings = TableSettings(
        **{name: told["plain"][name] for name in _PLAIN},
        corrections={(line, field): text for line, field, text in told["corrections"]},
        skipped_lines=frozenset(told["skipped"]),
    )
    return TableWish(told["columns"], settings)
