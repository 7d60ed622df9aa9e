"""The tables of law in the settings: what is known, a row being added, a file being looked at."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.errors import BetaltError
from app.services import rates
from app.services.changes import Changes
from app.services.rate_file import TableFile, accept_table_file, read_table_file
from app.services.rates import NewRow, TableLine
from app.services.undoing import RULES
from ui.view_models.workplace import Workplace, words_for


class RatesModel(QObject):
    """`shown` tells that the tables are read, `file_shown` carries a `TableFile` or `None`.

    `refused` says what is wrong with the row being added, `file_refused` with the file.
    """

    shown = Signal()
    saved = Signal()
    refused = Signal(str)
    file_shown = Signal(object)
    file_refused = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.lines: tuple[TableLine, ...] = ()
        self.file: TableFile | None = None
        workplace.changed.connect(self._note)

    def read(self) -> None:
        """Read the tables anew."""
        self._workplace.read(rates.overview, self._take)

    def add(self, new: NewRow) -> None:
        """Add a row as it was typed."""
        self._workplace.act(
            lambda desk: rates.add_row(desk, new), lambda _changes: self.saved.emit(), self._refuse
        )

    def read_file(self, path: Path) -> None:
        """Look at a file; nothing is added yet."""
        self._workplace.read(lambda desk: read_table_file(desk, path), self._show_file, self._refuse_file)

    def accept_file(self) -> None:
        """Add the rows of the file that was looked at."""
        found = self.file
        if found is not None:
            self._workplace.act(
                lambda desk: accept_table_file(desk, found),
                lambda _changes: self._show_file(None),
                self._refuse_file,
            )

    def leave_file(self) -> None:
        """Do without the file."""
        self._show_file(None)

    def _note(self, changes: Changes) -> None:
        if changes.kind.removeprefix("undo:") in RULES:
            self.read()

    def _take(self, lines: tuple[TableLine, ...]) -> None:
        self.lines = lines
        self.shown.emit()

    def _show_file(self, found: TableFile | None) -> None:
        self.file = found
        self.file_shown.emit(found)

    def _refuse(self, error: BetaltError) -> None:
        self.refused.emit(words_for(error))

    def _refuse_file(self, error: BetaltError) -> None:
        self._show_file(None)
        self.file_refused.emit(words_for(error))
