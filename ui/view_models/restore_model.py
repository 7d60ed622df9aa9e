"""Choosing a backup: those that are there, what is in one, and bringing it back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.errors import BetaltError
from app.services import backing_up, keys
from app.services.backing_up import Backup, Preview, Restored
from app.services.changes import Changes
from app.services.desk import Desk
from ui.view_models import places
from ui.view_models.workplace import Workplace, words_for


class RestoreModel(QObject):
    """`listed` carries the backups, `seen` the `Preview` of one, `refused` words and whether to ask a key."""

    listed = Signal(object)
    seen = Signal(object)
    refused = Signal(str, bool)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._typed = ""
        self.preview: Preview | None = None
        self.path: Path | None = None

    def read(self) -> None:
        """Look for backups in the own folder and in the second one; none is chosen yet."""
        self.path = self.preview = None
        chosen = self._workplace.preferences.backup_folder
        second = Path(chosen) if chosen else None
        self._workplace.read(lambda desk: backing_up.backups(desk, second), self._list, self._refuse)

    def choose(self, path: Path, typed: str = "") -> None:
        """Look into a backup; `typed` are the words of its recovery sheet, or its passphrase."""
        self.path, self._typed, self.preview = path, typed, None

        def refuse(error: BetaltError) -> None:
            if path == self.path:  # another one may have been chosen meanwhile
                self._refuse(error)

        self._workplace.read(lambda desk: _preview(desk, path, typed), self._show, refuse)

    def restore(self) -> None:
        """Bring the backup back that was looked into."""
        path, typed = self.path, self._typed
        if self.preview is None or path is None:
            return
        self._workplace.desk.rest()
        self._workplace.read(lambda desk: _restore(desk, path, typed), self._done, self._refuse)

    def go_on(self) -> None:
        """Leave everything as it is and go on with the file as it stands."""
        self._workplace.changed.emit(Changes())
        self._workplace.go(places.Today())

    def _list(self, found: list[Backup]) -> None:
        self.listed.emit(found)

    def _show(self, preview: Preview) -> None:
        if preview.path == self.path:
            self.preview = preview
            self.seen.emit(preview)

    def _done(self, restored: Restored) -> None:
        self._workplace.unlocked.emit()
        self._workplace.protected.emit()
        self.go_on()

    def _refuse(self, error: BetaltError) -> None:
        self.refused.emit(words_for(error), self.path is not None and backing_up.asks_key(error))


def _preview(desk: Desk, path: Path, typed: str) -> Preview:
    return backing_up.preview(desk, path, keys.key_from_typed(path, typed) if typed else None)


def _restore(desk: Desk, path: Path, typed: str) -> Restored:
    return backing_up.restore(desk, path, keys.key_from_typed(path, typed) if typed else None)
