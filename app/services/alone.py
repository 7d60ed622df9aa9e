"""One window at a time on a file, and advice where its folder is copied between computers."""

from __future__ import annotations

from pathlib import Path

from app.domain.errors import BetaltError
from app.services.desk import Desk
from app.storage import instance_lock
from app.storage.instance_lock import Claim, InUseError, claim

Hold = Claim
_SERVICES = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "icloud": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "syncthing": "Syncthing",
    "seafile": "Seafile",
    "pcloud": "pCloud",
    "jottacloud": "Jottacloud",
}
_MARKS = {".dropbox": "Dropbox", ".stfolder": "Syncthing", ".sync_": "Nextcloud"}


def hold(desk: Desk) -> Hold | None:
    """Hold the file for this window; `None` where that cannot be noted down.

    Raises:
        InUseError: Another window has it open, on this computer or on another one.
    """
    return claim(desk.path, desk.clock.now())


def refuse_elsewhere(desk: Desk) -> None:
    """Refuse a file that a window on another computer has open; one on this computer is no trouble.

    Raises:
        InUseError: There is such a window.
    """
    instance_lock.refuse_elsewhere(desk.path, desk.clock.now())


def by_this_computer(error: BetaltError) -> bool:
    """Say whether it is a window on this computer that has the file open."""
    return isinstance(error, InUseError) and not error.computer


def beat(desk: Desk, held: Hold) -> None:
    """Say that this window is still here.

    Raises:
        InUseError: Another computer has opened the file meanwhile.
    """
    held.beat(desk.clock.now())


def synced_by(path: Path) -> str:
    """Return the name of the service that copies a file's folder to other computers; empty if none does."""
    folders = path.absolute().parents
    for folder in folders:
        name = folder.name.lower()
        for word, service in _SERVICES.items():
            if name == word or name.startswith((f"{word} ", f"{word}-")):
                return service
    marked = (service for mark, service in _MARKS.items() for folder in folders if (folder / mark).exists())
    return next(marked, "")
