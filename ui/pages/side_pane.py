"""The place at the right where one panel at a time opens beside the page, and gives the focus back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from ui.pages.page import Panel
from ui.theme import theme

NARROW = 424
WIDE = 520
LEAST_PAGE = 400


class SidePane(QStackedWidget):
    """Holds the open panel. `turned` tells that one was opened or closed, `lost_focus` that the widget which
    had the focus before is gone."""

    turned = Signal()
    lost_focus = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._panel: Panel | None = None
        self._focus_before: QWidget | None = None
        self.setVisible(False)

    def panel(self) -> Panel | None:
        """Return the open panel."""
        return self._panel

    def open_panel(self, panel: Panel) -> None:
        """Open a panel in place of the one that is open."""
        self.leave()
        self._focus_before = QApplication.focusWidget()
        self._panel = panel
        panel.closed.connect(self._close)
        self.addWidget(panel)
        self.setCurrentWidget(panel)
        self.setVisible(True)
        self.turned.emit()
        panel.entered()

    def step_back(self) -> None:
        """Do what Esc means to the open panel: go back within it, or close it with what was typed kept."""
        if self._panel is not None:
            self._panel.dismiss()

    def leave(self) -> None:
        """Let the open panel keep what was typed, and close it from however deep inside it one is."""
        while self._panel is not None:
            self._panel.dismiss()

    def fit(self, room: int) -> bool:
        """Take the panel's width out of the room; `False` when that leaves too little for the page."""
        if self._panel is None:
            return True
        wanted = theme().px(WIDE if self._panel.wide else NARROW)
        beside = room - wanted >= LEAST_PAGE
        self.setMinimumWidth(wanted if beside else 0)
        self.setMaximumWidth(wanted if beside else room)
        return beside

    def _close(self) -> None:
        if self._panel is None:
            return
        panel, self._panel = self._panel, None
        self.removeWidget(panel)
        panel.deleteLater()
        self.setVisible(False)
        self.turned.emit()
        before, self._focus_before = self._focus_before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.lost_focus.emit()
