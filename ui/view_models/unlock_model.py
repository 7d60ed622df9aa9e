"""Opening a locked file: by itself from the keyring, or with what the user types."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.domain.errors import BetaltError
from app.services import keys, safekeeping
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.overview import firm_known
from ui.view_models import places
from ui.view_models.workplace import Workplace, words_for


class UnlockModel(QObject):
    """`asked` tells why it is not open and whether a passphrase will do, `busy` that it is being opened."""

    asked = Signal(str, bool)
    busy = Signal(bool)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._place = places.Unlock()

    def begin(self, place: places.Unlock) -> None:
        """Open the file by itself, unless it was the user who locked it."""
        self._place = place
        if place.waits:
            self._workplace.read(lambda desk: keys.asks_passphrase(desk.path), self._wait)
        else:
            self.open()

    def open(self) -> None:
        """Open the file with the key in the keyring; where that is not to be had, `asked` says what is."""
        self._run(lambda desk: _opened(desk, None))

    def unlock(self, typed: str) -> None:
        """Open the file with the words of the sheet, or the passphrase."""
        self._run(lambda desk: _opened(desk, typed))

    def _run(self, work: Callable[[Desk], bool]) -> None:
        self.busy.emit(True)
        self._workplace.read(work, self._opened, self._refused)

    def _wait(self, by_passphrase: bool) -> None:
        self.asked.emit("", by_passphrase)

    def _refused(self, error: BetaltError) -> None:
        self.busy.emit(False)
        if why := safekeeping.why_restore(error):
            self._workplace.go(places.Restore(why))
            return
        words = words_for(error)
        self._workplace.read(
            lambda desk: keys.asks_passphrase(desk.path),
            lambda passphrase: self.asked.emit(words, passphrase),
        )

    def _opened(self, known: bool) -> None:
        self.busy.emit(False)
        workplace, then = self._workplace, self._place.then
        workplace.unlocked.emit()
        workplace.protected.emit()
        workplace.go(places.Today() if known else places.FirstRun())
        workplace.changed.emit(Changes())
        if known and then is not None:
            workplace.go(then)


def _opened(desk: Desk, typed: str | None) -> bool:
    """Open the file and say whether it knows whose it is."""
    if typed is not None:
        keys.unlock(desk, typed)
    return firm_known(desk)
