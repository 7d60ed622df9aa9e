"""Files chosen for a form and not kept yet: a photo or a paper that goes into the case when it is saved."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from ui.pages.attachment_doors import FileDoors
from ui.pages.scrolling import clear
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.label import Label


class AttachmentPick(QWidget):
    """`paths` are the files chosen so far, each once."""

    def __init__(self, workplace: Workplace, doors: FileDoors) -> None:
        super().__init__()
        self._workplace, self._doors = workplace, doors
        self.paths: tuple[Path, ...] = ()
        self.add = ActionButton(_("Add a photo or file"), icon="plus")
        self.add.clicked.connect(self._ask)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._rows)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def take(self, paths: Iterable[Path]) -> None:
        """Add files to those chosen."""
        self._show(dict.fromkeys((*self.paths, *paths)))

    def _ask(self) -> None:
        paths = self._doors.ask_files(self, self._workplace.preferences.last_folder)
        if paths:
            self._workplace.prefer(last_folder=str(paths[0].parent))
            self.take(paths)

    def _show(self, paths: Iterable[Path]) -> None:
        self.paths = tuple(paths)
        clear(self._rows)
        for path in self.paths:
            self._rows.addWidget(self._row(path))

    def _row(self, path: Path) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        away = ActionButton(kind="flat", icon="x", name=_("Leave {name} out").format(name=path.name))
        away.clicked.connect(partial(self._leave_out, path))
        row.addWidget(Label(path.name, "small", wrap=True), 1)
        row.addWidget(away)
        return holder

    def _leave_out(self, path: Path) -> None:
        self._show(each for each in self.paths if each != path)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
