"""Copies of an encrypted file that anybody could still read: found, and encrypted where they are reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from app.i18n import _, ngettext
from app.services.backing_up import folder_of
from app.services.desk import Desk
from app.services.keys import is_encrypted
from app.storage.backup import kept_in, remove
from app.storage.errors import FileTroubleError
from app.storage.resealing import reseal

_BESIDE = ("{name}.before-*", "{stem}.replaced-*.db", "{stem}.damaged-*.db")
_CUT_SHORT = (".resealed", ".restoring", ".opening", ".part")


@dataclass(frozen=True, slots=True)
class Tidied:
    """What came of it.

    Attributes:
        encrypted: How many copies were encrypted just now.
        left: Copies that could not be, such as a damaged one; anybody can read them.
        away: The second folder, where it could not be reached.
    """

    encrypted: int = 0
    left: tuple[Path, ...] = ()
    away: Path | None = None


def tidy(desk: Desk, second: Path | None = None) -> Tidied:
    """Encrypt every copy of an encrypted file that is not, in its own folder and in the second one.

    What was cut short while a copy was being made goes, where it can be read. A file that is not encrypted
    has nothing to hide.
    """
    key = desk.database.key
    if key is None:
        return Tidied()
    for rest in _plain(_cut_short(desk, second)):
        remove(rest)
    left = []
    copies = plain_copies(desk, second)
    for copy in copies:
        try:
            reseal(copy, None, key)
        except FileTroubleError:
            left.append(copy)
    away = second if second and not second.is_dir() else None
    return Tidied(len(copies) - len(left), tuple(left), away)


def plain_copies(desk: Desk, second: Path | None = None) -> tuple[Path, ...]:
    """Return the copies that anybody can read: from before a new version, replaced ones, and backups."""
    name, stem = escape(desk.path.name), escape(desk.path.stem)
    patterns = (each.format(name=name, stem=stem) for each in _BESIDE)
    beside = (path for pattern in patterns for path in sorted(desk.path.parent.glob(pattern)))
    kept = (backup.path for folder in _folders(desk, second) for backup in kept_in(folder, desk.path))
    return tuple(dict.fromkeys(_plain((*beside, *kept))))


def words(done: Tidied) -> str:
    """Return what became of the copies, empty where there were none."""
    said = []
    if done.encrypted:
        text = ngettext(
            "{n} copy from before is encrypted too.",
            "{n} copies from before are encrypted too.",
            done.encrypted,
        )
        said.append(text.format(n=done.encrypted))
    if done.left:
        text = _("These copies can still be read by anybody, delete them if you do not need them: {files}")
        said.append(text.format(files=", ".join(map(str, done.left))))
    if done.away:
        text = _("{folder} could not be reached. Backups there are encrypted when it is back.")
        said.append(text.format(folder=done.away))
    return " ".join(said)


def _folders(desk: Desk, second: Path | None) -> tuple[Path, ...]:
    return (folder_of(desk), second) if second else (folder_of(desk),)


def _cut_short(desk: Desk, second: Path | None) -> Iterable[Path]:
    for folder in (desk.path.parent, *_folders(desk, second)):
        for ending in _CUT_SHORT:
            yield from folder.glob(f"{escape(desk.path.stem)}*{ending}")


def _plain(paths: Iterable[Path]) -> list[Path]:
    return [path for path in paths if _is_plain(path)]


def _is_plain(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size > 0 and not is_encrypted(path)
    except OSError:
        return False
