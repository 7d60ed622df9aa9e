"""A table copied out of a spreadsheet, read in as if it were a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir
from PySide6.QtGui import QGuiApplication

from app.i18n import _
from app.services import paper_file
from ui.view_models.workplace import Workplace

_FEWEST_LINES = 2


class PastedTable(QObject):
    """Keeps what was pasted in a folder of its own, readable by its owner alone, until the page goes."""

    def __init__(self, page: QObject, workplace: Workplace, begin: Callable[[Sequence[Path]], None]) -> None:
        super().__init__(page)
        self._workplace, self._begin = workplace, begin
        self._folder: QTemporaryDir | None = None

    def paste(self) -> str:
        """Read in what was copied; return why that cannot be, or nothing."""
        text = QGuiApplication.clipboard().text()
        if len(text.strip().splitlines()) < _FEWEST_LINES:
            return _("Nothing that looks like a table has been copied. Copy it with its headings first.")
        if self._folder is None:
            self._folder = QTemporaryDir()
        path = Path(self._folder.filePath(_("Pasted table") + ".csv"))
        self._workplace.read(
            lambda _desk: paper_file.write(path, text.encode("utf-8")), lambda _none: self._begin([path])
        )
        return ""
