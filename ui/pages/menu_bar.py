"""The menus: every command in its place, on the same surface as the navigation."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QMenuBar

from app.i18n import _
from ui.actions import MENUS, Actions
from ui.theme import theme


class MenuBar(QMenuBar):
    """All menus of the window."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        for menu, words in MENUS:
            self.addMenu(_(words)).addActions(list(actions.of_menu(menu)))
        theme().changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Window, theme().colour("side"))
        self.setPalette(palette)
