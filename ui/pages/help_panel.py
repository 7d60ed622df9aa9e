"""Help: what the shapes in the list mean, and every key there is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.attention import State
from app.i18n import _
from app.services.explain.legend import state_meaning
from app.services.explain.states import state_name
from ui.actions import COMMANDS, MENUS
from ui.pages.page import Panel
from ui.pages.panel_frame import Head, Scrolled, titled
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import key_words
from ui.widgets.label import Label, StateChip
from ui.widgets.status_line import KeyCap


class HelpPanel(Panel):
    """The same in every screen: the legend of the states first, then the keys, menu by menu."""

    def __init__(self, workplace: Workplace, _subject: Subject) -> None:
        super().__init__()
        head, scrolled = Head(self.title()), Scrolled(gap=20)
        scrolled.column.addLayout(titled(_("What the shapes mean"), _legend()))
        for menu, words in MENUS:
            keys = _keys(workplace, menu)
            if keys is not None:
                scrolled.column.addLayout(titled(_(words).replace("&", ""), keys))
        scrolled.column.addStretch(1)
        head.left.connect(self.dismiss)
        self._scrolled = scrolled
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(scrolled, 1)

    def title(self) -> str:
        """Return what the panel is."""
        return _("All keys")

    def entered(self) -> None:
        """Let the arrows scroll it."""
        self._scrolled.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scrolled.setAccessibleName(self.title())
        self._scrolled.setFocus(Qt.FocusReason.OtherFocusReason)


def _legend() -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setColumnStretch(1, 1)
    for row, state in enumerate(State):
        grid.addWidget(StateChip(state.value, state_name(state)), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(state_meaning(state), "small", colour="text2", wrap=True), row, 1)
    return box


def _keys(workplace: Workplace, menu: str) -> QWidget | None:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setColumnStretch(0, 1)
    keyed = [command for command in COMMANDS if command.menu == menu and command.key]
    for row, command in enumerate(keyed):
        action = workplace.actions[command.name]
        grid.addWidget(Label(action.text(), wrap=True), row, 0)
        grid.addWidget(KeyCap(key_words(action.shortcut())), row, 1, Qt.AlignmentFlag.AlignRight)
    return box if keyed else None
