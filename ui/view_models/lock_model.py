"""The lock of the file: a new key waits until its recovery sheet is safe, and only then takes effect."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.errors import BetaltError
from app.domain.file_key import FileKey
from app.services import keys, locking, plain_copies
from app.services.desk import Desk
from app.services.locking import Protection
from app.services.plain_copies import Tidied
from ui.view_models.workplace import Workplace, words_for


class LockModel(QObject):
    """`shown` carries the `Protection`, `ready` tells that a key waits for its sheet, `troubled` why none."""

    shown = Signal(object)
    ready = Signal()
    troubled = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.waiting: FileKey | None = None

    def read(self) -> None:
        """Read anew how the file is protected."""
        self._workplace.read(locking.protection, self.shown.emit)

    def take_key(self) -> None:
        """Make a random key."""
        self._workplace.read(lambda _desk: locking.new_key(), self._wait)

    def take_passphrase(self, typed: str) -> None:
        """Make the key of a passphrase."""
        self._workplace.read(lambda _desk: locking.new_passphrase(typed), self._wait, self._refused)

    def take_present(self) -> None:
        """Let the sheet of the key in use be saved again."""
        self._workplace.read(keys.key_of, self._wait)

    def forget(self) -> None:
        """Let go of a key that was not taken into use."""
        self.waiting = None
        self.read()

    def make_sheet(self, done: Callable[[bytes], None]) -> None:
        """Make the recovery sheet of the key that waits."""
        key = self.waiting
        if key is not None:
            self._workplace.read(lambda desk: locking.recovery_sheet(desk, key), done, self._refused)

    def seal(self, said: str) -> None:
        """Take the key that waits into use; one that is in use already stays."""
        key, self.waiting = self.waiting, None
        if key is None:
            return

        chosen = self._workplace.preferences.backup_folder
        second = Path(chosen) if chosen else None

        def work(desk: Desk) -> Tidied:
            return locking.seal(desk, key, second) if desk.database.key != key else Tidied()

        self._run(work, said)

    def unseal(self, said: str) -> None:
        """Take the lock away."""
        self._run(locking.unseal, said)

    def _run(self, work: Callable[[Desk], Tidied | None], said: str) -> None:
        self._workplace.desk.rest()  # this thread's own reading would keep the file from being replaced

        def finished(copies: Tidied | None) -> None:
            more = plain_copies.words(copies) if copies else ""
            self._workplace.notices.say(f"{said} {more}" if more else said)
            self._workplace.protected.emit()
            self.read()

        self._workplace.read(work, finished, self._failed)

    def _wait(self, key: FileKey | None) -> None:
        self.waiting = key
        self.ready.emit()

    def _refused(self, error: BetaltError) -> None:
        self.troubled.emit(words_for(error))

    def _failed(self, error: BetaltError) -> None:
        """Show how it is after all, and why."""

        def show(seen: Protection) -> None:
            self.shown.emit(seen)
            self._refused(error)

        self._workplace.read(locking.protection, show)
