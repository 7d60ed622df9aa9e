"""What was done today, the latest first, with a way to take the last of it back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from app.i18n import _
from app.services.day_log import done_today
from ui.pages.icon_line import IconLine
from ui.pages.page import Panel
from ui.pages.panel_frame import Head, Scrolled
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton
from ui.widgets.label import Label


class LogPanel(Panel):
    """The day's log; it follows what is done and undone while it is open."""

    wide = False

    def __init__(self, workplace: Workplace, _subject: Subject) -> None:
        super().__init__()
        self._workplace = workplace
        self._undo = ActionButton.for_action(workplace.actions["undo"], icon="undo-2")
        self._lines = QVBoxLayout()
        head, scrolled = Head(self.title()), Scrolled()
        scrolled.column.addWidget(self._undo, 0, Qt.AlignmentFlag.AlignLeft)
        scrolled.column.addLayout(self._lines)
        scrolled.column.addStretch(1)
        head.left.connect(self.dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(scrolled, 1)
        workplace.changed.connect(self._read)

    def title(self) -> str:
        """Return what the panel shows."""
        return _("Done today")

    def entered(self) -> None:
        """Read the day."""
        self._undo.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def _read(self) -> None:
        self._workplace.read(done_today, self._show)

    def _show(self, lines: tuple[str, ...]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for words in lines:
            self._lines.addWidget(IconLine("check", words))
        if not lines:
            self._lines.addWidget(Label(_("Nothing yet."), colour="text2"))
