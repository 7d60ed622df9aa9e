"""How files come into the window and are looked at: the system's dialogs and viewers. Tests put their own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.i18n import _


class FileDoors:
    """Copies that are looked at lie in a folder of their own, which goes when this object does."""

    def __init__(self) -> None:
        self._copies = QTemporaryDir()

    def ask_files(self, parent: QWidget, folder: str) -> list[Path]:
        """Let the user choose files to keep; none when they think better of it."""
        places = QStandardPaths.StandardLocation.DocumentsLocation
        start = folder or QStandardPaths.writableLocation(places)
        chosen, _kind = QFileDialog.getOpenFileNames(parent, _("Add files"), start)
        return [Path(name) for name in chosen]

    def ask_copy(self, parent: QWidget, folder: str, name: str) -> Path | None:
        """Let the user choose where a copy of a kept file goes; `None` when they think better of it."""
        places = QStandardPaths.StandardLocation.DocumentsLocation
        start = Path(folder or QStandardPaths.writableLocation(places)) / name
        chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save a copy"), str(start))
        return Path(chosen) if chosen else None

    def ask_folder(self, parent: QWidget, folder: str) -> Path | None:
        """Let the user choose where a folder of papers goes; `None` when they think better of it."""
        places = QStandardPaths.StandardLocation.DocumentsLocation
        start = folder or QStandardPaths.writableLocation(places)
        chosen = QFileDialog.getExistingDirectory(parent, _("Where the papers go"), start)
        return Path(chosen) if chosen else None

    def copy_path(self, key: str, name: str) -> Path:
        """Return where a copy to look at may lie until it is removed; `key` parts files of one name."""
        folder = Path(self._copies.path()) / key
        folder.mkdir(exist_ok=True)
        return folder / name

    def open(self, path: Path) -> bool:
        """Show a file or folder with what the system has for it; `False` when it has nothing."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def dropped(data: QMimeData) -> list[Path]:
    """Return the files of this computer among what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
