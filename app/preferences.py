"""The user's choices of how the program looks and where it left off; nothing about customers.

They live as JSON in the platform's folder for settings. A choice that cannot be read falls back to its
default, and a file that cannot be read at all is kept aside: no setting is worth a window that does not open.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from app.domain.errors import TroubleError

_FILE = "preferences.json"
_NAME = "betalt"

Language = Literal["sv", "nb", "en"]
ColourScheme = Literal["system", "light", "dark"]
Density = Literal["roomy", "compact"]


LOCK_MINUTES = (0, 5, 15, 30, 60)


class PreferencesNotSavedError(TroubleError):
    """The folder for settings cannot be written; `reason` is the system's own."""

    def __init__(self, path: Path, reason: OSError) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the user chose; changed with `dataclasses.replace`.

    Attributes:
        language: Of the screen; None until it is chosen on first run.
        text_scale_percent: 90 to 200, of the system's own size.
        window_geometry: The window's own record of where it stood, opaque to us.
        backup_folder: A second folder for backups, such as on a stick; empty for none.
        sync_advised: The folder about whose copying to other computers the user was told; empty for none.
        lock_minutes: How long nobody touches the window until an encrypted file is closed; 0 is never.
        folded_panels: Names of the panels that the user folded.
        last_folder: Where a file was last read or saved; empty before the first.
        columns: For each list the columns shown, in their order; a list that is missing shows all of its own.
        keys: Letter keys the user has changed, by the name of the command; an empty one is turned off.
    """

    language: Language | None = None
    colour_scheme: ColourScheme = "system"
    text_scale_percent: int = 100
    density: Density = "roomy"
    window_geometry: str = ""
    call_timer_hidden: bool = False
    lock_minutes: int = 15
    backup_folder: str = ""
    sync_advised: str = ""
    folded_panels: frozenset[str] = frozenset()
    last_folder: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)


def _one_of(*allowed: str | None) -> Callable[[Any], bool]:
    return lambda value: value in allowed


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_columns(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(keys, list) and all(map(_is_text, keys)) for keys in value.values()
    )


def _is_keys(value: Any) -> bool:
    return isinstance(value, dict) and all(_is_text(key) and len(key) <= 1 for key in value.values())


def _is_scale(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 90 <= value <= 200


_MAY_BE: Mapping[str, Callable[[Any], bool]] = {
    "language": _one_of("sv", "nb", "en", None),
    "colour_scheme": _one_of("system", "light", "dark"),
    "text_scale_percent": _is_scale,
    "density": _one_of("roomy", "compact"),
    "window_geometry": _is_text,
    "call_timer_hidden": lambda value: isinstance(value, bool),
    "backup_folder": _is_text,
    "sync_advised": _is_text,
    "lock_minutes": lambda value: isinstance(value, int) and value in LOCK_MINUTES,
    "folded_panels": lambda value: isinstance(value, list) and all(map(_is_text, value)),
    "last_folder": _is_text,
    "columns": _is_columns,
    "keys": _is_keys,
}


def default_folder() -> Path:
    """Return the platform's folder for settings."""
    from platformdirs import user_config_path

    return user_config_path(_NAME, appauthor=False)


def load(folder: Path | None = None) -> Preferences:
    """Read the choices; what is missing or cannot be read has its default."""
    path = (folder or default_folder()) / _FILE
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        return Preferences()
    except ValueError:
        return _kept_aside(path)
    if not isinstance(content, dict):
        return _kept_aside(path)
    known = {name: content[name] for name in _MAY_BE if name in content and _MAY_BE[name](content[name])}
    if "folded_panels" in known:
        known["folded_panels"] = frozenset(known["folded_panels"])
    if "columns" in known:
        known["columns"] = {name: tuple(keys) for name, keys in known["columns"].items()}
    return Preferences(**known)


def save(preferences: Preferences, folder: Path | None = None) -> None:
    """Replace the file in one step, so that a crash leaves the old choices or the new ones.

    Raises:
        PreferencesNotSavedError: Nothing changed.
    """
    path = (folder or default_folder()) / _FILE
    content = asdict(preferences) | {"folded_panels": sorted(preferences.folded_panels)}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    except OSError as reason:
        raise PreferencesNotSavedError(path, reason) from reason


def _replace(path: Path, text: str) -> None:
    """Write beside the file, readable by its owner alone, and put the new one in its place."""
    import tempfile  # not needed to read them, before the first paint

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _kept_aside(path: Path) -> Preferences:
    """Move a broken file out of the way where that is possible, for whoever wants to look at it."""
    with suppress(OSError):
        path.replace(path.with_name(f"{path.name}.broken"))
    return Preferences()
