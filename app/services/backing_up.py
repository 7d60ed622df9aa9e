"""Backups: one a day by itself, one to any file when asked, and bringing one back after a look at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import BetaltError
from app.domain.money import Currency, Money
from app.domain.recovery_words import RecoveryWordsError
from app.keychain import KeyringTroubleError
from app.services import keys
from app.services.desk import Desk
from app.storage.cipher import mark_of
from app.storage.errors import FileTroubleError, KeyNeededError, OtherKeyError, WrongKeyError

if TYPE_CHECKING:
    from datetime import date

    from app.domain.file_key import FileKey
    from app.storage.backup import Contents

OLD_AFTER_DAYS = 7
_FOLDER = "backups"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup that is there; `made_at` is local time."""

    path: Path
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """What is in a file: how many of each, the day of what was told last, and what is open by currency."""

    customers: int
    invoices: int
    letters: int
    events: int
    newest_on: date | None
    open: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a backup would bring back, beside what is there now; `now` is `None` where that is unreadable."""

    path: Path
    backup: Held
    now: Held | None


@dataclass(frozen=True, slots=True)
class Done:
    """A backup just made; `missed` says that the second folder could not be reached or written."""

    path: Path
    held: Held
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back, and where the file lies that it replaced; `None` where there was none."""

    held: Held
    kept: Path | None


def folder_of(desk: Desk) -> Path:
    """Return where backups are kept when nothing else is said: beside the database."""
    return desk.path.parent / _FOLDER


def backups(desk: Desk, second: Path | None = None) -> list[Backup]:
    """Return the backups in the own folder and in a second one, the newest first, each moment once."""
    from app.storage.backup import kept_in

    folders = [folder_of(desk), *([second] if second else [])]
    found = {kept.made_at: kept for folder in reversed(folders) for kept in kept_in(folder, desk.path)}
    return [Backup(found[made_at].path, made_at) for made_at in sorted(found, reverse=True)]


def days_without(desk: Desk, second: Path | None = None) -> int | None:
    """Return how many calendar days ago the newest backup was made, `None` where there is none."""
    found = backups(desk, second)
    return max(0, (desk.today() - found[0].made_at.date()).days) if found else None


def is_due(desk: Desk, second: Path | None = None) -> bool:
    """Say whether the day's backup is still to be made."""
    return days_without(desk, second) != 0


def back_up(desk: Desk, second: Path | None = None) -> Done:
    """Make a backup in the own folder, and a copy of it in a second one where that can be reached.

    Both are verified; the newest 14 are kept.

    Raises:
        FileTroubleError: It could not be made; older ones are as they were.
    """
    from app.storage.backup import name_for, prune

    name = name_for(desk.path, _local_now(desk))
    own = folder_of(desk) / name
    held = back_up_to(desk, own)
    prune(own.parent, desk.path, but=own)
    missed = bool(second) and not _copied(desk, second, name)
    return Done(own, held, missed)


def _copied(desk: Desk, folder: Path | None, name: str) -> bool:
    """Back up to a second folder; one that is not there, such as a stick left at home, is no trouble."""
    from app.storage.backup import prune

    if folder is None or not folder.is_dir():
        return False
    try:
        back_up_to(desk, folder / name)
    except FileTroubleError:
        return False
    prune(folder, desk.path, but=folder / name)
    return True


def back_up_to(desk: Desk, target: Path) -> Held:
    """Make a backup at a place of the user's choice, verified, in place of a file that is there.

    Raises:
        FileTroubleError: Nothing was written.
    """
    from app.storage.backup import save

    return _held(save(desk.path, target, desk.database.key))


def preview(desk: Desk, source: Path, key: FileKey | None = None) -> Preview:
    """Verify a backup and say what is in it beside what is there now; nothing is changed.

    Raises:
        KeyNeededError, KeyringTroubleError: It is encrypted, and its key has to be typed.
        FileTroubleError: It is not ours, newer than this app, or damaged.
    """
    from app.storage.backup import contents, look

    held = _held(contents(source, _key_for(desk, source, key)))
    try:
        now = _held(look(desk.database.connection)) if _is_there(desk) else None
    except FileTroubleError:
        now = None
    return Preview(source, held, now)


def restore(desk: Desk, source: Path, key: FileKey | None = None) -> Restored:
    """Bring a backup back in place of the file in use, which is kept beside it under another name.

    Other threads have to let go of the file first.

    Raises:
        FileTroubleError, KeyringTroubleError: Nothing has changed.
    """
    from app.storage.backup import look
    from app.storage.damage import seal
    from app.storage.restoring import restore as bring_back

    found = _key_for(desk, source, key)
    own_key = _own_key(desk)
    if "database" in vars(desk):
        desk.database.close()
    kept = bring_back(source, desk.path, found, own_key=own_key, now=_local_now(desk))
    desk.open_with(found)
    seal(desk.database)
    if key is not None:
        keys.remember(key)  # typed once, as on a new computer
    return Restored(_held(look(desk.database.connection)), kept)


def asks_key(error: BetaltError) -> bool:
    """Say whether typing the words of its recovery sheet, or its passphrase, could open a backup."""
    return isinstance(
        error,
        KeyNeededError | OtherKeyError | WrongKeyError | RecoveryWordsError | KeyringTroubleError,
    )


def _own_key(desk: Desk) -> FileKey | None:
    """Return the key of the file that will be replaced, as far as it is known without asking."""
    if not keys.is_encrypted(desk.path):
        return None
    try:
        return desk.key or keys.key_from_keyring(desk.path)
    except (KeyNeededError, KeyringTroubleError):
        return None


def _key_for(desk: Desk, source: Path, key: FileKey | None) -> FileKey | None:
    """Return what opens a backup: the key given, that of the file in use, or the keyring's."""
    if key is not None or not keys.is_encrypted(source):
        return key
    if desk.key and desk.key.mark == mark_of(source):
        return desk.key
    return keys.key_from_keyring(source)


def _is_there(desk: Desk) -> bool:
    return desk.path.exists() and desk.path.stat().st_size > 0


def _local_now(desk: Desk) -> datetime:
    """Return the local time of day on the desk's day, which may be one that stands still."""
    return datetime.combine(desk.today(), desk.clock.now().astimezone().time())


def _held(found: Contents) -> Held:
    return Held(
        found.customers,
        found.invoices,
        found.letters,
        found.events,
        found.newest_on,
        tuple(Money(minor, Currency(code)) for code, minor in found.open_minor),
    )
